from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from driftsim.calibration import ways
from driftsim.calibration.families import FAMILIES
from driftsim.calibration.simulate import converse
from driftsim.calibration.truth import expected, quadrature
from driftsim.calibration.ways import Ways
from driftsim.errors import InputError
from driftsim.models.law import Profile, sigmoid
from driftsim.scenario.graph import Scenario
from driftsim.scenario.load import scenario_from

SHORT = {"short": {"check": "length.words", "at_most": 40}}
PLAIN = {"plain": {"check": "format.no_comma"}}


def scenario(turns: dict[str, Any], constraints: dict[str, Any] = SHORT) -> Scenario:
    return scenario_from({"id": "s", "constraints": constraints, "turns": turns}, where=("s",))


def row(number: int, **last: Any) -> Scenario:
    turns: dict[str, Any] = {f"t{t}": {"say": "Go on.", "next": f"t{t + 1}"} for t in range(1, number)}
    turns[f"t{number}"] = {"say": "Done?", **last}
    turns["t1"]["add"] = ["short"]
    return scenario(turns)


def curve(profile: Profile, *scenarios: Scenario) -> list[float]:
    return list(expected(profile, scenarios).curve().values())


def test_without_chance_between_conversations_it_is_the_formula() -> None:
    law = Profile(b_family=1.0, b_age=-0.3, b_recent=-0.1)
    assert curve(law, row(4)) == pytest.approx([sigmoid(1.0 - 0.4 * age) for age in range(4)], abs=1e-12)


def test_stickiness_by_hand() -> None:
    law = Profile(b_family=0.5, rho=0.4)
    p = sigmoid(0.5)
    stuck = 1 - p
    second = (1 - stuck) * p + stuck * 0.6 * p
    still = stuck + (1 - stuck) * (1 - p)
    third = (1 - still) * p + still * 0.6 * p
    assert curve(law, row(3)) == pytest.approx([p, second, third], abs=1e-12)


def test_saying_it_again_clears_what_stuck() -> None:
    law = Profile(b_family=0.5, rho=0.4)
    assert curve(law, row(2, restate=["short"])) == pytest.approx([sigmoid(0.5)] * 2, abs=1e-12)


@pytest.mark.parametrize("sigma", [0.3, 1.0, 2.5])
def test_the_mean_over_conversations_is_the_integral(sigma: float) -> None:
    law = Profile(b_family=0.8, b_age=-0.5, sigma_u=sigma, rho=0.3)

    def second(u: float) -> float:
        p, q = sigmoid(0.8 + u), sigmoid(0.3 + u)
        return float(norm.pdf(u, scale=sigma) * (p * q + (1 - p) * 0.7 * q))

    first = quad(lambda u: norm.pdf(u, scale=sigma) * sigmoid(0.8 + u), -40, 40, points=[0])[0]
    assert curve(law, row(2)) == pytest.approx([first, quad(second, -40, 40, points=[0])[0]], abs=1e-7)


def test_the_quadrature_is_a_distribution() -> None:
    for sigma in (0.0, 0.5, 3.0):
        u, weights = quadrature(sigma)
        assert weights.sum() == pytest.approx(1)
        assert weights @ u**2 == pytest.approx(sigma**2)


def test_a_guard_leads_where_the_law_says() -> None:
    turns = {
        "ask": {
            "say": "Ask.",
            "add": ["short"],
            "next": [{"to": "again", "when": "violated(short)"}, {"to": "end"}],
        },
        "again": {"say": "Again.", "restate": ["short"], "next": "end"},
        "end": {"say": "End."},
    }
    law = Profile(b_family=1.0, b_age=-0.2, b_recent=-0.5, sigma_u=0.0)
    found = expected(law, [scenario(turns)])
    p = sigmoid(1.0)
    again, straight = sigmoid(1.0 - 0.2), sigmoid(1.0 - 0.2 - 0.5)
    after = sigmoid(1.0 - 0.4 - 0.5)
    assert found.checks == pytest.approx({0: 1.0, 1: 1.0, 2: 1 - p})
    assert found.held == pytest.approx({0: p, 1: (1 - p) * again + p * straight, 2: (1 - p) * after})


