"""How far a number moves when one of its clusters is left out."""

from typing import Final

import numpy as np
from scipy.special import expit, logit, stdtrit

from driftsim.metrics.cells import Cells
from driftsim.metrics.intervals import LEVEL
from driftsim.metrics.types import Floats, Ints, Statistic

_NOTHING: Final = 1e-12


def jackknife(
    sums: Cells, statistic: Statistic, values: Floats, *, bound: float = 1.0
) -> tuple[Floats, Floats]:
    """The interval from leaving out one cluster after another, with Student's t in log-odds.

    `logit(v) ± t(0.975, ν) · s / (v (1 − v))` with v the value as a share of its bound and
    `s² = Σ (n − 1)/n · (v without the cluster − v)²`, n the clusters of its stratum, ν those behind the
    value less the strata. Bootstrap percentiles of few clusters do not reach far enough, least of all
    towards the middle of the scale; this does. With many clusters the two are the same.

    Args:
        sums: Numerators and denominators.
        statistic: From sums to values.
        values: Its values, shape (x,), where x is the statistic's number of places.
        bound: The largest value possible; the smallest is 0.

    Returns:
        The lower and the upper ends, shape (x,); nan where the value is at an end of the scale, or
        nothing varies.

    Source: J. MacKinnon, M. Nielsen & M. Webb (2023), Fast and reliable jackknife and bootstrap methods for
    cluster-robust inference, J. Appl. Econometrics 38, 671–694.
    """
    clusters, strata = (sums if values.size == sums.size else sums.merged()).support()
    share = values / bound
    varies = (clusters > strata) & (share > _NOTHING) & (share < 1 - _NOTHING)
    error = _error(sums, statistic, values) / bound
    middle = np.where(varies, share, 0.5)
    freedom = np.where(varies, clusters - strata, 1)
    reach = -stdtrit(freedom, (1 - LEVEL) / 2) * error / (middle * (1 - middle))
    low, high = (
        np.where(varies & (error > 0), bound * expit(logit(middle) + side * reach), np.nan)
        for side in (-1, 1)
    )
    return low, high


def _error(sums: Cells, statistic: Statistic, values: Floats) -> Floats:
    """The standard error of each value, from its values without one unit at a time."""
    num, den = sums.by_unit()
    rest = den.sum(axis=0) - den
    without = statistic(num.sum(axis=0) - num, np.where(rest > _NOTHING, rest, 0))
    moved = np.where(np.isnan(without), 0, without - values)
    sizes = np.bincount(_strata(sums))[_strata(sums)]
    return np.asarray(np.sqrt(((sizes - 1) / sizes) @ moved**2))


def _strata(sums: Cells) -> Ints:
    """The stratum of each unit."""
    found = np.zeros(sums.design.weights.shape[1], dtype=np.int64)
    found[sums.design.units] = sums.design.strata
    return found
