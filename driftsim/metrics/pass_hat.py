"""pass^k: the chance that k trials in a row all succeed."""

import itertools
from collections.abc import Iterator

import numpy as np
import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import cells
from driftsim.metrics.conversations import decided
from driftsim.metrics.estimate import Support, as_rate, interval, rate
from driftsim.metrics.intervals import tail
from driftsim.metrics.types import Floats, Ints, Rate


def pass_hat(arm: Arm, *, tasks: bool = False) -> dict[str, Rate]:
    """pass^k for k = 1, 2, … up to the largest number of trials of a scenario.

    The mean over scenarios of C(c, k) / C(n, k), where c of n trials succeeded: every check of the
    conversation held. Conversations with an undecided turn are left out. `n` is the scenarios with k trials
    or more, `left_out` those with fewer.

    Args:
        arm: The arm.
        tasks: Whether all tasks of the conversation must be answered right too; then empty without tasks.

    Source: τ-bench, arXiv 2406.12045.
    """
    trials = _trials(arm)
    if tasks:
        trials = trials.join(_right(arm), on="conv", how="left", maintain_order="left")
        if not trials["right"].is_not_null().any():
            return {}
        trials = trials.with_columns(passed=pl.col("passed") & pl.col("right").fill_null(value=True))
    sums = cells(arm.design, trials, pl.col("passed"), place=pl.col("scenario"))
    counts = sums.totals()[1][0].astype(np.int64)
    most, scenarios = int(counts.max(initial=0)), trials["scenario"].n_unique()
    resampled = chances(*sums.drawn(), most) if arm.design.within else itertools.repeat(None)
    found = {}
    for k, (each, drawn) in enumerate(zip(chances(*sums.totals(), most), resampled, strict=False), start=1):
        value = _between(arm, each[0]) if drawn is None else _within(_mean(each), _mean(drawn), counts, k)
        found[str(k)] = {**value, "left_out": scenarios - value["n"]}
    return found


def chances(passed: Floats, trials: Floats, most: int) -> Iterator[Floats]:
    """For k = 1 … most: of the ways to pick k trials, the share that all passed, C(passed, k) / C(trials, k).

    Args:
        passed: Of any shape.
        trials: Of the same shape.
        most: The last k.

    Yields:
        Shares of the same shape; nan with fewer than k trials.

    Example:
        >>> [share.round(2).tolist() for share in chances(np.array([3.0, 1.0]), np.array([4.0, 1.0]), 2)]
        [[0.75, 1.0], [0.5, nan]]
    """
    share = np.ones_like(passed)
    for k in range(1, most + 1):
        share = share * np.maximum(passed - k + 1, 0) / np.maximum(trials - k + 1, 1)
        yield np.where(trials >= k, share, np.nan)


def _between(arm: Arm, each: Floats) -> Rate:
    """The rate of one k from a share of each scenario, where whole scenarios are drawn."""
    known = np.flatnonzero(~np.isnan(each))
    rows = pl.DataFrame({"cluster": known, "share": each[known]})
    return rate(cells(arm.design, rows, pl.col("share")))


def _within(value: Floats, means: Floats, counts: Ints, k: int) -> Rate:
    """The rate of one k from draws within scenarios; Wilson's n is that of separate groups of k trials."""
    trials = counts[counts >= k]
    clusters = np.array([trials.sum()])
    support = Support(np.array([(trials // k).sum()]), tail(clusters, clusters - trials.size))
    exact = (trials == 1).all(keepdims=True)
    low, high = interval(means[:, None], value, support, exact=exact)
    return as_rate(value[0], low[0], high[0], trials.size)


def _mean(each: Floats) -> Floats:
    """The mean over scenarios, where there is any; shape (rows,)."""
    known = ~np.isnan(each)
    return np.asarray(np.where(known, each, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1))


def _right(arm: Arm) -> pl.DataFrame:
    """Of the conversations with tasks, whether all were answered right."""
    asked = arm.said.filter(pl.col("answered").is_not_null())
    return asked.group_by("conv").agg(pl.col("answered").all().alias("right"))


def _trials(arm: Arm) -> pl.DataFrame:
    passed = decided(arm).group_by("conv").agg(pl.col("followed").all().alias("passed"))
    return passed.join(arm.conversations, on="conv")
