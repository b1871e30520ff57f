"""The drift curve and the survival curve in one frame: where one is mild, the other may collapse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from driftsim.report.figures import Point
from driftsim.report.html.figures.figure import kind
from driftsim.report.html.figures.frame import Frame, below, grid, stepped
from driftsim.report.html.figures.rug import Rug, drawn_rug, rug_height
from driftsim.report.html.figures.svg import Spot, area, inked, line, marked, picture, room, spot, text
from driftsim.report.words import ENOUGH_CHECKS
from driftsim.report.written import short, told

TALL: Final = 220.0
LEFT: Final = 64.0


@dataclass(frozen=True)
class Curves:
    """What is drawn together.

    Args:
        title: What a person who does not see it is told.
        points: The curve: dots with a band.
        named: What the dots are.
        survival: The curve beside it: steps with a band.
        survival_named: What the steps are.
        axis: What x is, in words.
        span: The first and the last x; shared by the figures of several sides.
        rug: What the users did, as ticks under the axis.
    """

    title: str
    points: Sequence[Point]
    named: str
    survival: Sequence[Point]
    survival_named: str
    axis: str
    span: tuple[int, int]
    rug: Rug = ()


def draw(curves: Curves, width: float) -> Markup:
    """Draw it in a width."""
    wide = kind(width) == "wide"
    right = max(room(name, bold=True) for name in _names(curves)) + 14 if wide else 8.0
    top = 14.0 if wide else 12.0 + 18 * len(_names(curves))
    frame = Frame(LEFT, top, width - LEFT - right, TALL, *curves.span)
    rows = _counts(curves)
    foot = 48 + 14 * len(rows)
    height = frame.bottom + foot + rug_height(curves.rug)
    return picture(
        width,
        height,
        curves.title,
        *grid(frame),
        *_survival(frame, curves),
        *_curve(frame, curves),
        *(_ends(frame, curves) if wide else _key(curves)),
        *below(frame, rows, axis=curves.axis),
        *drawn_rug(frame, curves.rug, frame.bottom + foot),
        kind=kind(width),
    )


def _names(curves: Curves) -> list[str]:
    return [curves.named, *([curves.survival_named] if curves.survival else [])]


def _counts(curves: Curves) -> list[tuple[str, dict[int, str], str]]:
    rows = [("n", {p.x: short(p.rate.n) for p in curves.points}, "drift-word")]
    if any(p.rate.n is not None for p in curves.survival):
        rows.append(("at risk", {p.x: short(p.rate.n) for p in curves.survival}, "survival-word"))
    return rows


def _curve(frame: Frame, curves: Curves) -> Iterator[Markup]:
    for run in _runs(curves.points):
        ends = [(frame.x(p.x), p.rate.low, p.rate.high) for p in run]
        held = [(x, low, high) for x, low, high in ends if low is not None and high is not None]
        upper = [(x, frame.y(high)) for x, _, high in held]
        yield area([*upper, *((x, frame.y(low)) for x, low, _ in reversed(held))], "drift-band")
        if len(held) == 1:
            (x, low, high) = held[0]
            yield line([(x, frame.y(low)), (x, frame.y(high))], "drift-line", stroke_opacity=0.4)
        yield line([_place(frame, p) for p in run], "drift-line")
    yield inked("drift", (_dot(frame, curves, p) for p in curves.points if not _few(p)))
    yield inked("drift-few", (_dot(frame, curves, p) for p in curves.points if _few(p)))


def _few(point: Point) -> bool:
    """Whether a point rests on so few checks that it is drawn hollow."""
    return point.rate.n is not None and point.rate.n < ENOUGH_CHECKS


def _dot(frame: Frame, curves: Curves, point: Point) -> Markup:
    x, y = _place(frame, point)
    return spot(
        "circle", _told(curves.named, curves.axis, point), cx=x, cy=y, r=3.6 if frame.step >= 12 else 2.4
    )


def _survival(frame: Frame, curves: Curves) -> Iterator[Markup]:
    points = curves.survival
    if not points:
        return
    lows = [(frame.x(p.x), frame.y(p.rate.low)) for p in points if p.rate.low is not None]
    highs = [(frame.x(p.x), frame.y(p.rate.high)) for p in points if p.rate.high is not None]
    tail = min(frame.step / 2, 9.0)
    yield area([*stepped(highs, tail), *reversed(stepped(lows, tail))], "survival-band")
    yield line(stepped([_place(frame, p) for p in points], tail), "survival-line")
    yield inked("survival", (_knot(frame, curves, p) for p in points))


def _knot(frame: Frame, curves: Curves, point: Point) -> Markup:
    x, y = _place(frame, point)
    return spot("rect", _told(curves.survival_named, curves.axis, point), x=x - 2, y=y - 2, width=4, height=4)


def _ends(frame: Frame, curves: Curves) -> Iterator[Markup]:
    """The names at the right end of what they name, kept apart."""
    ends = [frame.y(points[-1].rate.value or 0.0) for points in (curves.points, curves.survival) if points]
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    places = dict(zip(order, _apart([ends[place] for place in order], frame), strict=True))
    for place, name in enumerate(_names(curves)):
        ink = ("drift-word", "survival-word")[place]
        yield text(frame.right + 8, places[place] + 4, name, ink=ink, font_weight=600)


def _apart(ends: Sequence[float], frame: Frame) -> list[float]:
    """Places from the top down, each a line below the one before, none below the frame."""
    places: list[float] = []
    for end in ends:
        places.append(max(end, frame.top, places[-1] + 16 if places else frame.top))
    over = max(0.0, places[-1] - frame.bottom) if places else 0.0
    return [place - over for place in places]


def _key(curves: Curves) -> Iterator[Markup]:
    """The names above the frame, each behind its mark: at the end of the curves there is no room."""
    for place, name in enumerate(_names(curves)):
        y = 14.0 + 18 * place
        ink = ("drift", "survival")[place]
        yield line([(LEFT - 40, y - 4), (LEFT - 20, y - 4)], f"{ink}-line")
        mark = {"cx": LEFT - 30, "cy": y - 4, "r": 3.6}
        yield marked("circle", ink, **mark) if place == 0 else Markup("")
        yield text(LEFT - 12, y, name, ink=f"{ink}-word", font_weight=600)


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """The points in runs without a gap: what was not observed is not drawn through."""
    runs: list[list[Point]] = []
    for point in points:
        if runs and point.x == runs[-1][-1].x + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _place(frame: Frame, point: Point) -> Spot:
    return frame.x(point.x), frame.y(point.rate.value or 0.0)


def _told(name: str, axis: str, point: Point) -> str:
    n = "" if point.rate.n is None else f", n = {point.rate.n:,}"
    return f"{axis.split(':')[0]} {point.x}: {name} {told(point.rate)}{n}"
