"""What the users did to the instructions, as ticks under an axis of turns."""

from collections.abc import Iterator, Mapping
from typing import Final

from markupsafe import Markup

from driftsim.report.glyphs import EDITS
from driftsim.report.html.figures.frame import Frame
from driftsim.report.html.figures.svg import inked, line, spot, text

Rug = tuple[tuple[str, Mapping[int, tuple[int, int]]], ...]
"""Of each kind of edit: at each turn, in how many conversations it was made, and how many have that turn."""

ROW: Final = 17.0
TICK: Final = 12.0


def rug_height(rug: Rug) -> float:
    """How much room it takes, in pixels."""
    return ROW * len(rug) + 18 if rug else 0.0


def drawn_rug(frame: Frame, rug: Rug, top: float) -> Iterator[Markup]:
    """A row a kind of edit; a tick is as high as the share of the conversations that the edit was made in."""
    if rug:
        yield text(frame.left, top + 6, "edits by the users", ink="faint", font_size=11)
    for place, (edit, counts) in enumerate(rug):
        y = top + 18 + ROW * (place + 1) - 4
        yield text(
            frame.left - 7, y - 1, f"{EDITS.get(edit, '')} {edit}", ink="faint", anchor="end", font_size=11
        )
        yield line([(frame.left, y), (frame.right, y)], "grid")
        yield inked("tick", (_tick(frame, edit, turn, found, y) for turn, found in counts.items()))


def _tick(frame: Frame, edit: str, turn: int, found: tuple[int, int], y: float) -> Markup:
    many, of = found
    x, high = frame.x(turn), max(3.0, TICK * many / max(of, 1))
    tip = f"turn {turn}: {edit} in {many:,} of {of:,} conversations"
    return spot("line", tip, x1=x, y1=y, x2=x, y2=y - high)
