"""Curves between 0 and 1, with their interval as a band and a cursor on a turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from textual.color import Color
from textual_hires_canvas import Canvas, HiResMode
from textual_plot import PlotWidget

from driftsim_tui.source import Point

MARGIN: Final = 5
_BETWEEN: Final = (-0.04, 1.04)


@dataclass(frozen=True, slots=True)
class Line:
    """One curve.

    Args:
        points: Its values.
        colour: A colour of the theme, such as `followed`.
        band: The colour of its interval; None to leave it out.
        steps: Whether it goes in steps, as survival does.
        dots: Whether every value has a dot.
    """

    points: tuple[Point, ...]
    colour: str
    band: str | None = None
    steps: bool = False
    dots: bool = False


class Curve(PlotWidget, can_focus=False):
    """A plot of shares by turn or age."""

    DEFAULT_CSS = """
    Curve {
        height: 1fr;
        & > .plot--axis { color: $faint; }
        & > .plot--tick { color: $faint; text-style: none; }
        & > .plot--label { color: $secondary; text-style: none; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, allow_pan_and_zoom=False)
        self._lines: tuple[Line, ...] = ()
        self._cursor: int | None = None
        self._span: tuple[int, int] | None = None
        self._under: dict[tuple[int, int], tuple[str, str]] = {}

    def on_mount(self) -> None:
        """Frame it tightly."""
        self.margin_top, self.margin_bottom, self.margin_left = 0, 1, MARGIN
        self.call_after_refresh(self._draw)

    def show(
        self, lines: Sequence[Line], *, cursor: int | None = None, span: tuple[int, int] | None = None
    ) -> None:
        """Show other curves.

        Args:
            lines: The curves; the first is drawn last, on top.
            cursor: Where to draw the cursor.
            span: The first and the last x; by default those of the points.
        """
        self._lines, self._cursor, self._span = tuple(lines), cursor, span
        self._draw()

    def move(self, cursor: int) -> None:
        """Put the cursor elsewhere; nothing else is drawn again."""
        self._cursor = cursor
        if self._under and not self._needs_rerender:
            canvas = self.query_one("#plot", Canvas)
            for (column, row), (char, style) in self._under.items():
                canvas.set_pixel(column, row, char, style)
            self._put_cursor(canvas)

    def notify_style_update(self) -> None:
        """Another theme: draw in its colours."""
        self._draw()

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        self.clear()
        first, last = self._span or self._ends()
        self.set_ylimits(*_BETWEEN)
        self.set_xlimits(first - 0.5, last + 0.5)
        self.set_xticks(_ticks(first, last, max(2, self.size.width // 8)))
        self.set_yticks([0, 0.5, 1] if self.size.height < 14 else [0, 0.2, 0.4, 0.6, 0.8, 1])
        for line in reversed(self._lines):
            self._draw_line(line)

    def _draw_line(self, line: Line) -> None:
        points = thinned(line.points, max(20, self.size.width))
        xs, ys = _steps(points) if line.steps else ([p.x for p in points], [p.value for p in points])
        if len(xs) > 1:
            self.plot(xs, ys, line_style=self._colour(line.colour), hires_mode=HiResMode.BRAILLE)
        if line.dots and len(points) * 2 <= max(8, self.size.width):
            dots = ([p.x for p in points], [p.value for p in points])
            self.scatter(*dots, marker="●", marker_style=self._colour(line.colour))

    def _render_plot(self) -> None:
        super()._render_plot()
        canvas = self.query_one("#plot", Canvas)
        self._under = {}
        if canvas.size.width > 2 and canvas.size.height > 2:
            for line in self._lines:
                if line.band:
                    self._fill(canvas, line)
            self._put_cursor(canvas)

    def _put_cursor(self, canvas: Canvas) -> None:
        """Draw it, and keep what was there."""
        self._under = {}
        if self._cursor is not None:
            column, _ = self.get_pixel_from_coordinate(self._cursor, 0)
            if not 0 < column <= self._scale_rectangle.width:  # a turn that the curve does not reach yet
                return
            style = self._colour("accent")
            for row in range(1, self._scale_rectangle.height + 1):
                self._under[column, row] = canvas.get_pixel(column, row)
                canvas.set_pixel(column, row, "│", style)

    def _fill(self, canvas: Canvas, line: Line) -> None:
        """Shade the cells between the ends of the interval that nothing else is drawn in."""
        style = self._colour(line.band or "band")
        for one, other in pairwise(thinned(line.points, max(20, self.size.width))):
            if one.low is None or one.high is None or other.low is None or other.high is None:
                continue
            left, _ = self.get_pixel_from_coordinate(one.x, 0)
            right, _ = self.get_pixel_from_coordinate(other.x, 0)
            for column in range(left, right + 1):
                part = (column - left) / max(1, right - left)
                low, high = _mixed(one.low, other.low, part), _mixed(one.high, other.high, part)
                self._fill_column(canvas, column, low, high, style)

    def _fill_column(self, canvas: Canvas, column: int, low: float, high: float, style: str) -> None:
        _, bottom = self.get_pixel_from_coordinate(0, low)
        _, top = self.get_pixel_from_coordinate(0, high)
        for row in range(top, bottom + 1):
            inside = 0 < column <= self._scale_rectangle.width and 0 < row <= self._scale_rectangle.height
            if inside and canvas.get_pixel(column, row)[0] == " ":
                canvas.set_pixel(column, row, "░", style=style)

    def _ends(self) -> tuple[int, int]:
        xs = [point.x for line in self._lines for point in line.points]
        return (min(xs), max(xs)) if xs else (0, 1)

    def _colour(self, name: str) -> str:
        told: Any = self.app.theme_variables.get(name, "#888888")
        return Color.parse(told).hex


def thinned(points: Sequence[Point], most: int) -> list[Point]:
    """At most so many points: of more, the mean of those that would share a place.

    Example:
        >>> [(p.x, p.value) for p in thinned([Point(1, 0.0), Point(2, 1.0), Point(3, 1.0)], 2)]
        [(1, 0.5), (3, 1.0)]
    """
    size = -(-len(points) // most)
    return [_mean(points[start : start + size]) for start in range(0, len(points), max(1, size))]


def _mean(points: Sequence[Point]) -> Point:
    lows, highs = [p.low for p in points], [p.high for p in points]
    value = sum(p.value for p in points) / len(points)
    return Point(points[0].x, value, _mean_of(lows), _mean_of(highs), sum(p.n for p in points))


def _mean_of(ends: Sequence[float | None]) -> float | None:
    known = [end for end in ends if end is not None]
    return sum(known) / len(known) if len(known) == len(ends) else None


def _mixed(one: float, other: float, part: float) -> float:
    return one + (other - one) * part


def _steps(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    xs: list[float] = []
    ys: list[float] = []
    for one, other in pairwise(points):
        xs += [one.x, other.x]
        ys += [one.value, one.value]
    if points:
        xs.append(points[-1].x)
        ys.append(points[-1].value)
    return xs, ys


def _ticks(first: int, last: int, most: int) -> list[int]:
    steps = (step * 10**power for power in range(6) for step in (1, 2, 5))
    step = next(step for step in steps if (last - first) / step <= most)
    return [
        tick
        for tick in range(first, last + 1)
        if tick in (first, last) or (tick % step == 0 and last - tick >= step)
    ]
