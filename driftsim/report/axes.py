"""Where values stand in a chart of text cells, and what is written around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from driftsim.report.figures import Point
from driftsim.report.glyphs import FRAME
from driftsim.report.written import short

GUTTER: Final = 6
WIDEST_STEP: Final = 8
_NICE: Final = (1, 2, 5)
_QUARTERS: Final = ("1.00", "0.75", "0.50", "0.25", "0.00")


@dataclass(frozen=True, slots=True)
class Axes:
    """From values to cells.

    Args:
        first: The smallest x.
        columns: How many cells wide.
        rows: How many cells high; the top one is 1, the bottom one 0.
        step: How many cells from one drawn x to the next.
        stride: How many x from one drawn x to the next: above 1 where not all have room.
    """

    first: int
    columns: int
    rows: int
    step: int
    stride: int

    @classmethod
    def fitted(cls, span: tuple[int, int], *, width: int, rows: int) -> "Axes":
        """Axes from the first to the last x that fit a width.

        Example:
            >>> Axes.fitted((0, 199), width=76, rows=13)
            Axes(first=0, columns=67, rows=13, step=1, stride=3)
        """
        first, length = span[0], max(span[1] - span[0], 0)
        room = max(width - GUTTER - 1, 8)  # the last label may stand out by one
        stride = -(-(length + 1) // room)
        step = max(1, min(WIDEST_STEP, (room - 1) // max(length // stride, 1)))
        return cls(first, length // stride * step + 1, rows, step, stride)

    def column(self, x: int) -> int:
        """The column of an x."""
        return (x - self.first) // self.stride * self.step

    def row(self, value: float) -> int:
        """The row of a value, from the top; what lies outside 0 to 1 stands at the edge."""
        return int((1 - min(max(value, 0.0), 1.0)) * (self.rows - 1) + 0.5)

    def thinned(self, points: Sequence[Point]) -> list[Point]:
        """The points that get a column: every stride-th, or the first one after it."""
        drawn: dict[int, Point] = {}
        for point in points:
            drawn.setdefault(self.column(point.x), point)
        return list(drawn.values())

    def left(self, row: int) -> Text:
        """What stands to the left of a row: the axis, and a label at each quarter."""
        quarter, rest = divmod(row * 4, self.rows - 1)
        label = f"{_QUARTERS[quarter]} ┤" if rest == 0 else "     │"
        return Text(label, style=FRAME)

    def below(self, name: str, points: Sequence[Point]) -> list[Text]:
        """The lines under the frame: ticks, the labelled x, and the n of each."""
        drawn = self.thinned(points)
        wide = max((len(label) for p in drawn for label in (str(p.x), short(p.rate.n))), default=1)
        every = nice(-(-(wide + 1) // self.step))
        labelled = [p for p in drawn if self.column(p.x) // self.step % every == 0]
        ticks = {self.column(p.x) for p in labelled}
        line = "".join("┬" if column in ticks else "─" for column in range(self.columns))
        return [
            Text(" " * (GUTTER - 1) + "└" + line, style=FRAME),
            self._labels(name, [(self.column(p.x), str(p.x)) for p in labelled]),
            self._labels("n", [(self.column(p.x), short(p.rate.n)) for p in labelled], style=FRAME),
        ]

    def _labels(self, name: str, labels: list[tuple[int, str]], *, style: str = "") -> Text:
        line = list(name.ljust(GUTTER + self.columns + 2))
        for column, label in labels:
            start = GUTTER + column - len(label) // 2
            line[start : start + len(label)] = label
        return Text("".join(line).rstrip(), style=style)


def nice(least: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50, … that is not below `least`.

    Example:
        >>> [nice(least) for least in (1, 3, 6, 21)]
        [1, 5, 10, 50]
    """
    scale = 1
    while True:
        for digit in _NICE:
            if digit * scale >= least:
                return digit * scale
        scale *= 10
