"""From one turn to the next, by hand."""

from dataclasses import replace

import polars as pl
import pytest

from driftsim.metrics import measure
from tests.unit.metrics.build import Talk, run
from tests.unit.metrics.test_rates import counts, values


def test_forgetting_counts_pairs_of_adjacent_decided_turns() -> None:
    found = measure(run(Talk({"a": "++-+?-", "b": "+-"})))
    # followed, then decided: a1 a2 b1 (a4 is followed by an error); of these a2 and b1 are lost
    assert (found["ifr"]["value"], found["ifr"]["n"]) == (pytest.approx(2 / 3), 3)
    assert values(found["ifr_by_turn"]) == [0.5, 1.0]


def test_no_pair_crosses_a_revision_or_a_gap() -> None:
    found = measure(run(Talk({"a": "+-", "b": "+.-"}, revise={"a": [2]})))
    assert found["ifr"]["n"] == 0
    assert found["ecr"]["n"] == 0


def test_correction_looks_at_every_later_turn_of_the_spell() -> None:
    found = measure(run(Talk({"a": "--?+-", "b": "-?"})))
    # a1 and a2 are mended at turn 4; a5 and b1 have no later decided turn
    assert (found["ecr"]["value"], found["ecr"]["n"]) == (1.0, 2)
    assert values(measure(run(Talk({"a": "-+-", "b": "--."})))["ecr_by_turn"]) == [0.5]


def test_recovery_is_split_by_whether_it_was_said_again() -> None:
    found = measure(run(Talk({"a": "-+--+"}, restate={"a": [2, 4]})))
    assert found["recovery"]["value"] == pytest.approx(2 / 3)
    assert (found["recovery_restated"]["value"], found["recovery_restated"]["n"]) == (0.5, 2)
    assert (found["recovery_unrestated"]["value"], found["recovery_unrestated"]["n"]) == (1.0, 1)


def test_gaps_in_a_curve_are_null() -> None:
    assert values(measure(run(Talk({"a": "+--++"})))["ifr_by_turn"]) == [1.0, None, None, 0.0]
    assert counts(measure(run(Talk({"a": "+--++"})))["ifr_by_turn"]) == [1, 0, 0, 1]


def test_a_turn_that_is_missing_makes_no_pair() -> None:
    whole = run(Talk({"a": "+--"}))
    holed = replace(whole, checks=whole.checks.filter(pl.col("turn") != 2))
    assert measure(holed)["ifr"]["n"] == 0
    assert measure(holed)["recovery"]["n"] == 0
