"""What is left of a series of turns when its conversation is taken off, and statistics of such sums."""

from collections.abc import Callable
from typing import Final

import numpy as np

from driftsim.metrics.estimate import as_rate
from driftsim.metrics.intervals import fisher, percentiles, tail
from driftsim.metrics.resampling import Design
from driftsim.metrics.types import Floats, Ints, Rate

LEAST: Final = 4
"""Turns of a conversation, with fewer of which nothing is left beside its level and trend."""

_NOTHING: Final = 1e-9


def residuals(y: Floats, x: Floats, conv: Ints, turn: Ints) -> Floats:
    """What is left of y beside each conversation's level and straight trend, and what x explains of that.

    Two series that have nothing to do with each other at a given turn, however good or bad the conversation,
    leave residuals that are not correlated, provided that their chances go in straight lines.

    Args:
        y: Shape (turns, columns).
        x: Covariates, shape (turns, covariates); their slopes are the same in all conversations.
        conv: The conversation of each turn.
        turn: Its number.

    Source: R. Frisch & F. Waugh (1933), Partial time regressions as compared with individual trends,
    Econometrica 1, 387–401.

    Example:
        >>> one = np.zeros(4, dtype=np.int64)
        >>> left = residuals(np.array([[1.0], [2.0], [3.0], [4.0]]), np.zeros((4, 1)), one, np.arange(4))
        >>> bool(np.abs(left).max() < 1e-12)
        True
    """
    if not y.size:
        return y
    own, beside = (_detrended(each, conv, turn.astype(np.float64)) for each in (y, x))
    slopes = np.linalg.lstsq(beside.T @ beside, beside.T @ own, rcond=1e-10)[0]
    return np.asarray(own - beside @ slopes)


def summed_rate(
    design: Design, rows: Floats, cluster: Ints, statistic: Callable[[Floats], Floats], n: int
) -> Rate:
    """A statistic of sums over rows, from −1 to 1, with its interval.

    The interval is the expanded bootstrap's, from the sums over the clusters drawn; where the draws do not
    vary it is Fisher's of a correlation, with as many pairs as there are clusters.

    Args:
        design: The resampling plan.
        rows: What is summed, shape (rows, columns).
        cluster: The cluster of each row.
        statistic: From sums, shape (samples, columns), to values, shape (samples,).
        n: How many rows tell something.
    """
    value = float(statistic(rows.sum(axis=0, keepdims=True))[0])
    if np.isnan(value):
        return as_rate(np.nan, np.nan, np.nan, n)
    units = design.weights.shape[1]
    by_unit = np.stack([np.bincount(design.units[cluster], each, minlength=units) for each in rows.T], axis=1)
    seen = np.unique(cluster)
    count = np.array([seen.size])
    cut = tail(count, count - np.unique(design.strata[seen]).size)
    low, high = percentiles(statistic(design.weights @ by_unit)[:, None], cut)
    if not high[0] - low[0] > _NOTHING or cut[0] <= 0:
        low, high = fisher(np.array([value]), count)
    return as_rate(value, min(low[0], value), max(high[0], value), n)


def bounded_ratio(num: Floats, den: Floats, size: Floats | float = 1.0) -> Floats:
    """A ratio from −1 to 1; nan where the denominator is nothing beside `size`."""
    known = den > _NOTHING * np.maximum(size, 1)
    return np.asarray(np.clip(np.divide(num, den, out=np.full(num.shape, np.nan), where=known), -1, 1))


def _detrended(values: Floats, conv: Ints, turn: Floats) -> Floats:
    """Each conversation's straight line taken off each column."""
    size = np.maximum(np.bincount(conv), 1)
    time = turn - (np.bincount(conv, turn) / size)[conv]
    spread = np.bincount(conv, time**2)
    columns = []
    for column in values.T:
        level = column - (np.bincount(conv, column) / size)[conv]
        slope = np.bincount(conv, time * level) / np.maximum(spread, _NOTHING)
        columns.append(level - slope[conv] * time)
    return np.stack(columns, axis=1)
