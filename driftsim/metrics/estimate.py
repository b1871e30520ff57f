"""From sums by cluster to rates and curves with their intervals."""

from dataclasses import dataclass

import numpy as np

from driftsim.metrics.cells import Cells
from driftsim.metrics.intervals import percentiles, tail, wilson
from driftsim.metrics.jackknife import jackknife
from driftsim.metrics.types import Bools, Curve, Floats, Ints, Rate, Statistic

_NOTHING = 1e-12


@dataclass(frozen=True)
class Support:
    """What values rest on.

    Args:
        outcomes: How many independent outcomes each has, Wilson's n.
        tails: The share of resamples cut off at each end; 0 where they cannot vary.
    """

    outcomes: Ints
    tails: Floats


def ratio(num: Floats, den: Floats) -> Floats:
    """Numerator over denominator; nan where there is nothing to average.

    Example:
        >>> ratio(np.array([1.0, 0.0]), np.array([2.0, 0.0])).tolist()
        [0.5, nan]
    """
    return np.asarray(np.divide(num, den, out=np.full(np.shape(num), np.nan), where=den > 0))


def rate(sums: Cells, *, bound: float = 1.0) -> Rate:
    """One rate: the ratio of sums that have a single place.

    Args:
        sums: Numerators and denominators.
        bound: The largest value possible; the smallest is 0.
    """
    return rates(sums, bound=bound)[0]


def curve(sums: Cells, *, start: int, statistic: Statistic = ratio) -> Curve:
    """One rate a place, its `x` counted from `start`."""
    return [{"x": start + place, **each} for place, each in enumerate(rates(sums, statistic=statistic))]


def rates(sums: Cells, *, statistic: Statistic = ratio, bound: float = 1.0) -> list[Rate]:
    """The value of a statistic at every place, with its interval.

    The interval is the expanded bootstrap percentile interval; either end reaches as far as the jackknife's,
    too, which matters where clusters are few. It is Wilson's, with n = the clusters that
    contribute, where each cluster gives a single outcome, at the ends of the scale, and where the resamples
    do not vary: so that it never has zero width. Wilson's is stretched to the scale of a quantity that may
    exceed 1.

    Args:
        sums: Numerators and denominators.
        statistic: From sums to values, the ratio unless given.
        bound: The largest value possible; the smallest is 0.

    Returns:
        A rate a place; `n` is the denominator.
    """
    num, den = sums.totals()
    values = np.where(den[0] > 0, statistic(num, den)[0], np.nan)
    single = sums.single() if statistic is ratio and bound == 1 else np.zeros(sums.size, dtype=bool)
    low, high = interval(statistic(*sums.drawn()), values, _support(sums), exact=single, bound=bound)
    wide = jackknife(sums, statistic, values, bound=bound)
    low, high = (np.where(single, *ends) for ends in _wider((low, high), wide))
    return [as_rate(*four) for four in zip(values, low, high, den[0], strict=True)]


def signed(sums: Cells) -> Rate:
    """A difference from −1 to 1, whose numerators are sums of (difference + 1) / 2.

    So it is a share, and has the interval of one.

    Example:
        >>> from driftsim.metrics.resampling import design
        >>> one = np.zeros(1, dtype=np.int64)
        >>> halves = Cells(design(one, seed=0, resamples=5), 1, one, one, np.array([0.25]), np.array([1.0]))
        >>> signed(halves)["value"]
        -0.5
    """
    share = rate(sums)
    ends = {key: None if share[key] is None else 2 * share[key] - 1 for key in ("value", "low", "high")}
    return {**ends, "n": share["n"]}


def merged_rate(sums: Cells, statistic: Statistic) -> Rate:
    """One rate from a statistic that folds all places into one, shape (rows, 1)."""
    values = statistic(*sums.totals())[0]
    whole = sums.merged()
    ends = interval(statistic(*sums.drawn()), values, _support(whole), exact=np.zeros(1, dtype=bool))
    low, high = (wide for _, wide in _wider(ends, jackknife(sums, statistic, values)))
    return as_rate(values[0], low[0], high[0], whole.den.sum())


def interval(
    resampled: Floats, values: Floats, support: Support, *, exact: Bools, bound: float = 1.0
) -> tuple[Floats, Floats]:
    """The ends of the intervals of `values`, from their resamples or, where these do not serve, by Wilson.

    Args:
        resampled: Shape (resamples, x).
        values: Shape (x,).
        support: What each value rests on.
        exact: Where a cluster gives a single outcome, shape (x,).
        bound: The largest value possible; the smallest is 0.
    """
    known = np.maximum(support.outcomes, 1)
    low, high = percentiles(resampled, support.tails)
    share = np.clip(values / bound, 0, 1)
    flat = ~((high - low) > _NOTHING * bound)  # true for nan too
    at_end = (share <= _NOTHING) | (share >= 1 - _NOTHING)
    exact_low, exact_high = wilson(share, known)
    by_wilson = exact | flat | at_end | (support.tails <= 0)
    low, high = np.where(by_wilson, exact_low * bound, low), np.where(by_wilson, exact_high * bound, high)
    return np.minimum(low, values), np.maximum(high, values)


def _wider(ends: tuple[Floats, Floats], others: tuple[Floats, Floats]) -> tuple[tuple[Floats, Floats], ...]:
    """Of both ends of an interval: as it is, and as far as another reaches too, where there is one."""
    return (ends[0], np.fmin(ends[0], others[0])), (ends[1], np.fmax(ends[1], others[1]))


def _support(sums: Cells) -> Support:
    clusters, strata = sums.support()
    return Support(clusters, tail(np.maximum(clusters, 1), clusters - strata))


def as_rate(value: float, low: float, high: float, n: float) -> Rate:
    """The four numbers as plain Python, null for nan."""
    return {"value": _plain(value), "low": _plain(low), "high": _plain(high), "n": round(float(n))}


def _plain(number: float) -> float | None:
    return None if np.isnan(number) else float(number)
