"""The truth of every headline metric: by hand, against another way to it, and against very many draws."""

from dataclasses import replace

import numpy as np
import pytest

from driftsim.calibration.chain import Chain
from driftsim.calibration.exact import Sums, expected_sums, together
from driftsim.calibration.families import guarded, plain, pool
from driftsim.calibration.headline import estimates, truths
from driftsim.calibration.simulate import ARM, Simulator
from driftsim.calibration.study import LAW, Population, Size, Tally, study
from driftsim.calibration.truth import expected
from driftsim.errors import InputError
from driftsim.metrics.arm import arm
from driftsim.models.law import Profile
from driftsim.scenario.load import scenario_from


def half(turns: int, *, said: tuple[int, ...] = ()) -> Chain:
    """A spell that is followed half of the time, and a quarter of it after a violation."""
    free = [np.array([0.5])] * turns
    return Chain(0.5, list(range(1, turns + 1)), free, [t in (0, *said) for t in range(turns)])


def test_a_chain_by_hand() -> None:
    chain = half(3)
    assert [float(sum(parts)[0]) for parts in chain.held()] == pytest.approx([0.5, 0.375, 0.3125])
    assert [float(each[0]) for each in chain.unbroken()] == pytest.approx([1, 0.5, 0.25])
    assert float(chain.lost(0, chain.held()[0])[0]) == pytest.approx(0.25)
    assert float(chain.never_again(0)[0]) == pytest.approx(0.75**2)
    by_x: dict[int, list[float]] = {}
    for x, risk, events in chain.after_uptake():
        sums = by_x.setdefault(x, [0.0, 0.0])
        sums[0] += float(risk[0])
        sums[1] += float(events[0])
    # followed at once (1/2), or after one violation (1/8), which is remembered
    assert by_x[0] == pytest.approx([0.5 + 0.125, 0.25 + 0.125 * 0.75])
    assert by_x[1] == pytest.approx([0.25, 0.125])


def test_being_said_again_clears_the_memory() -> None:
    held = [float(sum(parts)[0]) for parts in half(3, said=(1,)).held()]
    assert held == pytest.approx([0.5, 0.5, 0.375])
    assert float(half(3, said=(1,)).never_again(0)[0]) == pytest.approx(0.5 * 0.75)


def test_the_drift_curve_is_that_of_the_other_way_to_it() -> None:
    scenarios = plain()[:6]
    other = expected(LAW, scenarios).curve()
    found = together(expected_sums(LAW, each) for each in scenarios)
    assert [found.value("csr_by_age", age) for age in other] == pytest.approx(list(other.values()), abs=1e-9)


def test_a_path_that_depends_on_replies_has_no_such_truth() -> None:
    with pytest.raises(InputError, match="depends on the reply"):
        expected_sums(LAW, guarded()[0])


def test_a_conversation_by_hand() -> None:
    constraints = {"a": {"check": "format.no_comma"}, "b": {"check": "format.title"}}
    turns = {"one": {"say": "Hello.", "add": ["a"], "next": "two"}, "two": {"say": "And?", "add": ["b"]}}
    scenario = scenario_from({"id": "s", "constraints": constraints, "turns": turns}, where=("s",))
    found = truths(expected_sums(Profile(b_family=0.0, b_newest=np.log(3), rho=0.2), scenario))
    # a is followed with 3/4 when newest, then with 1/2, or 0.4 where its violation is remembered; b with 3/4
    later = 0.75 * 0.5 + 0.25 * 0.4
    assert found["csr"] == pytest.approx((0.75 + later + 0.75) / 3)
    assert found["isr"] == pytest.approx((0.75 + later * 0.75) / 2)
    assert found["ssr"] == pytest.approx((0.75 + 0.75 * 0.5 * 0.75) / 2)
    assert found["recency_index"] == pytest.approx(0.75 - later)
    assert found["ifr"] == pytest.approx(0.5)
    assert found["recovery"] == found["ecr"] == pytest.approx(0.4)
    assert found["conversation_survival_km@2"] == pytest.approx(0.75 * 0.5 * 0.75)
    assert found["half_life"] == 1
    assert np.isnan(found["task_accuracy"])


@pytest.mark.slow
def test_very_many_draws_come_to_the_same() -> None:
    scenarios = pool(12)
    law = replace(LAW, b_family=2.4)
    right = truths(together(expected_sums(law, each) for each in scenarios))
    tables = Simulator(law, scenarios).tables(seed=5, trials=600)
    found = estimates(arm(tables, ARM, seed=0, resamples=200))
    for name, truth in right.items():
        if name == "half_life":
            assert found[name]["value"] == truth
            continue
        half_width = (found[name]["high"] - found[name]["low"]) / 2
        assert abs(found[name]["value"] - truth) < 1.8 * half_width, name
        assert half_width < 0.03, name


def test_a_few_runs_of_each_size_hold_most_truths() -> None:
    population = Population(scenarios=pool(25))
    steps: list[int] = []
    for size, least in ((Size(5, 2), 0.8), (Size(20, 1), 0.8)):
        tallies = study(population, size, runs=4, step=lambda: steps.append(1))
        assert set(tallies) == set(population.truths)
        held = sum(tally.held for tally in tallies.values())
        assert held >= least * sum(tally.runs for tally in tallies.values())
    assert len(steps) == 8


def test_another_law_is_not_held() -> None:
    """The control: the intervals of a model that drifts faster do not hold this law's truth."""
    population = Population(scenarios=pool(25))
    faster = Population(replace(LAW, b_age=-0.4), population.scenarios)
    faster.truths = population.truths
    tallies = study(faster, Size(25, 4), runs=2)
    assert [name for name in ("csr", "isr", "half_life", "csr_by_age@8") if tallies[name].held] == []


def test_a_tally_counts_what_lies_above_and_below() -> None:
    tally = Tally()
    for low, high in ((0.1, 0.3), (0.6, 0.7), (0.2, 0.9)):
        tally.take(0.5, {"value": (low + high) / 2, "low": low, "high": high, "n": 5})
    tally.take(0.5, {"value": None, "low": None, "high": None, "n": 0})
    assert (tally.runs, tally.held, tally.above, tally.below) == (3, 1, 1, 1)
    never = Tally()
    never.take(np.inf, {"value": np.inf, "low": 4, "high": np.inf, "n": 5})
    assert (never.held, never.widths, never.errors) == (1, [], [])


def test_nothing_expected_is_not_a_number() -> None:
    assert np.isnan(Sums().value("csr"))
    assert np.isnan(Sums().value("survival", 3))
    assert Sums().half_life() == np.inf
