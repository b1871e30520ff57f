"""By how many constraints are in force: FollowBench's two figures, by hand."""

import pytest

from driftsim.metrics import measure
from tests.unit.metrics.build import Talk, run

# Loads 1, 2, 2, 3: followed, followed, not, followed.
CLIMB = Talk({"a": "++++", "b": ".+-+", "c": "...+"}, id="climb")


def test_hard_satisfaction_by_load() -> None:
    found = measure(run(CLIMB, Talk({"a": "-+"}, id="y")), resamples=50)["hsr"]
    assert [(point["x"], point["value"], point["n"]) for point in found] == [
        (1, pytest.approx(2 / 3), 3),
        (2, 0.5, 2),
        (3, 1.0, 1),
    ]


@pytest.mark.parametrize(
    ("talk", "levels"),
    [
        (CLIMB, 1),  # a turn of level 2 was violated, so that level 3 does not count
        (Talk({"a": "++++", "b": ".+++", "c": "...+"}), 3),
        (Talk({"a": "-+++", "b": ".+++"}), 0),
        (Talk({"a": "+++", "b": ".++", "c": ".++"}), 1),  # level 2 does not occur: the count ends before it
        (Talk({"a": "++-", "b": ".+."}), 0),  # back at level 1, and violated
        (Talk({"a": ".+", "b": ".."}), 1),  # a turn with nothing in force is no level
    ],
)
def test_levels_mastered_without_a_gap(talk: Talk, levels: int) -> None:
    found = measure(run(talk), resamples=50)["csl"]
    assert (found["value"], found["n"]) == (levels, 1)
    assert found["low"] < found["high"]


def test_conversations_that_never_have_just_one_constraint_cannot_begin_to_count() -> None:
    found = measure(run(CLIMB, Talk({"a": "++", "b": "++"}, id="two")), resamples=50)["csl"]
    assert (found["value"], found["n"]) == (1, 1)


def test_conversations_with_an_undecided_turn_are_left_out_of_levels_but_their_turns_count_by_load() -> None:
    found = measure(run(CLIMB, Talk({"a": "+?"}, id="y")), resamples=50)
    assert found["csl"]["n"] == 1
    assert [point["n"] for point in found["hsr"]] == [2, 2, 1]


def test_without_any_there_is_no_number() -> None:
    found = measure(run(Talk({"a": "++", "b": "++"})), resamples=50)
    assert found["csl"] == {"value": None, "low": None, "high": None, "n": 0}
    assert found["hsr"][0]["value"] is None
