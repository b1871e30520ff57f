"""A drift curve in text cells: values over their interval as a band, survival as steps in the same frame.

Glyphs alone tell what is what; colour only helps. Every value stands where its x stands: nothing is averaged,
and a curve with more points than columns shows every second, third, … one. Between two neighbours the band is
drawn through; where a point is missing it is broken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from rich.text import Text

from driftsim.report import glyphs
from driftsim.report.axes import GUTTER, Axes
from driftsim.report.figures import Point, known
from driftsim.report.written import ordinal

Cells = dict[tuple[int, int], tuple[str, str]]
"""From row and column to a glyph and its colour."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What one chart shows.

    Args:
        points: The curve, with its interval as a band and its n under the axis.
        beside: A survival curve in the same frame, as steps.
        axis: What x is: `age` or `turn`.
        title: A line above the chart; none where empty.
    """

    points: tuple[Point, ...]
    beside: tuple[Point, ...] = ()
    axis: str = "age"
    title: str = ""


def draw(plot: Plot, *, width: int, rows: int = 13, span: tuple[int, int] | None = None) -> list[Text]:
    """Draw a plot as lines of at most `width` cells.

    Args:
        plot: What to draw.
        width: How many cells wide; below 16 the chart is 16 wide.
        rows: How many cells high, without what stands around the frame; one more than a multiple of 4.
        span: The first and the last x, where several charts share them; else the plot's own.
    """
    title = [_cut(plot.title, width)] if plot.title else []
    points = known(plot.points)
    if not points:
        return [*title, Text(f"no {plot.axis} to draw", style=glyphs.FRAME)]
    axes = Axes.fitted(span or extent([plot]) or (0, 0), width=width, rows=rows)
    cells = _band(axes, points) | _steps(axes, known(plot.beside)) | _dots(axes, points)
    lines = [axes.left(row).append_text(_line(cells, row, axes.columns)) for row in range(rows)]
    thinned = [_thinned(plot.axis, axes.stride)] if axes.stride > 1 else []
    return [*title, *lines, *axes.below(plot.axis, points), *thinned]


def extent(plots: Sequence[Plot]) -> tuple[int, int] | None:
    """The first and the last x of what several plots show, or None where they show nothing."""
    places = [point.x for plot in plots for point in known(plot.points)]
    return (min(places), max(places)) if places else None


def legend(plots: Sequence[Plot]) -> list[Text]:
    """What each glyph means, of those that the plots need."""
    shown = [Text.assemble((glyphs.POINT.glyph, glyphs.POINT.colour), " followed")]
    if any(point.rate.low is not None for plot in plots for point in known(plot.points)):
        shown.append(Text.assemble((glyphs.BAND.glyph * 2, glyphs.BAND.colour), " its 95 % interval"))
    if any(known(plot.beside) for plot in plots):
        steps = (glyphs.SURVIVAL.glyph * 2, glyphs.SURVIVAL.colour)
        shown.append(Text.assemble(steps, " never broken since first followed"))
    return shown


def abreast(charts: Sequence[list[Text]], *, width: int, gap: int = 3) -> list[Text]:
    """Charts side by side, as lines.

    Args:
        charts: The lines of each.
        width: How wide each may be.
        gap: How many blank cells stand between two.
    """
    lines = []
    for row in zip_longest(*charts, fillvalue=Text()):
        line = Text()
        for place, part in enumerate(row):
            line.pad_right(place * (width + gap) - line.cell_len)
            line.append_text(part)
        line.rstrip()
        lines.append(line)
    return lines


def _band(axes: Axes, points: Sequence[Point]) -> Cells:
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


def _steps(axes: Axes, points: Sequence[Point]) -> Cells:
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


def _dots(axes: Axes, points: Sequence[Point]) -> Cells:
    mark = (glyphs.POINT.glyph, glyphs.POINT.colour)
    return {(axes.row(p.rate.value or 0.0), axes.column(p.x)): mark for p in axes.thinned(points)}


def _line(cells: Cells, row: int, columns: int) -> Text:
    parts = (cells.get((row, column), (" ", "")) for column in range(columns))
    line = Text.assemble(*parts)
    line.rstrip()
    return line


def _cut(title: str, width: int) -> Text:
    text = Text(title, style="bold")
    text.truncate(width, overflow="ellipsis")
    return text


def _thinned(axis: str, stride: int) -> Text:
    return Text(f"{' ' * GUTTER}every {ordinal(stride)} {axis} is drawn", style=glyphs.FRAME)
