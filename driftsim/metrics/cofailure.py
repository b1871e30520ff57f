"""Whether two families fail at the same turns more often than by chance."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from driftsim.metrics.estimate import as_rate
from driftsim.metrics.family_turns import FamilyTurns
from driftsim.metrics.intervals import fisher, percentiles, tail
from driftsim.metrics.resampling import Design
from driftsim.metrics.types import Floats, Ints, Rate

_LEAST: Final = 4
"""Turns of a conversation, with fewer of which nothing is left beside its level and trend."""

_NOTHING: Final = 1e-9


def co_failure(design: Design, turns: FamilyTurns, a: int, b: int) -> dict[str, Any]:
    """The correlation of two families' failures over turns, plain and beyond what the conversation explains.

    `phi` is Pearson's correlation of the two failures over all turns that have both. A bad conversation, or
    one in which all grows worse together, makes phi positive although neither failure has to do with the
    other at a given turn. `partial` is the correlation of what is left when the level and the straight trend
    of each conversation are taken off each failure, and the load and the ages of both families, pooled.

    Args:
        design: The resampling plan.
        turns: The arm's turns by family.
        a: The number of one family.
        b: The number of the other.

    Returns:
        `a`, `b` (names), `phi` and `partial`, from −1 to 1; n is the turns that count. The interval is the
        expanded bootstrap's over clusters, or Fisher's with n = clusters where the draws do not vary.
    """
    both = ~np.isnan(turns.fails[:, a]) & ~np.isnan(turns.fails[:, b])
    one, other = turns.fails[both, a], turns.fails[both, b]
    conv, cluster = turns.conv[both], turns.cluster[both]
    plain = np.stack([np.ones_like(one), one, other, one * other], axis=1)
    enough = np.bincount(conv, minlength=1)[conv] >= _LEAST
    beside = np.column_stack([turns.load[both], turns.age[both][:, [a, b]]])[enough]
    left = residuals(np.column_stack([one, other])[enough], beside, conv[enough], turns.turn[both][enough])
    squares = np.column_stack([left[:, 0] ** 2, left[:, 1] ** 2, left[:, 0] * left[:, 1]])
    return {
        "a": turns.names[a],
        "b": turns.names[b],
        "phi": _rate(design, plain, cluster, _phi),
        "partial": _rate(design, squares, cluster[enough], _cosine),
    }


def residuals(y: Floats, x: Floats, conv: Ints, turn: Ints) -> Floats:
    """What is left of y beside each conversation's level and trend, and what x explains of that.

    Args:
        y: Shape (turns, columns).
        x: Covariates, shape (turns, covariates).
        conv: The conversation of each turn.
        turn: Its number.

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


def _phi(sums: Floats) -> Floats:
    n, one, other, both = sums.T
    square = one * (n - one) * other * (n - other)
    return _over(n * both - one * other, np.sqrt(np.maximum(square, 0)), n)


def _cosine(sums: Floats) -> Floats:
    one, other, both = sums.T
    return _over(both, np.sqrt(one * other), np.ones_like(one))


def _over(num: Floats, den: Floats, size: Floats) -> Floats:
    known = den > _NOTHING * np.maximum(size, 1)
    return np.asarray(np.clip(np.divide(num, den, out=np.full(num.shape, np.nan), where=known), -1, 1))


def _rate(design: Design, rows: Floats, cluster: Ints, statistic: Callable[[Floats], Floats]) -> Rate:
    """A statistic of sums over rows, with its interval from sums over the clusters drawn."""
    value = float(statistic(rows.sum(axis=0, keepdims=True))[0])
    if np.isnan(value):
        return as_rate(np.nan, np.nan, np.nan, len(rows))
    units = design.weights.shape[1]
    by_unit = np.stack([np.bincount(design.units[cluster], each, minlength=units) for each in rows.T], axis=1)
    seen = np.unique(cluster)
    count = np.array([seen.size])
    cut = tail(count, count - np.unique(design.strata[seen]).size)
    low, high = percentiles(statistic(design.weights @ by_unit)[:, None], cut)
    if not high[0] - low[0] > _NOTHING or cut[0] <= 0:
        low, high = fisher(np.array([value]), count)
    return as_rate(value, min(low[0], value), max(high[0], value), len(rows))
