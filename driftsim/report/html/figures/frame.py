"""The frame of a plot: from values to places, and what is written around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from driftsim.report.axes import nice
from driftsim.report.html.figures.svg import Spot, line, room, text

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot of shares over whole numbers.

    Args:
        left: Where it begins, in pixels.
        top: Likewise.
        width: In pixels.
        height: In pixels.
        first: The smallest x.
        last: The largest x.
    """

    left: float
    top: float
    width: float
    height: float
    first: int
    last: int

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    @property
    def step(self) -> float:
        """How far two neighbouring x stand apart."""
        return (self.width - 24) / max(self.last - self.first, 1)

    def x(self, value: float) -> float:
        """The place of an x."""
        return self.left + 12 + self.step * (value - self.first)

    def y(self, share: float) -> float:
        """The place of a share; what lies outside 0 to 1 stands at the edge."""
        return self.top + self.height * (1 - min(max(share, 0.0), 1.0))


def grid(frame: Frame) -> Iterator[Markup]:
    """The lines of the quarters, with their values on the left."""
    for share in SHARES:
        y = frame.y(share)
        yield line([(frame.left, y), (frame.right, y)], "axis" if share == 0 else "grid")
        yield text(frame.left - 7, y + 4, f"{share:.2f}", ink="faint", anchor="end")


def below(frame: Frame, rows: Sequence[tuple[str, dict[int, str], str]], *, axis: str) -> Iterator[Markup]:
    """What stands under a frame: the x, rows of counts under each of them, and what x is.

    Args:
        frame: The frame.
        rows: Of each row a name, a text at each x, and an ink.
        axis: What x is, in words.
    """
    shown = labelled(frame, [{x: str(x) for x in range(frame.first, frame.last + 1)}, *(r[1] for r in rows)])
    for x in shown:
        yield line([(frame.x(x), frame.bottom), (frame.x(x), frame.bottom + 4)], "axis")
        yield text(frame.x(x), frame.bottom + 17, str(x), anchor="middle")
    for place, (name, counts, ink) in enumerate(rows):
        y = frame.bottom + 33 + 14 * place
        yield text(frame.left - 7, y, name, ink=ink, anchor="end", font_size=11)
        for x in shown:
            yield text(frame.x(x), y, counts.get(x, ""), ink=ink, anchor="middle", font_size=11)
    middle, y = frame.left + frame.width / 2, frame.bottom + 38 + 14 * len(rows)
    yield text(middle, y, axis, ink="faint", anchor="middle")


def labelled(frame: Frame, rows: Sequence[dict[int, str]]) -> list[int]:
    """The x that get a label, so that no two of them touch: each one, or every second, or fifth."""
    widest = max((room(label, 11) for row in rows for label in row.values()), default=0)
    every = nice(max(1, ceil((widest + 8) / frame.step)))
    shown = [x for x in range(frame.first, frame.last + 1) if x % every == 0]
    wide = shown and (shown[0] - frame.first) * frame.step >= widest + 8
    return [frame.first, *shown] if wide or not shown else shown


def stepped(places: Sequence[Spot], tail: float) -> list[Spot]:
    """A line that keeps its height until the next place, and a little beyond the last one."""
    drawn: list[Spot] = []
    for x, y in places:
        if drawn:
            drawn.append((x, drawn[-1][1]))
        drawn.append((x, y))
    return [*drawn, (drawn[-1][0] + tail, drawn[-1][1])] if drawn else []
