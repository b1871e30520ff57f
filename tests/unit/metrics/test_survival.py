"""How long constraints stay followed: by hand and against lifelines."""

import numpy as np
import pytest
from lifelines import KaplanMeierFitter

from driftsim.metrics import measure
from tests.unit.metrics.build import Talk, run
from tests.unit.metrics.test_rates import counts, values


def test_spells_leave_after_their_last_age_and_events_come_first() -> None:
    found = measure(run(Talk({"a": "++-+", "b": "++", "c": "-"})))
    assert counts(found["survival"]) == [3, 2, 1]
    assert values(found["survival"]) == [pytest.approx(2 / 3), pytest.approx(2 / 3), 0.0]
    assert values(found["hazard_by_age"]) == [pytest.approx(1 / 3), 0.0, 1.0]


def test_an_error_ends_the_risk_without_an_event() -> None:
    found = measure(run(Talk({"a": "+?-", "b": "+++"})))
    assert counts(found["survival"]) == [2, 1, 1]
    assert values(found["survival"]) == [1.0, 1.0, 1.0]


def test_a_readded_and_a_revised_constraint_start_again_at_age_zero() -> None:
    found = measure(run(Talk({"a": "+-.++", "b": "++--"}, revise={"b": [3]})))
    # spells: a "+-", a "++", b "++", b "--"
    assert counts(found["survival"]) == [4, 3]
    assert values(found["survival"]) == [0.75, 0.5]


def test_after_uptake_counts_from_the_first_followed_turn() -> None:
    found = measure(run(Talk({"a": "--++-", "b": "+++", "c": "---"})))
    assert [point["x"] for point in found["survival_after_uptake"]] == [1, 2]
    assert counts(found["survival_after_uptake"]) == [2, 2]
    assert values(found["survival_after_uptake"]) == [1.0, 0.5]
    assert (found["half_life"]["value"], found["half_life"]["n"]) == (2, 2)


def test_errors_before_uptake_do_not_matter() -> None:
    assert counts(measure(run(Talk({"a": "?-++"})))["survival_after_uptake"]) == [1]


def test_a_half_life_that_is_not_reached_is_null() -> None:
    found = measure(run(Talk({"a": "++++"})))["half_life"]
    assert (found["value"], found["high"], found["n"]) == (None, None, 1)


def test_survival_is_what_lifelines_computes() -> None:
    rng = np.random.default_rng(3)
    lines = ["".join(rng.choice(list("+++-"), size=rng.integers(1, 12))) for _ in range(300)]
    found = measure(run(*[Talk({"a": line}, id=f"c{i}") for i, line in enumerate(lines)]), resamples=20)
    events = [line.find("-") for line in lines]
    ages = [event if event >= 0 else len(line) - 1 for line, event in zip(lines, events, strict=True)]
    # lifelines takes time 0 for an entry: shift by one
    oracle = KaplanMeierFitter().fit([age + 1 for age in ages], [event >= 0 for event in events])
    expected = [
        float(oracle.survival_function_at_times(point["x"] + 1).iloc[0]) for point in found["survival"]
    ]
    assert values(found["survival"]) == pytest.approx(expected)
    at_risk = oracle.event_table["at_risk"]
    assert counts(found["survival"]) == [int(at_risk.loc[point["x"] + 1]) for point in found["survival"]]


def test_the_cohort_keeps_the_spells_that_reach_the_last_age() -> None:
    found = measure(run(Talk({"a": "+-", "b": "--", "c": "+", "d": "-"})))["csr_by_age_cohort"]
    assert counts(found) == [2, 2]
    assert values(found) == [0.5, 0.0]
