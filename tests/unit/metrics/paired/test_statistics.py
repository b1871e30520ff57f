"""The statistics against other people's programs."""

import numpy as np
import polars as pl
import pytest
import scipy.stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower
from statsmodels.stats.proportion import proportion_effectsize

from driftsim.metrics.cells import Cells, cells
from driftsim.metrics.paired.contrast import Contrast, contrast
from driftsim.metrics.paired.effects import cohen_h, odds_ratio
from driftsim.metrics.paired.exchange import exchange
from driftsim.metrics.paired.holm import holm
from driftsim.metrics.paired.power import detectable, needed
from driftsim.metrics.resampling import design


def sums(num, den, *, seed=0, resamples=400) -> Cells:
    """One cell a cluster."""
    count = len(num)
    plan = design(np.arange(count), seed=seed, resamples=resamples)
    rows = pl.DataFrame({"cluster": np.arange(count), "num": num, "den": den})
    return cells(plan, rows, pl.col("num"), pl.col("den"))


def two(a, b, *, joined=True, **more) -> Contrast:
    return contrast(sums(*a, **more), sums(*b, **more), joined=joined)


def test_sign_flips_are_scipys_paired_permutations():
    rng = np.random.default_rng(5)
    one, other = rng.integers(0, 9, 10), rng.integers(1, 10, 10)
    den = np.full(10, 10)
    ours = exchange(np.zeros(10, int), np.zeros(10, int), joined=True, seed=0)
    theirs = scipy.stats.permutation_test(
        (other / 10, one / 10), lambda x, y, axis: np.mean(x - y, axis=axis), permutation_type="samples",
        vectorized=True, n_resamples=np.inf,
    )  # fmt: skip
    assert ours.exact
    assert ours.p(two((one, den), (other, den)))[0] == pytest.approx(theirs.pvalue)


def test_shuffles_are_scipys_independent_permutations():
    one, other = np.array([1, 4, 2, 3, 0]), np.array([5, 3, 6, 4, 7, 5])
    found = two((one, np.full(5, 8)), (other, np.full(6, 8)), joined=False)
    ours = exchange(np.zeros(5, int), np.zeros(6, int), joined=False, seed=1).p(found)[0]
    theirs = scipy.stats.permutation_test(
        (other / 8, one / 8), lambda x, y, axis: abs(np.mean(x, axis=axis) - np.mean(y, axis=axis)),
        alternative="greater", permutation_type="independent", vectorized=True, n_resamples=np.inf,
    )  # fmt: skip
    assert ours == pytest.approx(theirs.pvalue, abs=0.005)


def test_shuffles_stay_in_their_blocks():
    blocks = np.array([0, 0, 1]), np.array([0, 1, 1])
    moved = exchange(*blocks, joined=False, seed=0).moved
    of_first = moved[:, [0, 1, 3]].sum(axis=1)
    assert set(of_first) == {1}
    assert {tuple(row) for row in moved[:, [2, 4, 5]]} == {
        (True, True, False),
        (True, False, True),
        (False, True, True),
    }


def test_random_flips_come_near_the_exact_ones():
    rng = np.random.default_rng(2)
    one, other, den = rng.integers(0, 9, 13), rng.integers(1, 10, 13), rng.integers(9, 15, 13)
    found = two((one, den), (other, den))
    zeros = np.zeros(13, int)
    exact = exchange(zeros, zeros, joined=True, seed=0)
    padded = two(
        (np.append(one, [0] * 9), np.append(den, [5] * 9)),
        (np.append(other, [0] * 9), np.append(den, [5] * 9)),
    )
    drawn = exchange(np.zeros(22, int), np.zeros(22, int), joined=True, seed=0)
    assert (exact.exact, drawn.exact) == (True, False)
    assert drawn.p(padded)[0] == pytest.approx(exact.p(found)[0], abs=0.02)


def test_a_side_without_anything_has_no_p():
    empty = np.zeros(4)
    found = two((empty, empty), (np.ones(4), np.ones(4)))
    assert np.isnan(exchange(np.zeros(4, int), np.zeros(4, int), joined=True, seed=0).p(found))[0]


