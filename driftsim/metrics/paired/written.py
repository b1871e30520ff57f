"""Differences as plain numbers."""

from typing import Any, Final

import numpy as np

from driftsim.metrics.paired.contrast import Contrast
from driftsim.metrics.paired.ends import finite
from driftsim.metrics.paired.exchange import Exchange

SURE: Final = 0.05
_NOUGHT: Final = 5e-5  # what rounds to 0 in four decimals is no difference


def difference(both: Contrast, test: Exchange | None, *, folded: bool = False) -> list[dict[str, Any]]:
    """A difference a place: `value`, `low`, `high`, `p`, both sides' values `a`, `b` and denominators.

    Args:
        both: The contrast.
        test: The ways to exchange, or None where p is not asked for.
        folded: Whether its statistic folds all places into one.
    """
    if not both.a.size:
        return [_one((np.nan,) * 6, (0, 0), test=False)] if folded else []
    low, high = both.interval(folded=folded)
    p = np.full(low.shape, np.nan) if test is None else test.p(both)
    counts = [side.totals()[1][0] for side in (both.a, both.b)]
    n = [[side.sum()] for side in counts] if folded else counts
    numbers = zip(both.value, low, high, p, *both.sides, strict=True)
    return [
        _one(each, sizes, test=test is not None)
        for each, sizes in zip(numbers, zip(*n, strict=True), strict=True)
    ]


def claim(told: dict[str, Any]) -> str:
    """What may be said of a difference: `higher`, `lower`, `undecided`, `edge` or `unknown`.

    Higher or lower takes both: an interval without 0 and p of 0.05 at most. `edge` is where they disagree.
    """
    low, high, p = told["low"], told["high"], told["p"]
    if told["value"] is None or low is None or high is None:
        return "unknown"
    apart = (low > _NOUGHT) - (high < -_NOUGHT)
    if p is None:
        return "unknown" if apart else "undecided"
    if not apart and p > SURE:
        return "undecided"
    return {1: "higher", -1: "lower"}[apart] if apart and p <= SURE else "edge"


def _one(numbers: tuple[float, ...], sizes: tuple[float, float], *, test: bool) -> dict[str, Any]:
    value, low, high, p, one, other = (finite(number) for number in numbers)
    if value is None:
        low = high = p = None
    told = {"value": value, "low": low, "high": high, "a": one, "b": other}
    told |= {"n_a": round(sizes[0]), "n_b": round(sizes[1])}
    tested = {**told, "p": p}
    return {**tested, "claim": claim(tested)} if test else told
