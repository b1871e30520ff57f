"""Sizes of a difference between two shares, beside the difference itself."""

from collections.abc import Callable

import numpy as np

from driftsim.metrics.intervals import tail
from driftsim.metrics.paired.contrast import Contrast
from driftsim.metrics.paired.ends import ends, finite
from driftsim.metrics.types import Floats, Rate


def odds_ratio(one: Floats, other: Floats) -> Floats:
    """How many times the odds of the first are the odds of the other: `q/(1−q) ÷ p/(1−p)`.

    Example:
        >>> odds_ratio(np.array([0.5]), np.array([0.8])).round(6).tolist()
        [4.0]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((other / (1 - other)) / (one / (1 - one)))


def cohen_h(one: Floats, other: Floats) -> Floats:
    """The difference of two shares where a step counts alike everywhere: `2·asin√q − 2·asin√p`.

    0.2 is called small, 0.5 medium, 0.8 large.

    Source: J. Cohen (1988), Statistical power analysis for the behavioral sciences, 2nd ed., §6.2.

    Example:
        >>> cohen_h(np.array([0.5]), np.array([1.0])).round(4).tolist()
        [1.5708]
    """
    return np.asarray(2 * (np.arcsin(np.sqrt(other)) - np.arcsin(np.sqrt(one))))


def effects(found: Contrast) -> dict[str, Rate]:
    """`odds_ratio` and `cohen_h` of a contrast of one share, with the intervals of the same draws.

    An odds ratio is null where a side is at 0 or 1; an end of its interval, where one gets there.
    """
    return {"odds_ratio": _effect(found, odds_ratio), "cohen_h": _effect(found, cohen_h)}


def _effect(found: Contrast, size: Callable[[Floats, Floats], Floats]) -> Rate:
    n, freedom = found.support
    value = finite(size(*found.sides)[0])
    if value is None or freedom[0] <= 0:
        return {"value": value, "low": None, "high": None}
    low, high = ends(size(*found.drawn)[:, 0], float(tail(n, freedom)[0]))
    return (
        {"value": value, "low": low, "high": high}
        if low != high
        else {"value": value, "low": None, "high": None}
    )