def test_edges_with_weights_are_taken_by_their_share() -> None:
    turns = {
        "ask": {
            "say": "Ask.",
            "add": ["short"],
            "next": [{"to": "more", "weight": 1}, {"to": "end", "weight": 3}],
        },
        "more": {"say": "More.", "next": "end"},
        "end": {"say": "End."},
    }
    assert expected(Profile(), [scenario(turns)]).checks == pytest.approx({0: 1.0, 1: 1.0, 2: 0.25})


def test_a_task_is_answered_by_skill() -> None:
    turns = {
        "ask": {
            "say": "What is 6 times 7?",
            "task": {"answer": 42},
            "add": ["short"],
            "next": [{"to": "more", "when": "wrong"}, {"to": "end"}],
        },
        "more": {"say": "More.", "next": "end"},
        "end": {"say": "End."},
    }
    found = expected(Profile(skill=0.3), [scenario(turns)])
    assert found.checks == pytest.approx({0: 1.0, 1: 1.0, 2: 0.7})


def test_what_the_law_does_not_tell_is_refused() -> None:
    turns = {
        "ask": {"say": "Ask.", "next": [{"to": "end", "when": 'mentions("tea")'}, {"to": "other"}]},
        "end": {"say": "End."},
        "other": {"say": "Other."},
    }
    with pytest.raises(InputError, match=r"s, node 'ask': the guard mentions\(\"tea\"\)"):
        expected(Profile(), [scenario(turns)])


def test_too_many_ways_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "MOST", 3)
    many = {**SHORT, **PLAIN}
    turns = {"a": {"say": "A.", "add": [*many], "next": "b"}, "b": {"say": "B."}}
    with pytest.raises(InputError, match="more than 3 ways"):
        expected(Profile(rho=0.2), [scenario(turns, many)])
    assert expected(Profile(), [scenario(turns, many)]).checks == {0: 2.0, 1: 2.0}


def test_the_families_are_pooled() -> None:
    law = Profile(b_family=1.0, b_age=-1.0)
    pooled = expected(law, [row(1), row(3)])
    assert pooled.checks == {0: 2.0, 1: 1.0, 2: 1.0}
    assert pooled.scenarios == {0: 2, 1: 1, 2: 1}


@pytest.mark.parametrize("name", ["plain", "guarded"])
def test_many_conversations_come_to_the_truth(name: str) -> None:
    """Within four standard errors at every age, for a law in which everything plays a part."""
    law = Profile(b_family=1.5, b_age=-0.1, b_load=-0.1, b_newest=0.3, b_revised=-0.4, b_recent=-0.1, rho=0.4)
    law = Profile(**{**law.as_written(), "sigma_u": 0.9})
    chosen = FAMILIES[name]()[3]
    followed = Ways(law, chosen)
    trials = 2000
    sums: dict[int, list[np.ndarray]] = {}
    for trial in range(trials):
        counted = np.zeros((40, 2))
        for turn in converse(law, chosen, followed, seed=1, trial=trial):
            for decision in turn.decided.decisions:
                counted[decision.entry.age(turn.turn)] += (decision.follows, 1)
        for age in range(40):
            sums.setdefault(age, []).append(counted[age])
    true = expected(law, [chosen])
    for age, value in true.curve().items():
        counts = np.array(sums[age])
        share = counts[:, 0].sum() / counts[:, 1].sum()
        off = counts[:, 0] - value * counts[:, 1]
        error = sqrt((off**2).sum()) / counts[:, 1].sum()
        assert abs(share - value) < 4 * error, age
        assert counts[:, 1].mean() == pytest.approx(true.checks[age], abs=0.08)
