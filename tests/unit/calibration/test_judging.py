"""How a judge agrees with people: figures worked out by hand, and intervals that hold what was put in."""

from typing import Any

import numpy as np
import pytest
from langchain_core.messages import AIMessage

from driftsim.calibration.judging import judged
from driftsim.calibration.kappa import kappa, share
from driftsim.constraints.questions import Question
from driftsim.judge import Judge
from driftsim.judge.labels import Label
from tests.unit.judge.fake import fake

Cells = dict[tuple[bool, bool], int]


def cells(both: int, first: int, second: int, neither: int) -> Cells:
    return {(True, True): both, (True, False): first, (False, True): second, (False, False): neither}


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        (cells(20, 5, 10, 15), 0.4),  # p_o = .7, p_e = .5·.6 + .5·.4 = .5
        (cells(10, 0, 0, 10), 1.0),
        (cells(0, 10, 10, 0), -1.0),
        (cells(25, 25, 25, 25), 0.0),
    ],
)
def test_kappa(counts: Cells, value: float) -> None:
    found = kappa(counts)
    assert found["value"] == pytest.approx(value)
    assert found["low"] <= found["value"] <= found["high"]
    assert found["high"] > found["low"]
    assert found == kappa(counts)


@pytest.mark.parametrize("counts", [{}, cells(9, 0, 0, 0), cells(0, 0, 0, 4)])
def test_kappa_is_undefined_where_only_one_thing_is_ever_said(counts: Cells) -> None:
    assert kappa(counts)["value"] is None
    assert kappa(counts)["n"] == sum(counts.values())


def test_of_even_raters_kappas_interval_is_that_of_their_agreement() -> None:
    # both say yes as often as no: kappa = 2 · agreement − 1, and Wilson's interval of 80 in 100 is known
    found, agreed = kappa(cells(40, 10, 10, 40)), share(80, 100)
    assert found["value"] == pytest.approx(0.6)
    assert found["low"] == pytest.approx(2 * agreed["low"] - 1, abs=0.02)
    assert found["high"] == pytest.approx(2 * agreed["high"] - 1, abs=0.02)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    chance, truth, hits = np.random.default_rng(3), np.array([0.5, 0.1, 0.05, 0.35]), 0
    marginals = (truth[0] + truth[1], truth[0] + truth[2])
    by_chance = marginals[0] * marginals[1] + (1 - marginals[0]) * (1 - marginals[1])
    true = (truth[0] + truth[3] - by_chance) / (1 - by_chance)
    for drawn in chance.multinomial(40, truth, size=300):
        found = kappa(cells(*map(int, drawn)))
        hits += found["low"] <= true <= found["high"]
    assert 0.92 <= hits / 300 <= 0.985


def test_shares() -> None:
    assert share(3, 4) == pytest.approx({"value": 0.75, "low": 0.300642, "high": 0.954413, "n": 4}, abs=1e-5)
    assert share(0, 9)["high"] > 0.2
    assert share(0, 0)["low"] is None


def says(word: str) -> Any:
    def answer(shown: str) -> AIMessage:
        if "unreadable" in shown:
            return AIMessage("Hm.")
        held = "false" if word in shown else "true"
        return AIMessage(f'{{"reason": "so", "held": {held}, "quote": ""}}')

    return answer


LABELS = [
    Label(line, Question("It is polite.", reply), held=held)
    for line, (reply, held) in enumerate(
        [
            ("please", True),
            ("oh please", True),
            ("lol please", True),
            ("lol", False),
            ("go", False),
            ("unreadable", True),
        ],
        start=1,
    )
]


def test_a_judge_against_labels() -> None:
    steps: list[int] = []
    found = judged(Judge(fake(says("lol"))), LABELS, step=lambda: steps.append(1)).as_written()
    assert len(steps) == 6
    assert (found["labels"], found["undecided"]) == (6, 1)
    assert found["cells"] == {"held_held": 2, "held_violated": 1, "violated_held": 1, "violated_violated": 1}
    assert (found["agreement"]["value"], found["agreement"]["n"]) == (0.6, 5)
    assert (found["false_violation"]["value"], found["false_violation"]["n"]) == (pytest.approx(1 / 3), 3)
    assert (found["false_pass"]["value"], found["false_pass"]["n"]) == (0.5, 2)
    assert found["kappa"]["value"] == pytest.approx((0.6 - 0.52) / 0.48)
    assert [(each["line"], each["held"], each["judged"]) for each in found["disagreements"]] == [
        (3, True, False),
        (5, False, True),
        (6, True, None),
    ]


def test_the_judge_is_not_told_the_label() -> None:
    shown: list[str] = []

    def listen(text: str) -> str:
        shown.append(text)
        return '{"held": true}'

    for held in (True, False):
        judged(Judge(fake(listen)), [Label(1, Question("It is polite.", "Yes."), held=held)])
    assert shown[0] == shown[1]
