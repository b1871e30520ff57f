"""Rates and curves read out of a metrics document, and the one way to write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any

from driftsim.report.glyphs import NOTHING


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
        return Rate(*(number(raw.get(key)) for key in ("value", "low", "high")), n=None if n is None else int(n))
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
    """One rate minus another, with the interval that their two intervals imply (MOVER, for independent rates).

    Source: G. Y. Zou & A. Donner (2008), Construction of confidence limits about effect measures: a general
    approach, Statistics in Medicine 27, 1693–1702, equation 5.

    Example:
        >>> told(difference(Rate(0.8, 0.7, 0.9), Rate(0.5, 0.4, 0.6)))
        '0.30 [0.16, 0.44]'
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


def told(rate: Rate, *, signed: bool = False) -> str:
    """A rate as it is written everywhere.

    Example:
        >>> told(Rate(0.83, 0.79, 0.87)), told(Rate(0.5)), told(Rate())
        ('0.83 [0.79, 0.87]', '0.50', '–')
    """
    if rate.value is None:
        return NOTHING
    if rate.low is None or rate.high is None:
        return decimal(rate.value, signed=signed)
    ends = ", ".join(decimal(end, signed=signed) for end in (rate.low, rate.high))
    return f"{decimal(rate.value, signed=signed)} [{ends}]"


def turns(rate: Rate) -> str:
    """A number of turns as it is written everywhere; an end that is not reached is a dash.

    Example:
        >>> turns(Rate(6, 4, None)), turns(Rate(6))
        ('6 [4, –]', '6')
    """
    value, low, high = (NOTHING if x is None else f"{x:g}" for x in (rate.value, rate.low, rate.high))
    return value if low == high == NOTHING or value == NOTHING else f"{value} [{low}, {high}]"


def decimal(value: float | None, *, signed: bool = False) -> str:
    """Two decimals, with a true minus sign and never a negative nought."""
    if value is None:
        return NOTHING
    text = f"{value:+.2f}" if signed else f"{value:.2f}"
    text = text[1:] if text in ("-0.00", "+0.00") else text
    return text.replace("-", "−")


def short(count: int | None) -> str:
    """A count in at most four characters, as it stands under an axis.

    Example:
        >>> [short(n) for n in (7, 9999, 12345, 2_500_000)]
        ['7', '9999', '12k', '2.5M']
    """
    if count is None:
        return ""
    if count < 10_000:
        return str(count)
    if count < 1_000_000:
        return f"{count // 1000}k"
    return f"{count / 1e6:.1f}M" if count < 10_000_000 else f"{count // 1_000_000}M"


def ordinal(count: int) -> str:
    """A count as a place in a row.

    Example:
        >>> [ordinal(n) for n in (2, 3, 11, 21)]
        ['2nd', '3rd', '11th', '21st']
    """
    teen = count % 100 in (11, 12, 13)
    return f"{count}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"


def _compliance(entry: Any) -> Any:
    return entry["csr"] if isinstance(entry, Mapping) and "value" not in entry and "csr" in entry else entry
