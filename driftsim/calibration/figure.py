"""The picture of a calibration as SVG that loads nothing: the true curve in the estimates, coverage below."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from driftsim.calibration.coverage import Calibration, Point
from driftsim.metrics.intervals import LEVEL

_WIDTH, _CURVE, _COVER = 330, 190, 110  # of a family's frames
_LEFT, _TOP, _GAP, _FOOT = 46, 76, 58, 46
_STEP: Final = _WIDTH + 56
_INK, _FAINT, _BAND, _DOT, _TRUTH = "#222222", "#999999", "#BFE3D8", "#009E73", "#D55E00"
_LOWEST: Final = 0.8  # of the coverage that is drawn; what is lower stands at the edge


@dataclass(frozen=True, slots=True)
class _Frame:
    """A plot's place: from ages and shares to the picture."""

    left: float
    top: float
    height: float
    oldest: int
    low: float = 0.0

    def x(self, age: float) -> float:
        return self.left + 8 + (_WIDTH - 16) * age / max(self.oldest, 1)

    def y(self, share: float) -> float:
        part = (min(max(share, self.low), 1.0) - self.low) / (1 - self.low)
        return self.top + self.height * (1 - part)


def draw(calibrations: Sequence[Calibration], *, title: str) -> str:
    """One column a family of scenarios.

    Args:
        calibrations: What was found; one at least.
        title: What was calibrated, in words.
    """
    width = _LEFT + _STEP * len(calibrations)
    height = _TOP + _CURVE + _GAP + _COVER + _FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-size="11">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        _text(_LEFT, 20, title, bold=True),
        *_key(_LEFT, 38),
    ]
    for place, one in enumerate(calibrations):
        parts += _family(one, _LEFT + place * _STEP)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _key(x: float, y: float) -> Iterator[str]:
    yield _line([(x, y - 4), (x + 18, y - 4)], _TRUTH, width=2)
    yield _text(x + 23, y, "the law's truth")
    yield f'<rect x="{x + 120}" y="{y - 10}" width="18" height="11" fill="{_BAND}"/>'
    yield _circle(x + 129, y - 4, _DOT)
    yield _text(
        x + 143, y, "mean estimate and mean 95 % interval; below, how often the interval holds the truth"
    )


def _family(one: Calibration, left: float) -> Iterator[str]:
    oldest = one.points[-1].age
    curve = _Frame(left, _TOP, _CURVE, oldest)
    cover = _Frame(left, _TOP + _CURVE + _GAP, _COVER, oldest, low=_LOWEST)
    told = f"{one.name}: {one.runs} runs of {one.conversations} conversations"
    yield _text(left, _TOP - 10, told, bold=True)
    yield from _axes(curve, (0.0, 0.25, 0.5, 0.75, 1.0), "csr")
    yield from _axes(cover, (0.8, 0.85, 0.9, 0.95, 1.0), "coverage")
    yield from _curve(curve, one.points)
    yield from _coverage(cover, one.points)
    share = one.pointwise
    found = f"covered {share.value:.3f} [{share.low:.3f}, {share.high:.3f}], nominal {LEVEL:.2f}"
    yield _text(left, cover.top - 16, f"{found}; all ages at once {one.simultaneous.value:.2f}")
    yield _text(left + _WIDTH / 2, cover.top + _COVER + 32, "age in turns", anchor="middle")


def _curve(frame: _Frame, points: Sequence[Point]) -> Iterator[str]:
    upper = [(frame.x(p.age), frame.y(p.high)) for p in points]
    lower = [(frame.x(p.age), frame.y(p.low)) for p in reversed(points)]
    yield f'<polygon points="{_spots([*upper, *lower])}" fill="{_BAND}"/>'
    yield _line([(frame.x(p.age), frame.y(p.truth)) for p in points], _TRUTH, width=2)
    yield from (_circle(frame.x(p.age), frame.y(p.mean), _DOT) for p in points)


def _coverage(frame: _Frame, points: Sequence[Point]) -> Iterator[str]:
    level = frame.y(LEVEL)
    yield _line([(frame.left, level), (frame.left + _WIDTH, level)], _TRUTH, dash="5 3")
    for point in points:
        x, share = frame.x(point.age), point.covered
        colour = _INK if point.counted else _FAINT
        yield _line([(x, frame.y(share.low)), (x, frame.y(share.high))], colour)
        yield _circle(x, frame.y(share.value), colour)


def _axes(frame: _Frame, shares: Iterable[float], name: str) -> Iterator[str]:
    right, bottom = frame.left + _WIDTH, frame.top + frame.height
    for share in shares:
        y = frame.y(share)
        yield _line([(frame.left, y), (right, y)], "#E5E5E5")
        yield _text(frame.left - 5, y + 4, f"{share:g}", anchor="end", colour=_FAINT)
    for age in range(0, frame.oldest + 1, max(1, -(-(frame.oldest + 1) // 13))):
        yield _text(frame.x(age), bottom + 15, str(age), anchor="middle", colour=_FAINT)
    yield _line([(frame.left, frame.top), (frame.left, bottom), (right, bottom)], _FAINT)
    yield _text(right, frame.top - 3, name, anchor="end", colour=_FAINT)


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", colour: str = _INK, bold: bool = False
) -> str:
    style = f'text-anchor="{anchor}" fill="{colour}"' + ' font-weight="bold"' * bold
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(text)}</text>'


def _line(spots: Sequence[tuple[float, float]], colour: str, *, width: float = 1, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    style = f'fill="none" stroke="{colour}" stroke-width="{width}"{dashed}'
    return f'<polyline points="{_spots(spots)}" {style}/>'


def _circle(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{colour}"/>'


def _spots(spots: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
