"""Differences as plain numbers."""

from typing import Any, Final

import numpy as np

from driftsim.metrics.paired.contrast import Contrast
from driftsim.metrics.paired.ends import finite
from driftsim.metrics.paired.exchange import Exchange

SURE: Final = 0.05
_NOUGHT: Final = 5e-5  # what rounds to 0 in four decimals is no difference


def points(both: Contrast, *, folded: bool = False) -> list[dict[str, Any]]:
    """A difference a place: `value`, `low`, `high`, both sides' `a`, `b` and their denominators `n_a`, `n_b`.

    Args:
        both: The contrast.
        folded: Whether its statistic folds all places into one.
    """
    if not both.a.size:
        return [_point((np.nan,) * 5, (0, 0))] if folded else []
    counts = [side.totals()[1][0] for side in (both.a, both.b)]
    n = [[side.sum()] for side in counts] if folded else counts
    numbers = zip(both.value, *both.interval(folded=folded), *both.sides, strict=True)
    return [_point(each, sizes) for each, sizes in zip(numbers, zip(*n, strict=True), strict=True)]


def examined(both: Contrast, test: Exchange | None, *, folded: bool = False) -> list[dict[str, Any]]:
    """The same with `p`, null where there is no test, and `claim`.

    Args:
        both: The contrast.
        test: The ways to exchange.
        folded: Whether its statistic folds all places into one.
    """
    found = points(both, folded=folded)
    p = test.p(both) if test and both.a.size else [np.nan] * len(found)
    whole = [{**each, "p": finite(one)} for each, one in zip(found, p, strict=True)]
    return [{**each, "claim": claim(each)} for each in whole]


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


def _point(numbers: tuple[float, ...], sizes: tuple[float, float]) -> dict[str, Any]:
    value, low, high, one, other = (finite(number) for number in numbers)
    if value is None:
        low = high = None
    told = {"value": value, "low": low, "high": high, "a": one, "b": other}
    return {**told, "n_a": round(sizes[0]), "n_b": round(sizes[1])}
