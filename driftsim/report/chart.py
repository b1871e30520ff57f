"""A drift curve in text cells: values over their interval as a band, survival as steps in the same frame.

Glyphs alone tell what is what; colour only helps. Every value stands where its x stands: nothing is averaged,
and a curve with more points than columns shows every second, third, … one. Between two neighbours the band is
drawn through; where a point is missing it is broken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from rich.text import Text

from driftsim.report import glyphs
from driftsim.report.axes import GUTTER, Axes
from driftsim.report.figures import Point, known
from driftsim.report.ink import Cells, band, dots, steps
from driftsim.report.written import ordinal

ROWS: Final = 13


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


def draw(plot: Plot, *, width: int, rows: int = ROWS, span: tuple[int, int] | None = None) -> list[Text]:
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
        return [*title, Text("no curve to draw", style=glyphs.FRAME)]
    axes = Axes.fitted(span or extent([plot]) or (0, 0), width=width, rows=rows)
    cells = band(axes, points) | steps(axes, known(plot.beside)) | dots(axes, points)
    lines = [axes.left(row).append_text(_line(cells, row, axes.columns)) for row in range(rows)]
    thinned = [_thinned(plot.axis, axes.stride)] if axes.stride > 1 else []
    return [*title, *lines, *axes.below(plot.axis, points), *thinned]


def extent(plots: Sequence[Plot]) -> tuple[int, int] | None:
    """The first and the last x of what several plots show, or None where they show nothing."""
    places = [point.x for plot in plots for point in known(plot.points)]
    return (min(places), max(places)) if places else None


def worth_drawing(plots: Sequence[Plot]) -> bool:
    """Whether there is more than one x: a single value is better read than drawn."""
    first, last = extent(plots) or (0, 0)
    return first < last


def legend(plots: Sequence[Plot]) -> list[Text]:
    """What each glyph means, of those that the plots need: one entry a glyph."""
    if extent(plots) is None:
        return []
    shown = [Text.assemble((glyphs.POINT.glyph, glyphs.POINT.colour), " followed")]
    if any(point.rate.low is not None for plot in plots for point in known(plot.points)):
        shown.append(Text.assemble((glyphs.BAND.glyph * 2, glyphs.BAND.colour), " its 95 % interval"))
    if any(known(plot.beside) for plot in plots):
        line = (glyphs.SURVIVAL.glyph * 2, glyphs.SURVIVAL.colour)
        shown.append(Text.assemble(line, " never broken since first followed"))
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
