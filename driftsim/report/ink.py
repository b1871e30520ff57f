"""What is drawn inside a chart's frame: the band, the steps and the dots, each as cells."""

from collections.abc import Sequence
from itertools import pairwise

from driftsim.report import glyphs
from driftsim.report.axes import Axes
from driftsim.report.figures import Point

Cells = dict[tuple[int, int], tuple[str, str]]
"""From row and column to a glyph and its colour."""


def band(axes: Axes, points: Sequence[Point]) -> Cells:
    """The interval as a band, drawn through between neighbours."""
    drawn = axes.thinned(points)
    ends = {axes.column(p.x): (p.rate.low, p.rate.high) for p in drawn}
    for one, next_ in pairwise(drawn):
        ends |= _between(axes, one, next_)
    return {
        (row, column): (glyphs.BAND.glyph, glyphs.BAND.colour)
        for column, (low, high) in ends.items()
        if low is not None and high is not None
        for row in range(axes.row(high), axes.row(low) + 1)
    }


def _between(axes: Axes, one: Point, other: Point) -> dict[int, tuple[float | None, float | None]]:
    start, end = axes.column(one.x), axes.column(other.x)
    if end - start > axes.step or None in (one.rate.low, one.rate.high, other.rate.low, other.rate.high):
        return {}
    return {
        column: (
            _mixed(one.rate.low, other.rate.low, (column - start) / (end - start)),
            _mixed(one.rate.high, other.rate.high, (column - start) / (end - start)),
        )
        for column in range(start + 1, end)
    }


def _mixed(one: float | None, other: float | None, part: float) -> float | None:
    return None if one is None or other is None else one + (other - one) * part


def steps(axes: Axes, points: Sequence[Point]) -> Cells:
    """Survival as a line of steps."""
    drawn = [p for p in axes.thinned(points) if 0 <= axes.column(p.x) < axes.columns]
    levels = [(axes.column(p.x), axes.row(p.rate.value or 0.0)) for p in drawn]
    cells: Cells = {(row, column): _step("─") for column, row in levels}
    for (start, level), (end, _) in pairwise(levels):
        cells |= {(level, column): _step("─") for column in range(start, end)}
    for (_, level), (end, next_level) in pairwise(levels):
        cells |= _drop(end, level, next_level)
    return cells


def _drop(column: int, level: int, next_level: int) -> Cells:
    top, bottom = min(level, next_level), max(level, next_level)
    if top == bottom:
        return {}
    corners = "╮╰" if next_level > level else "╭╯"
    cells = {(row, column): _step("│") for row in range(top + 1, bottom)}
    return cells | {(top, column): _step(corners[0]), (bottom, column): _step(corners[1])}


def _step(glyph: str) -> tuple[str, str]:
    return glyph, glyphs.SURVIVAL.colour


def dots(axes: Axes, points: Sequence[Point]) -> Cells:
    """The values."""
    mark = (glyphs.POINT.glyph, glyphs.POINT.colour)
    return {(axes.row(p.rate.value or 0.0), axes.column(p.x)): mark for p in axes.thinned(points)}
