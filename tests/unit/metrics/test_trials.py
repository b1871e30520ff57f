"""Good and bad trials: against numpy's percentiles, and by hand."""

import numpy as np
import pytest

from driftsim.metrics import measure
from driftsim.metrics.trials import percentile
from tests.unit.metrics.build import Talk, run


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_percentiles_are_numpys_on_every_resample(share: float) -> None:
    rng = np.random.default_rng(0)
    scores = np.sort(rng.random(7))
    drawn = rng.integers(0, 7, size=(50, 7))
    counts = np.stack([np.bincount(row, minlength=7) for row in drawn]).astype(float)
    expected = [np.percentile(scores[row], 100 * share) for row in drawn]
    assert percentile(scores, counts, share) == pytest.approx(expected)


def trials(*scores: str, scenario: str = "s") -> list[Talk]:
    return [
        Talk({"a": each}, id=f"{scenario}{i}", scenario=scenario, trial=i) for i, each in enumerate(scores)
    ]


def test_one_scenario_by_hand() -> None:
    found = measure(run(*trials("++++", "++--", "----", "+++-", "+---")), resamples=200)
    assert found["trial_score"]["value"] == pytest.approx(0.5)
    assert found["aptitude"]["value"] == pytest.approx(0.75 + 0.6 * 0.25)  # place 3.6 of 0, .25, .5, .75, 1
    assert found["unreliability"]["value"] == pytest.approx(0.9 - 0.1)
    assert found["aptitude"]["n"] == 1


def test_scenarios_weigh_alike_however_many_trials_they_have() -> None:
    many = trials("+", "+", "+", "+", "+", "-", scenario="p")
    found = measure(run(*many, *trials("-", "-", scenario="q")), resamples=100)
    assert found["trial_score"]["value"] == pytest.approx((5 / 6 + 0) / 2)
    assert found["unreliability"]["value"] == pytest.approx(
        np.diff(np.percentile([1, 1, 1, 1, 1, 0], [10, 90]))[0] / 2
    )
    assert found["trial_score"]["n"] == 2


def test_a_single_trial_tells_nothing_of_how_trials_differ() -> None:
    found = measure(run(*trials("+-"), *trials("+", "-", scenario="q")), resamples=100)
    assert found["aptitude"]["n"] == 1
    alone = measure(run(*trials("+-")), resamples=100)
    for key in ("trial_score", "aptitude", "unreliability"):
        assert alone[key] == {"value": None, "low": None, "high": None, "n": 0}


def test_errors_count_on_neither_side() -> None:
    found = measure(run(*trials("+?", "-?", "??")), resamples=100)
    assert (found["trial_score"]["value"], found["unreliability"]["value"]) == (0.5, pytest.approx(0.8))


@pytest.mark.parametrize("scenarios", [3, 25])
def test_intervals_hold_their_value_whether_scenarios_or_trials_are_drawn(scenarios: int) -> None:
    rng = np.random.default_rng(1)
    talks = [
        talk
        for s in range(scenarios)
        for talk in trials(*("".join(rng.choice(["+", "-"], 8)) for _ in range(4)), scenario=f"s{s:02}")
    ]
    found = measure(run(*talks))
    for key in ("trial_score", "aptitude", "unreliability"):
        assert found[key]["low"] < found[key]["value"] < found[key]["high"]
        assert found[key]["n"] == scenarios
