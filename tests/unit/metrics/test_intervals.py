"""Intervals: against scipy, and whether they cover."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import binomtest, norm, t

from driftsim.metrics import measure
from driftsim.metrics.cells import cells
from driftsim.metrics.estimate import rate, ratio
from driftsim.metrics.intervals import percentiles, tail, wilson
from driftsim.metrics.jackknife import jackknife
from driftsim.metrics.resampling import MOST_UNITS, Design, design
from tests.unit.metrics.build import Talk, run


@pytest.mark.parametrize(("successes", "n"), [(0, 1), (0, 10), (3, 10), (10, 10), (700, 1000)])
def test_wilson_is_scipys(successes: int, n: int) -> None:
    expected = binomtest(successes, n).proportion_ci(method="wilson")
    low, high = wilson(np.array([successes / n]), np.array([n]))
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high))


def test_the_tail_is_hesterbergs() -> None:
    for n in (3, 8, 30):
        expected = norm.cdf(np.sqrt(n / (n - 1)) * t.ppf(0.025, n - 1))
        assert tail(np.array([n]), np.array([n - 1]))[0] == pytest.approx(expected)


def test_percentiles_are_numpys_and_leave_nan_out() -> None:
    values = np.random.default_rng(0).normal(size=(101, 3))
    values[:40, 1] = np.nan
    low, high = percentiles(values, np.array([0.025, 0.1, 0.0]))
    for column, cut in enumerate((0.025, 0.1, 0.0)):
        ends = np.nanquantile(values[:, column], [cut, 1 - cut])
        assert (low[column], high[column]) == pytest.approx(tuple(ends))


def test_at_the_ends_n_is_the_clusters_not_the_checks() -> None:
    talks = [Talk({"a": "+" * 50}, id=f"{i}.{j}", scenario=str(i)) for i in range(25) for j in range(4)]
    expected = binomtest(25, 25).proportion_ci(method="wilson")
    assert measure(run(*talks))["csr"]["low"] == pytest.approx(expected.low)


def test_quantities_above_one_are_stretched() -> None:
    found = measure(run(*[Talk({"a": "++++"}, id=str(i)) for i in range(25)]))["edr_len"]
    expected = binomtest(25, 25).proportion_ci(method="wilson")
    assert (found["value"], found["low"], found["high"]) == (4, pytest.approx(4 * expected.low), 4)


def test_weights_draw_as_many_as_there_are_within_each_stratum() -> None:
    plan = design(np.array([0, 0, 0, 1, 1]), seed=0, resamples=100)
    assert plan.within
    assert (plan.weights[:, :3].sum(axis=1) == 3).all()
    assert (plan.weights[:, 3:].sum(axis=1) == 2).all()


def test_very_many_clusters_are_drawn_in_groups() -> None:
    plan = design(np.arange(10 * MOST_UNITS), seed=0, resamples=50)
    assert plan.weights.shape == (50, MOST_UNITS)
    assert set(np.bincount(plan.units)) == {10}


def covered(seed: int, *, clusters: int, each: int) -> bool:
    """Whether csr's interval holds the truth, for clusters that differ."""
    rng = np.random.default_rng(seed)
    held = rng.random((clusters, each)) < rng.beta(4, 2, size=(clusters, 1))
    rows = pl.DataFrame({"cluster": np.repeat(np.arange(clusters), each), "held": held.ravel()})
    found = rate(cells(design(np.arange(clusters), seed=seed, resamples=400), rows, pl.col("held")))
    return bool(found["low"] <= 2 / 3 <= found["high"])


@pytest.mark.parametrize(("clusters", "least"), [(6, 0.88), (25, 0.92), (60, 0.92)])
def test_the_interval_covers_the_truth_where_checks_of_a_cluster_are_alike(
    clusters: int, least: float
) -> None:
    share = np.mean([covered(seed, clusters=clusters, each=30) for seed in range(400)])
    assert least <= share <= 0.985


def test_an_interval_that_takes_checks_for_independent_would_not_cover() -> None:
    def too_short(seed: int) -> bool:
        rng = np.random.default_rng(seed)
        held = rng.random((25, 30)) < rng.beta(4, 2, size=(25, 1))
        ends = binomtest(int(held.sum()), held.size).proportion_ci(method="wilson")
        return bool(ends.low <= 2 / 3 <= ends.high)

    assert np.mean([too_short(seed) for seed in range(200)]) < 0.85


def few(seed: int, clusters: int = 5) -> tuple[pl.DataFrame, Design]:
    rng = np.random.default_rng(seed)
    held = rng.random((clusters, 12)) < rng.beta(5, 1.2, size=(clusters, 1))
    rows = pl.DataFrame({"cluster": np.repeat(np.arange(clusters), 12), "held": held.ravel()})
    return rows, design(np.arange(clusters), seed=seed, resamples=400)


def test_the_jackknife_by_hand() -> None:
    shares = np.array([0.9, 0.7, 0.8, 0.6])  # of ten checks each: leaving one out moves the mean by a third
    rows = pl.DataFrame({"cluster": range(4), "held": 10 * shares, "n": [10.0] * 4})
    sums = cells(design(np.arange(4), seed=0, resamples=10), rows, pl.col("held"), pl.col("n"))
    low, high = jackknife(sums, ratio, np.array([0.75]))
    error = shares.std(ddof=1) / 2
    for end, side in ((low[0], -1), (high[0], 1)):
        reach = np.log(end / (1 - end)) - np.log(3)
        assert reach == pytest.approx(side * t.ppf(0.975, 3) * error / (0.75 * 0.25))


def test_within_strata_each_counts_its_own_clusters() -> None:
    shares = np.array([0.9, 0.7, 0.4, 0.6])
    rows = pl.DataFrame({"cluster": range(4), "held": 10 * shares, "n": [10.0] * 4})
    sums = cells(design(np.array([0, 0, 1, 1]), seed=0, resamples=10), rows, pl.col("held"), pl.col("n"))
    low, _ = jackknife(sums, ratio, np.array([0.65]))
    moved = (shares - 0.65) / 3
    error = np.sqrt((moved**2).sum() / 2)
    reach = np.log(0.65 / 0.35) - np.log(low[0] / (1 - low[0]))
    assert reach == pytest.approx(t.ppf(0.975, 2) * error / (0.65 * 0.35))


def test_at_an_end_or_where_nothing_varies_there_is_none() -> None:
    for shares in ([1.0] * 4, [0.0] * 4, [0.5] * 4, [0.5]):
        rows = pl.DataFrame({"cluster": range(len(shares)), "held": shares})
        sums = cells(design(np.arange(len(shares)), seed=0, resamples=5), rows, pl.col("held"))
        assert np.isnan(jackknife(sums, ratio, np.array([np.mean(shares)]))).all()


def test_five_clusters_cover_where_percentiles_alone_do_not() -> None:
    truth, wide, narrow = 5 / 6.2, [], []
    for seed in range(300):
        rows, plan = few(seed)
        sums = cells(plan, rows, pl.col("held"))
        found = rate(sums)
        wide.append(found["low"] <= truth <= found["high"])
        low, high = percentiles(ratio(*sums.drawn()), tail(np.array([5]), np.array([4])))
        narrow.append(low[0] <= truth <= high[0])
    assert np.mean(narrow) < 0.89
    assert np.mean(wide) > 0.92
