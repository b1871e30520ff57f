"""pass^k, by hand and against its combinatorial meaning."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import polars as pl
import pytest
from scipy.stats import binomtest

from driftsim.metrics import measure
from driftsim.metrics.pass_hat import chances
from tests.unit.metrics.build import Talk, run


def trials(scenario: str, outcomes: str) -> list[Talk]:
    return [
        Talk({"a": sign}, id=f"{scenario}.t{trial}", scenario=scenario, trial=trial)
        for trial, sign in enumerate(outcomes)
    ]


def test_it_averages_over_scenarios_and_counts_those_with_too_few_trials() -> None:
    found = measure(run(*trials("x", "++-"), *trials("y", "+-")))["pass_hat"]
    assert [found[k]["value"] for k in ("1", "2", "3")] == [
        pytest.approx((2 / 3 + 1 / 2) / 2),
        pytest.approx(1 / 6),
        0.0,
    ]
    assert [(rate["n"], rate["left_out"]) for rate in found.values()] == [(2, 0), (2, 0), (1, 1)]


def test_an_undecided_trial_is_no_trial() -> None:
    found = measure(run(*trials("x", "+?")))["pass_hat"]
    assert list(found) == ["1"]


@pytest.mark.parametrize(("passed", "n"), [(0, 3), (2, 4), (5, 5)])
def test_it_is_the_share_of_groups_of_trials_that_all_passed(passed: int, n: int) -> None:
    outcomes = [True] * passed + [False] * (n - passed)
    for k, found in enumerate(chances(np.array([float(passed)]), np.array([float(n)]), n), start=1):
        groups = list(combinations(outcomes, k))
        assert found[0] == pytest.approx(sum(map(all, groups)) / len(groups))


def test_with_one_trial_a_scenario_it_is_wilson_over_scenarios() -> None:
    found = measure(run(*[talk for i in range(24) for talk in trials(f"s{i:02}", "+" if i % 4 else "-")]))
    wilson = binomtest(18, 24).proportion_ci(method="wilson")
    assert (found["pass_hat"]["1"]["low"], found["pass_hat"]["1"]["high"]) == pytest.approx(
        (wilson.low, wilson.high)
    )


def test_at_the_ends_n_is_the_separate_groups_of_k_trials() -> None:
    found = measure(run(*trials("x", "+++++"), *trials("y", "+++++")))["pass_hat"]
    for k, groups in ((1, 10), (2, 4), (5, 2)):
        wilson = binomtest(groups, groups).proportion_ci(method="wilson")
        assert found[str(k)]["low"] == pytest.approx(wilson.low)


def test_with_tasks_a_trial_must_answer_them_too() -> None:
    talks = [
        Talk({"a": line}, id=f"{i}", scenario="p", trial=i) for i, line in enumerate(("++", "++", "+-", "++"))
    ]
    tables = run(*talks)
    answered = pl.Series([True, None, True, False, True, True, None, None], dtype=pl.Boolean)
    asked = replace(tables, turns=tables.turns.with_columns(answered=answered))
    found = measure(asked, resamples=20)
    assert [found["pass_hat"][k]["value"] for k in "12"] == pytest.approx([3 / 4, 3 / 6])
    assert [found["pass_hat_with_tasks"][k]["value"] for k in "12"] == pytest.approx([2 / 4, 1 / 6])
    assert measure(tables, resamples=20)["pass_hat_with_tasks"] == {}
