"""pass^k: the chance that k trials in a row all succeed."""

import numpy as np
import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import Cells, cells
from driftsim.metrics.conversations import decided
from driftsim.metrics.estimate import Support, as_rate, interval
from driftsim.metrics.intervals import tail
from driftsim.metrics.types import Floats, Ints, Rate


def pass_hat(arm: Arm) -> dict[str, Rate]:
    """pass^k for k = 1, 2, … up to the largest number of trials of a scenario.

    The mean over scenarios of C(c, k) / C(n, k), where c of n trials succeeded: every check of the conversation held.
    Conversations with an undecided turn are left out. `n` is the scenarios with k trials or more, `left_out` those
    with fewer.

    Source: τ-bench, arXiv 2406.12045.
    """
    trials = _trials(arm)
    scenarios = trials["scenario"].n_unique()
    sums = cells(arm.design, trials, pl.col("passed"), place=pl.col("scenario"))
    counts = sums.totals()[1][0].astype(np.int64)
    found = {}
    for k in range(1, int(counts.max(initial=0)) + 1):
        enough = int((counts >= k).sum())
        found[str(k)] = {**_pass_hat(sums, counts, k, enough), "left_out": scenarios - enough}
    return found


def chance(passed: Floats, trials: Floats, k: int) -> Floats:
    """C(passed, k) / C(trials, k), the share of k-subsets of the trials that all passed; nan with fewer trials than k.

    Example:
        >>> chance(np.array([3.0, 1.0]), np.array([4.0, 1.0]), 2).tolist()
        [0.5, nan]
    """
    share = np.where(trials >= k, 1.0, np.nan)
    for i in range(k):
        share = share * np.maximum(passed - i, 0) / np.maximum(trials - i, 1)
    return np.asarray(share)


def _pass_hat(sums: Cells, counts: Ints, k: int, enough: int) -> Rate:
    each = chance(*sums.totals(), k)
    value = np.nanmean(each, axis=1)
    drawn_within = sums.design.strata.max(initial=0) > 0 or sums.design.label == "these scenarios only"
    resampled = _within(sums, k) if drawn_within else _between(sums, each[0])
    clusters = int(counts[counts >= k].sum()) if drawn_within else enough
    freedom = clusters - (enough if drawn_within else 1)
    tails = tail(np.array([clusters]), np.array([freedom]))
    support = Support(np.array([(counts // k).sum() if drawn_within else enough]), tails)
    single = np.array([bool((counts[counts >= k] == 1).all())])
    low, high = interval(resampled[:, None], value, support, exact=single)
    return as_rate(value[0], low[0], high[0], enough)


def _within(sums: Cells, k: int) -> Floats:
    """Each resample's mean over scenarios, the trials of each drawn anew; shape (resamples,)."""
    each = chance(*sums.drawn(), k)
    known = ~np.isnan(each)
    return np.where(known, each, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)


def _between(sums: Cells, each: Floats) -> Floats:
    """Each resample's mean over the scenarios drawn; shape (resamples,)."""
    design = sums.design
    known = np.flatnonzero(~np.isnan(each))
    units = design.weights.shape[1]
    num = np.bincount(design.units[known], each[known], minlength=units)
    den = np.bincount(design.units[known], minlength=units)
    drawn = design.weights @ den
    return np.divide(design.weights @ num, drawn, out=np.full(drawn.shape, np.nan), where=drawn > 0)


def _trials(arm: Arm) -> pl.DataFrame:
    passed = decided(arm).group_by("conv").agg(pl.col("followed").all().alias("passed"))
    return passed.join(arm.conversations, on="conv")
