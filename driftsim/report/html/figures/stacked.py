"""Shares of a whole as one bar a side: each part has its outcome's glyph, colour and count."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from driftsim.report.glyphs import outcome
from driftsim.report.html.figures.figure import kind
from driftsim.report.html.figures.svg import fitted, picture, room, spot, tag, text

BAR: Final = 24.0
ROW: Final = 48.0


@dataclass(frozen=True)
class Stacked:
    """What is drawn.

    Args:
        title: What a person who does not see it is told.
        rows: Of each side its name and how many checks have each outcome.
    """

    title: str
    rows: Sequence[tuple[str, Mapping[str, int]]]


def draw(stacked: Stacked, width: float) -> Markup:
    """Draw it in a width."""
    key, lines = _key(_names(stacked), width)
    top = 18.0 * lines + 8
    bars = (
        part
        for place, row in enumerate(stacked.rows)
        for part in _bar(row, top + ROW * place, width, named=len(stacked.rows) > 1)
    )
    return picture(width, top + ROW * len(stacked.rows), stacked.title, *key, *bars, kind=kind(width))


def _names(stacked: Stacked) -> list[str]:
    return list(dict.fromkeys(name for _, counts in stacked.rows for name, many in counts.items() if many))


def _bar(row: tuple[str, Mapping[str, int]], y: float, width: float, *, named: bool) -> Iterator[Markup]:
    name, counts = row
    total, x = sum(counts.values()), 0.0
    if named:
        yield text(0, y + 10, fitted(name, width), font_weight=600)
    for what, many in counts.items():
        long = width * many / max(total, 1)
        if many:
            mark = outcome(what)
            bar = tag(
                "rect", x=x, y=y + 16, width=max(long - 1, 0.8), height=BAR, fill=mark.colour, class_="part"
            )
            label = f"{mark.glyph} {many:,}"
            fits = next((told for told in (label, mark.glyph) if long > room(told, bold=True) + 8), "")
            inside = [text(x + 5, y + 32, fits, ink="on", font_weight=600)] if fits else []
            yield spot("g", f"{name}: {many:,} of {total:,} {what} ({many / total:.1%})", bar, *inside)
        x += long


def _key(names: Sequence[str], width: float) -> tuple[list[Markup], int]:
    parts, x, y = [], 0.0, 12.0
    for name in names:
        mark, long = outcome(name), room(name) + 40
        if x + long > width and x:
            x, y = 0.0, y + 18
        parts.append(tag("rect", x=x, y=y - 10, width=12, height=12, fill=mark.colour, class_="part"))
        parts.append(text(x + 17, y, f"{mark.glyph} {name}", ink="faint"))
        x += long
    return parts, int(y // 18) + 1
