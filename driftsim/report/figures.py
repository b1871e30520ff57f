"""Rates and curves read out of a metrics document, and what differs between two."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any, Final

_NOUGHT: Final = 5e-5


@dataclass(frozen=True, slots=True)
class Rate:
    """A number with its 95 % interval and what it is the mean of; None where there was nothing to average."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None

    @property
    def bounded(self) -> bool:
        """Whether there is an interval that a claim may rest on."""
        return None not in (self.value, self.low, self.high) and self.low != self.high

    def above(self, other: "Rate") -> bool:
        """Whether the two intervals lie apart, this one higher."""
        if self.low is None or other.high is None:
            return False
        return self.bounded and other.bounded and self.low > other.high


@dataclass(frozen=True, slots=True)
class Point:
    """A rate at a place of a curve: an age, from 0, or a turn, from 1."""

    x: int
    rate: Rate


def rate(raw: Any) -> Rate:
    """A rate from a document, whatever is missing in it."""
    if isinstance(raw, Mapping):
        n = number(raw.get("n"))
        value, low, high = (number(raw.get(key)) for key in ("value", "low", "high"))
        return Rate(value, low, high, None if n is None else int(n))
    return Rate(number(raw))


def curve(raw: Any) -> tuple[Point, ...]:
    """A curve from a document, in order; entries without a whole `x` are left out."""
    entries = [entry for entry in raw if isinstance(entry, Mapping)] if isinstance(raw, list | tuple) else []
    points = [Point(int(x), rate(entry)) for entry in entries if (x := number(entry.get("x"))) is not None]
    return tuple(sorted(points, key=lambda point: point.x))


def known(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points that have a value."""
    return tuple(point for point in points if point.rate.value is not None)


def named(raw: Any) -> dict[str, Rate]:
    """A mapping of rates; where an entry is a group of metrics, its compliance."""
    if not isinstance(raw, Mapping):
        return {}
    return {str(name): rate(_compliance(entry)) for name, entry in raw.items()}


def number(raw: Any) -> float | None:
    """A finite number, or None."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    return float(raw) if isfinite(raw) else None


def difference(one: Rate, other: Rate) -> Rate:
    """One rate minus another, with the interval that their intervals imply (MOVER, independent rates).

    Source: G. Y. Zou & A. Donner (2008), Construction of confidence limits about effect measures: a general
    approach, Statistics in Medicine 27, 1693–1702, equation 5.

    Example:
        >>> round(difference(Rate(0.8, 0.7, 0.9), Rate(0.5, 0.4, 0.6)).low, 2)
        0.16
    """
    if one.value is None or other.value is None:
        return Rate()
    value = one.value - other.value
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return Rate(value)
    if not (one.bounded and other.bounded):
        return Rate(value)
    down = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    up = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Rate(value, value - down, value + up)


def sign(difference: Rate) -> int:
    """1 or -1 where the interval of a difference leaves out 0, also as it is written; else 0."""
    if difference.low is None or difference.high is None:
        return 0
    return (difference.low > _NOUGHT) - (difference.high < -_NOUGHT)


def turned(difference: Rate) -> Rate:
    """A difference seen from the other side."""
    value, low, high = (
        None if x is None else -x for x in (difference.value, difference.high, difference.low)
    )
    return Rate(value, low, high)


def _compliance(entry: Any) -> Any:
    return entry["csr"] if isinstance(entry, Mapping) and "value" not in entry and "csr" in entry else entry