def test_the_smallest_p_of_few_pairs():
    ways = [exchange(np.zeros(k, int), np.zeros(k, int), joined=True, seed=0) for k in (1, 3, 5, 6)]
    assert [each.smallest for each in ways] == [1.0, 0.25, 0.0625, 0.03125]
    shuffled = exchange(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 1]), joined=False, seed=0)
    assert shuffled.smallest == 1 / 36
    many = exchange(np.zeros(40, int), np.zeros(40, int), joined=False, seed=0)
    assert many.smallest == 1 / 10_000
    for joined in (True, False):
        assert (
            exchange(np.zeros(1200, int), np.zeros(1200, int), joined=joined, seed=0).smallest == 1 / 10_000
        )


def test_holm_is_statsmodels():
    p = [0.012, 0.2, 0.001, 0.04, 0.03]
    theirs = multipletests(p, method="holm")[1]
    assert [*holm(dict(enumerate(map(float, p)))).values()] == pytest.approx(theirs)


def test_what_was_not_tested_counts_for_nothing():
    assert holm({"a": 0.03, "b": None}) == {"a": 0.03, "b": None}


def test_effect_sizes_are_theirs():
    p, q = 0.62, 0.8
    assert cohen_h(np.array([p]), np.array([q]))[0] == pytest.approx(proportion_effectsize(q, p))
    table = [[40, 10], [31, 19]]
    theirs = scipy.stats.contingency.odds_ratio(table, kind="sample").statistic
    assert odds_ratio(np.array([0.62]), np.array([0.8]))[0] == pytest.approx(theirs)


@pytest.mark.parametrize("count", [10, 24, 200])
def test_the_detectable_effect_has_the_power_of_a_t_test(count):
    spread = 0.2
    least = detectable(spread / np.sqrt(count), count - 1)
    power = TTestPower().power(least / spread, count, 0.05)
    assert power == pytest.approx(0.8, abs=0.01)


def test_what_is_needed_makes_the_difference_detectable():
    error, units, difference = 0.03, 40, 0.02
    many = needed(error, units, units - 1, difference)
    assert detectable(error * np.sqrt(units / many), many - 1) <= difference
    assert detectable(error * np.sqrt(units / (many - 2)), many - 3) > difference


def test_equal_sides_differ_by_nought_but_not_surely():
    held, den = np.array([3, 4, 2, 5] * 6), np.full(24, 5)
    low, high = (end[0] for end in two((held, den), (held, den)).interval())
    assert (low, high) == (pytest.approx(-0.138, abs=1e-3), pytest.approx(0.138, abs=1e-3))  # 3.84 / 27.84


def test_shared_draws_take_out_what_clusters_share():
    rng = np.random.default_rng(0)
    one = rng.binomial(20, 0.1 + 0.7 * rng.random(30))
    other, den = one + rng.integers(0, 3, 30), np.full(30, 22)
    low, high = (end[0] for end in two((one, den), (other, den)).interval())
    apart = contrast(sums(one, den), sums(other, den, seed=9), joined=False)
    low_apart, high_apart = (end[0] for end in apart.interval())
    assert 0 < low < high < 0.09
    assert low_apart < 0
    assert high_apart - low_apart > 4 * (high - low)


def nulls(runs, clusters, shift=0.0, seed=0):
    """p-values of pairs of arms whose clusters share how hard they are."""
    rng = np.random.default_rng(seed)
    test = exchange(np.zeros(clusters, int), np.zeros(clusters, int), joined=True, seed=0)
    den = np.full(clusters, 30)
    for _ in range(runs):
        chance = rng.beta(6, 3, clusters)
        one, other = rng.binomial(30, chance), rng.binomial(30, np.clip(chance + shift, 0, 1))
        found = two((one, den), (other, den), resamples=60)
        yield float(test.p(found)[0]), float(found.error()[0])


def test_under_the_null_five_of_a_hundred_are_called_different():
    false = sum(p <= 0.05 for p, _ in nulls(500, 11))
    assert 9 <= false <= 42  # 5 % of 500: outside in 1 of 5,000 by chance


def test_the_detectable_effect_is_found_eight_times_of_ten():
    errors = [error for _, error in nulls(60, 12)]
    least = detectable(float(np.mean(errors)), 11)
    found = sum(p <= 0.05 for p, _ in nulls(150, 12, shift=least, seed=1))
    assert 0.65 <= found / 150 <= 0.92
