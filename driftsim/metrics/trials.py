"""How good a trial can be, and how far good and bad ones lie apart."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import cells
from driftsim.metrics.estimate import Support, as_rate, interval, rate
from driftsim.metrics.intervals import tail
from driftsim.metrics.types import Floats, Ints, Rate

_GOOD: Final = 0.9
_BAD: Final = 0.1
_TWO: Final = 2  # trials, with fewer of which nothing is said of a scenario

Summary = Callable[[Floats, Floats], Floats]
"""From a scenario's sorted scores, shape (trials,), and how often each counts, shape (rows, trials)."""


def reliability(arm: Arm) -> dict[str, Rate]:
    """`trial_score`, `aptitude` and `unreliability`: means over scenarios with two trials or more.

    A trial's score is the csr of its conversation, if that came to its end. Of each scenario's scores the
    mean, the 90th percentile and the 90th minus the 10th are taken, percentiles linear between two trials.
    `n` is the number of scenarios.

    Args:
        arm: The arm.

    Source: P. Laban et al. (2025), arXiv 2505.06120, §5.
    """
    trials = _trials(arm)
    summaries: dict[str, Summary] = {
        "trial_score": _mean,
        "aptitude": lambda scores, counts: percentile(scores, counts, _GOOD),
        "unreliability": lambda scores, counts: (
            percentile(scores, counts, _GOOD) - percentile(scores, counts, _BAD)
        ),
    }
    return {name: _averaged(arm, trials, summary) for name, summary in summaries.items()}


def percentile(scores: Floats, counts: Floats, share: float) -> Floats:
    """A percentile of a sample in which each score stands so many times, linear between two of them.

    Args:
        scores: In rising order, shape (scores,).
        counts: How often each stands in it, shape (rows, scores).
        share: Which percentile, from 0 to 1.

    Returns:
        Shape (rows,); nan where nothing stands in the sample.

    Example:
        >>> percentile(np.array([0.0, 1.0]), np.array([[1, 1], [0, 3], [0, 0]]), 0.9).tolist()
        [0.9, 1.0, nan]
    """
    below = np.cumsum(counts, axis=1)
    size = below[:, -1]
    place = share * np.maximum(size - 1, 0)
    low, high = (scores[_at(below, np.floor(place))], scores[_at(below, np.ceil(place))])
    return np.where(size > 0, low + (high - low) * (place - np.floor(place)), np.nan)


def _at(below: Floats, place: Floats) -> Ints:
    found = (below <= place[:, None]).sum(axis=1)
    return np.asarray(np.minimum(found, below.shape[1] - 1))


def _mean(scores: Floats, counts: Floats) -> Floats:
    size = counts.sum(axis=1)
    return np.asarray(np.divide(counts @ scores, size, out=np.full(size.shape, np.nan), where=size > 0))


def _trials(arm: Arm) -> pl.DataFrame:
    """The score of each finished trial of a scenario that has two or more, in rising order."""
    finished = arm.conversations.filter("finished").select("conv", "cluster", "scenario")
    scores = arm.checks.group_by("conv").agg(pl.col("held").mean().alias("score"))
    known = scores.drop_nulls().join(finished, on="conv")
    return known.filter(pl.len().over("scenario") >= _TWO).sort("scenario", "score", "conv")


def _averaged(arm: Arm, trials: pl.DataFrame, summary: Summary) -> Rate:
    """The mean over scenarios of a summary of their trials."""
    each = pl.DataFrame(
        [
            (group["cluster"][0], summary(scores, np.ones((1, scores.size)))[0])
            for group in _scenarios(trials)
            for scores in (group["score"].to_numpy(),)
        ],
        schema={"cluster": pl.Int64, "value": pl.Float64},
        orient="row",
    )
    if not arm.design.within:
        return rate(cells(arm.design, each, pl.col("value")))
    return _within(arm, trials, summary, each["value"].to_numpy())


def _within(arm: Arm, trials: pl.DataFrame, summary: Summary, values: Floats) -> Rate:
    """The same with an interval from trials drawn again within their scenarios."""
    design, scenarios = arm.design, values.size
    drawn = [
        summary(group["score"].to_numpy(), design.weights[:, design.units[group["cluster"].to_numpy()]])
        for group in _scenarios(trials)
    ]
    if not drawn:
        return as_rate(np.nan, np.nan, np.nan, 0)
    known = ~np.isnan(np.stack(drawn))
    means = np.where(known, np.stack(drawn), 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    count = np.array([trials.height])
    support = Support(count, tail(count, count - scenarios))
    value = values.mean(keepdims=True)
    low, high = interval(means[:, None], value, support, exact=np.zeros(1, dtype=bool))
    return as_rate(value[0], low[0], high[0], scenarios)


def _scenarios(trials: pl.DataFrame) -> Iterator[pl.DataFrame]:
    yield from trials.partition_by("scenario", maintain_order=True)
