"""Intervals of 95 %: Wilson's for single outcomes, expanded bootstrap percentiles for everything else."""

from typing import Final

import numpy as np
from scipy.special import ndtr, ndtri, stdtrit

from driftsim.metrics.types import Floats, Ints

LEVEL: Final = 0.95
_TAIL: Final = (1 - LEVEL) / 2


def wilson(share: Floats, n: Ints) -> tuple[Floats, Floats]:
    """The interval of a share of n independent outcomes; never of zero width.

    `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)` with z = 1.96.

    Args:
        share: The shares, from 0 to 1.
        n: How many independent outcomes each share has, of the same shape, from 1.

    Returns:
        The lower and the upper ends.

    Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference,
    J. Am. Stat. Assoc. 22, 209–212.

    Example:
        >>> low, high = wilson(np.array([1.0]), np.array([10]))
        >>> round(float(low[0]), 3), float(high[0])
        (0.722, 1.0)
    """
    z = float(-ndtri(_TAIL))
    size = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / size
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / size
    low, high = np.clip(centre - half, 0, share), np.clip(centre + half, share, 1)
    return np.asarray(low), np.asarray(high)


def fisher(correlation: Floats, n: Ints) -> tuple[Floats, Floats]:
    """The interval of a correlation of n independent pairs, `tanh(atanh(r) ± z / √(n − 3))`.

    Args:
        correlation: From −1 to 1.
        n: How many independent pairs; with three or fewer the interval is from −1 to 1.

    Returns:
        The lower and the upper ends.

    Source: R. A. Fisher (1921), On the probable error of a coefficient of correlation, Metron 1, 3–32.

    Example:
        >>> low, high = fisher(np.array([0.5]), np.array([28]))
        >>> low.round(3).tolist(), high.round(3).tolist()
        ([0.156], [0.736])
    """
    reach = -float(ndtri(_TAIL)) / np.sqrt(np.maximum(n - 3, 1e-12))
    bounded = np.clip(correlation, -1 + 1e-9, 1 - 1e-9)
    low, high = (np.asarray(np.tanh(np.arctanh(bounded) + side * reach)) for side in (-1, 1))
    return low, high


def tail(clusters: Ints, freedom: Ints) -> Floats:
    """The share of resamples cut off at each end, less than 0.025 where clusters are few.

    `Φ(−√(n/ν) · t(0.975, ν))` with n clusters and ν degrees of freedom: n − 1 where all are drawn together, n
    minus the number of strata where they are drawn within strata. For many clusters it is 0.025.

    Args:
        clusters: n, from 1.
        freedom: ν; where it is 0 the answer is 0.

    Source: T. Hesterberg (2015), What teachers should know about the bootstrap, Am. Stat. 69, 371–386, §4.

    Example:
        >>> tail(np.array([5, 10_000]), np.array([4, 9_999])).round(4).tolist()
        [0.001, 0.025]
    """
    known = np.maximum(freedom, 1)
    widened = ndtr(np.sqrt(clusters / known) * stdtrit(known, _TAIL))
    return np.where(freedom > 0, widened, 0.0)


def percentiles(resamples: Floats, tails: Floats) -> tuple[Floats, Floats]:
    """The ends of the middle of each column, undefined (nan) values left out.

    Args:
        resamples: Shape (resamples, x).
        tails: The share cut off at each end, shape (x,).

    Returns:
        The lower and the upper ends, shape (x,); nan for a column without a value.

    Example:
        >>> low, high = percentiles(np.array([[0.0], [1.0], [2.0]]), np.array([0.25]))
        >>> low.tolist(), high.tolist()
        ([0.5], [1.5])
    """
    ordered = np.sort(resamples, axis=0)
    last = np.maximum(np.count_nonzero(~np.isnan(ordered), axis=0) - 1, 0)
    return _at(ordered, last * tails), _at(ordered, last * (1 - tails))


def _at(ordered: Floats, place: Floats) -> Floats:
    below = np.floor(place).astype(np.int64)
    above = np.ceil(place).astype(np.int64)
    columns = np.arange(ordered.shape[1])
    low, high = ordered[below, columns], ordered[above, columns]
    return np.asarray(low + (high - low) * (place - below))
