"""Differences as dots on their intervals, left and right of 0, on one scale a table."""

from collections.abc import Sequence
from typing import Final

from rich.text import Text

from driftsim.report import glyphs
from driftsim.report.compared.pair import Difference

WIDEST: Final = 25
NARROWEST: Final = 11
BETTER: Final = glyphs.OUTCOMES["followed"].colour
WORSE: Final = glyphs.OUTCOMES["stale"].colour
_STEPS: Final = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
_WIDE: Final = 3  # times the middle width: an interval so wide sets no scale


def reach(found: Sequence[Difference]) -> float:
    """The end of a scale that holds these differences and their intervals, but for those far wider than most.

    Example:
        >>> reach([])
        0.05
    """
    bounded = [each.rate for each in found if each.rate.low is not None and each.rate.high is not None]
    widths = sorted((each.high or 0.0) - (each.low or 0.0) for each in bounded)
    usual = _WIDE * widths[len(widths) // 2] if widths else 0.0
    ends = [each.rate.value or 0.0 for each in found]
    ends += [end or 0.0 for each in bounded if (each.high or 0.0) - (each.low or 0.0) <= usual
             for end in (each.low, each.high)]  # fmt: skip
    most = max(map(abs, ends), default=0.0)
    return next((step for step in _STEPS if most <= step), _STEPS[-1])


def fitted(room: int) -> int:
    """How wide a figure is that has so much room: odd, for 0 has a cell of its own, or 0 for too little.

    Example:
        >>> fitted(40), fitted(16), fitted(8)
        (25, 15, 0)
    """
    wide = min(room, WIDEST)
    return 0 if wide < NARROWEST else wide - (wide + 1) % 2


def scale(end: float, width: int) -> str:
    """The heading above: where the ends and 0 are."""
    left, right, half = f"−{end:g}", f"+{end:g}", width // 2
    return f"{left}{' ' * (half - len(left))}0{' ' * (half - len(right))}{right}"


def drawn(found: Difference, end: float, width: int, *, better: int = 1) -> Text:
    """One difference; an interval that leaves out 0 is coloured, and an end beyond the scale is an arrow.

    Args:
        found: The difference.
        end: The end of the scale.
        width: How many cells wide.
        better: Whether more is better, 1, or less, -1: it decides on the colour alone.
    """
    value, low, high = found.rate.value, found.rate.low, found.rate.high
    if value is None:
        return Text()
    cells = list("┈" * width)
    cells[width // 2] = "┊"
    if low is not None and high is not None:
        first, last = _place(low, end, width), _place(high, end, width)
        cells[first : last + 1] = "━" * (last - first + 1)
        if low < -end:
            cells[0] = "◂"
        if high > end:
            cells[-1] = "▸"
    cells[_place(value, end, width)] = glyphs.POINT.glyph
    return _coloured(cells, found, better)


def _coloured(cells: list[str], found: Difference, better: int) -> Text:
    low, high = found.rate.low or 0.0, found.rate.high or 0.0
    colour = {1: BETTER, -1: WORSE}.get(better * ((low > 0) - (high < 0)), "")
    text = Text()
    for cell in cells:
        text.append(cell, style=glyphs.FRAME if cell in "┈┊" else colour)
    return text


def _place(value: float, end: float, width: int) -> int:
    half = width // 2
    return half + round(min(max(value / end, -1.0), 1.0) * half)
