"""Where clusters are few: how far a number moves when one of them is left out."""

from typing import Final

import numpy as np
from scipy.special import expit, logit, stdtrit

from driftsim.metrics.cells import Cells
from driftsim.metrics.intervals import LEVEL
from driftsim.metrics.types import Floats, Ints, Statistic

FEW: Final = 30
"""With fewer clusters behind a number, its interval reaches as far as this one does too."""

_NOTHING: Final = 1e-12


def jackknife(
    sums: Cells, statistic: Statistic, values: Floats, *, bound: float = 1.0
) -> tuple[Floats, Floats]:
    """The interval from leaving out one cluster after another, with Student's t in log-odds.

    `logit(v) ± t(0.975, ν) · s / (v (1 − v))` with v the value as a share of its bound and
    `s² = Σ (n − 1)/n · (v without the cluster − v)²`, n the clusters of its stratum, ν those behind the
    value less the strata. Bootstrap percentiles of few clusters do not reach far enough on the side of the
    middle of the scale; this does.

    Args:
        sums: Numerators and denominators.
        statistic: From sums to values.
        values: Its values, shape (x,), where x is the statistic's number of places.
        bound: The largest value possible; the smallest is 0.

    Returns:
        The lower and the upper ends, shape (x,); nan where there are clusters enough, or the value is at an
        end of the scale, or nothing varies.

    Source: J. MacKinnon, M. Nielsen & M. Webb (2023), Fast and reliable jackknife and bootstrap methods for
    cluster-robust inference, J. Appl. Econometrics 38, 671–694.
    """
    clusters, strata = (sums if values.size == sums.size else sums.merged()).support()
    share = values / bound
    few = (clusters < FEW) & (clusters > strata) & (share > _NOTHING) & (share < 1 - _NOTHING)
    if not few.any():
        return np.full(values.shape, np.nan), np.full(values.shape, np.nan)
    error = _error(sums, statistic, values) / bound
    middle = np.where(few, share, 0.5)
    freedom = np.where(few, clusters - strata, 1)
    reach = -stdtrit(freedom, (1 - LEVEL) / 2) * error / (middle * (1 - middle))
    low, high = (
        np.where(few & (error > 0), bound * expit(logit(middle) + side * reach), np.nan) for side in (-1, 1)
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
