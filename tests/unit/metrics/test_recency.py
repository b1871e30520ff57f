"""Newest against oldest at the same turns, by hand."""

import pytest

from driftsim.metrics import measure
from tests.unit.metrics.build import Talk, run


def test_the_newest_is_held_against_the_oldest() -> None:
    # turn 1 has one constraint only; then the differences are 1 − 0, 0 − 1, 1 − 1
    found = measure(run(Talk({"a": "+-++", "b": ".+-+"})), resamples=50)["recency_index"]
    assert (found["value"], found["n"]) == (0, 3)
    assert (found["newest"]["value"], found["oldest"]["value"]) == (pytest.approx(2 / 3),) * 2


def test_what_lies_between_does_not_count_and_equals_are_averaged() -> None:
    # a oldest, b and c between or newest together, d newest from turn 3 on
    talk = Talk({"a": "+--", "b": ".-+", "c": ".+-", "d": "..+"})
    found = measure(run(talk), resamples=50)["recency_index"]
    assert found["n"] == 2
    assert found["value"] == pytest.approx(((0.5 - 0) + (1 - 0)) / 2)


def test_a_revision_makes_a_constraint_new() -> None:
    found = measure(run(Talk({"a": "++-", "b": "+++"}, revise={"a": [3]})), resamples=50)["recency_index"]
    assert (found["value"], found["n"]) == (-1, 1)


def test_undecided_and_equal_ages_say_nothing() -> None:
    found = measure(run(Talk({"a": "+?", "b": ".+"}), Talk({"a": "++", "b": "--"}, id="y")), resamples=50)
    assert found["recency_index"]["n"] == 0
    assert found["recency_index"]["value"] is None


def test_its_interval_goes_from_minus_one_to_one_and_holds_zero_where_both_are_alike() -> None:
    talks = [
        Talk({"a": "+-+-", "b": ".+-+"} if i % 2 else {"a": "++--", "b": ".-+-"}, id=f"c{i}")
        for i in range(30)
    ]
    found = measure(run(*talks))["recency_index"]
    assert -1 <= found["low"] < found["value"] < found["high"] <= 1
    always = measure(run(*[Talk({"a": "--", "b": ".+"}, id=f"c{i}") for i in range(25)]))["recency_index"]
    assert (always["value"], always["high"]) == (1, 1)
    assert 0.6 < always["low"] < 0.9
