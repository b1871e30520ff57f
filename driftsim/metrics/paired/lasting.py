"""How long constraints last in two arms: survival, half-life, time unbroken, drift, the log-rank test."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from driftsim.metrics.cells import Cells
from driftsim.metrics.estimate import ratio
from driftsim.metrics.intervals import tail
from driftsim.metrics.paired.contrast import Contrast, contrast
from driftsim.metrics.paired.ends import ends, finite
from driftsim.metrics.paired.match import Matched
from driftsim.metrics.product_limit import product_limit
from driftsim.metrics.survival import violations_after_uptake
from driftsim.metrics.types import Floats, Ints

ENOUGH: Final = 10
"""So many on both sides make an age well observed."""

_HALF: Final = 0.5 + 1e-12


def survival(found: Matched) -> Contrast:
    """`survival_after_uptake`; place 0 is the turn after the first followed one."""
    both = (violations_after_uptake(side) for side in (found.a, found.b))
    return contrast(*both, joined=found.joined, statistic=product_limit)


def horizon(both: Contrast) -> int:
    """The last place up to which both sides have enough at risk, or as many as at first; a count of places.

    Args:
        both: Sums by age.
    """
    least = np.minimum(both.a.totals()[1][0], both.b.totals()[1][0])
    if not least.size:
        return 0
    enough = least >= max(1.0, min(ENOUGH, least[0]))
    return int(enough.size if enough.all() else np.argmin(enough))


def half_life(both: Contrast) -> dict[str, Any]:
    """The turns after uptake until half have been violated, null where half never are, and the difference.

    The ends of its interval are null where the resamples do not settle them.

    Args:
        both: `survival`.
    """
    one, other = (_half(side.totals())[0] for side in (both.a, both.b))
    told: dict[str, Any] = dict.fromkeys(("value", "low", "high"))
    if np.isfinite(one) and np.isfinite(other):
        n, freedom = both.whole
        low, high = ends(_apart(_half(both.a.drawn()), _half(both.b.drawn())), float(tail(n, freedom)[0]))
        told = {"value": float(other - one), "low": low, "high": high}
    return {**told, "a": finite(one), "b": finite(other), **first_counts(both)}


def first_counts(both: Contrast) -> dict[str, int]:
    """How many of each side are there at the first place."""
    counts = (side.totals()[1][0] for side in (both.a, both.b))
    return {f"n_{name}": round(n[0]) if n.size else 0 for name, n in zip("ab", counts, strict=True)}


def turns_unbroken(both: Contrast) -> Contrast:
    """The restricted mean: of the first h turns after uptake, how many a constraint lasts: `Σ S(x)`, x ≤ h.

    h is the `horizon`. Other than a half-life it always exists, and small differences show in it.

    Args:
        both: `survival`.

    Source: P. Royston & M. Parmar (2013), Restricted mean survival time, BMC Med. Res. Methodol. 13, 152.
    """
    last = horizon(both)
    sides = (_at(side, range(last)) for side in (both.a, both.b))
    return contrast(*sides, joined=both.joined, statistic=_mean_until, bound=float(max(last, 1)))


def drift(both: Contrast, age: int) -> Contrast:
    """What an arm loses with age: its csr at an age minus that of new constraints.

    Args:
        both: The csr by age.
        age: The age.
    """
    sides = (_at(side, (0, age)) for side in (both.a, both.b))
    return contrast(*sides, joined=both.joined, statistic=_change, bound=2.0)


def last_age(both: Contrast) -> int | None:
    """The last age with enough checks on both sides: ten, and a quarter of those of new constraints.

    Args:
        both: The csr by age.
    """
    checks: Ints = np.minimum(both.a.totals()[1][0], both.b.totals()[1][0])
    if checks.size < 2 or checks[0] < ENOUGH:
        return None
    well = np.flatnonzero(checks >= max(ENOUGH, checks[0] / 4))
    return int(well[-1]) if well[-1] > 0 else None


def log_rank(both: Contrast) -> Contrast:
    """The log-rank statistic as a contrast of sums: first violations minus those expected under one law.

    At each age the violations of both arms are expected in proportion to those at risk; `num` of a cluster is
    what it has beyond that, summed over ages, so that a side's sum is observed − expected, and swapping a
    cluster's arms swaps its summands: the sign-flip test on it is a log-rank test that knows about clusters.

    Args:
        both: `survival`.

    Source: N. Mantel (1966), Evaluation of survival data and two new rank order statistics, Cancer Chemother.
    Rep. 50, 163–170; the residuals are those of D. Harrington & T. Fleming (1982), Biometrika 69, 553–566.
    """
    events, at_risk = (one[0] + other[0] for one, other in zip(both.a.totals(), both.b.totals(), strict=True))
    hazard = np.nan_to_num(ratio(events, at_risk))
    sides = (
        replace(side, num=side.num - hazard[side.place] * side.den).merged() for side in (both.a, both.b)
    )
    return contrast(*sides, joined=both.joined, statistic=_beyond)


def _half(sums: tuple[Floats, Floats]) -> Floats:
    """The first place with at most a half, counted from 1; infinite where there is none. Shape (rows,)."""
    reached = product_limit(*sums) <= _HALF
    if not reached.size:
        return np.full(reached.shape[0], np.inf)
    return np.where(reached.any(axis=1), reached.argmax(axis=1) + 1.0, np.inf)


def _apart(one: Floats, other: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.asarray(other - one)


def _at(side: Cells, places: Sequence[int]) -> Cells:
    """The sums at some places alone, numbered anew."""
    number = np.full(max(side.size, 1), -1)
    number[list(places)] = np.arange(len(places))
    kept = number[side.place] >= 0
    sums = {name: getattr(side, name)[kept] for name in ("cluster", "num", "den")}
    return replace(side, size=len(places), place=number[side.place[kept]], **sums)


def _mean_until(num: Floats, den: Floats) -> Floats:
    return np.asarray(_carried(product_limit(num, den)).sum(axis=1, keepdims=True))


def _change(num: Floats, den: Floats) -> Floats:
    values = ratio(num, den)
    return np.asarray(values[:, 1:2] - values[:, :1])


def _beyond(num: Floats, den: Floats) -> Floats:
    del den
    return num


def _carried(curve: Floats) -> Floats:
    """Where nobody is at risk the curve stays where it was, from 1."""
    padded = np.hstack([np.ones((curve.shape[0], 1)), curve])
    last = np.maximum.accumulate(np.where(np.isnan(padded), 0, np.arange(padded.shape[1])), axis=1)
    return np.take_along_axis(padded, last, axis=1)[:, 1:]
