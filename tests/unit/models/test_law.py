from dataclasses import fields, replace
from math import exp

import pytest

from driftsim.models.law import FAMILIES, Profile, Situation, follow_probability, parameters, sigmoid

LAW = Profile(
    b_family=1.0,
    b_lexical=0.4,
    b_age=-0.2,
    b_load=-0.1,
    b_newest=0.7,
    b_negated=-0.5,
    b_revised=-0.3,
    b_recent=-0.05,
    b_cot=-0.6,
    rho=0.25,
)


def logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


@pytest.mark.parametrize(
    ("situation", "u", "inside", "kept"),
    [
        (Situation("format"), 0.0, 1.0, 1.0),
        (Situation("lexical"), 0.0, 0.4, 1.0),
        (Situation("format", age=3), 0.0, 1.0 - 0.6, 1.0),
        (Situation("format", in_force=4), 0.0, 1.0 - 0.3, 1.0),
        (Situation("format", newest=True), 0.0, 1.7, 1.0),
        (Situation("format", negated=True), 0.0, 0.5, 1.0),
        (Situation("format", revised=True), 0.0, 0.7, 1.0),
        (Situation("format", since_stated=4), 0.0, 0.8, 1.0),
        (Situation("format", reasoned=True), 0.0, 0.4, 1.0),
        (Situation("format", stuck=True), 0.0, 1.0, 0.75),
        (Situation("format"), -1.5, -0.5, 1.0),
        (Situation("lexical", 5, 3, True, True, False, 2, True, True), 0.2, -1.1, 0.75),
    ],
)
def test_the_formula(situation: Situation, u: float, inside: float, kept: float) -> None:
    assert follow_probability(LAW, situation, u) == pytest.approx(kept * logistic(inside), abs=1e-12)


def test_every_parameter_of_the_formula_moves_it() -> None:
    at = Situation("style", 3, 3, True, True, True, 2, True, True)
    before = follow_probability(LAW, at, 0.1)
    moving = {"b_style", "b_age", "b_load", "b_newest", "b_negated", "b_revised", "b_recent", "b_cot", "rho"}
    for name in (f.name for f in fields(Profile)):
        after = follow_probability(replace(LAW, **{name: 0.9}), at, 0.1)
        assert (after != before) is (name in moving or name == "b_family"), name


def test_a_family_without_an_intercept_of_its_own_has_the_common_one() -> None:
    own = Profile(b_family=0.3, **{f"b_{family}": 2.0 for family in FAMILIES[1:]})
    assert [own.intercept(family) for family in FAMILIES] == [0.3, *[2.0] * (len(FAMILIES) - 1)]


def test_the_sigmoid_overflows_nowhere() -> None:
    assert (sigmoid(-1e6), sigmoid(1e6)) == (pytest.approx(0.0, abs=1e-300), 1.0)
    assert sigmoid(-2.0) == pytest.approx(1 - sigmoid(2.0))


def test_every_parameter_says_what_it_means() -> None:
    assert set(parameters()) == {f.name for f in fields(Profile)}
    assert all(about["meaning"] and about["unit"] for about in parameters().values())
