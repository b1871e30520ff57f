"""Shares of checks, by hand."""

import pytest

from driftsim.metrics import measure
from tests.unit.metrics.build import Talk, run


def values(curve: list[dict]) -> list[float | None]:  # type: ignore[type-arg]
    return [point["value"] for point in curve]


def counts(curve: list[dict]) -> list[int]:  # type: ignore[type-arg]
    return [point["n"] for point in curve]


MIXED = run(
    Talk({"a": "++-?", "b": ".+--"}, id="x", family={"b": "lexical"}, check={"b": "lexical.exclude"}),
    Talk({"a": "-+"}, id="y"),
)


def test_csr_pools_decided_checks_and_leaves_errors_out() -> None:
    found = measure(MIXED)
    assert found["csr"]["value"] == pytest.approx(4 / 8)
    assert found["csr"]["n"] == 8
    assert found["csr_bounds"] == {"low": pytest.approx(4 / 9), "high": pytest.approx(5 / 9)}
    counts = {"checks": 1, "turns": 0, "conversations": 0, "unfinished": 0, "faults": 0}
    assert found["errors"] == counts


def test_csr_by_turn_and_by_age_count_from_one_and_from_zero() -> None:
    found = measure(MIXED)
    assert [point["x"] for point in found["csr_by_turn"]] == [1, 2, 3, 4]
    assert values(found["csr_by_turn"]) == [0.5, 1.0, 0.0, 0.0]
    assert counts(found["csr_by_turn"]) == [2, 3, 2, 1]
    assert [point["x"] for point in found["csr_by_age"]] == [0, 1, 2, 3]
    assert values(found["csr_by_age"]) == [pytest.approx(2 / 3), pytest.approx(2 / 3), 0.0, None]
    assert [(point["spells"], point["scenarios"]) for point in found["csr_by_age"]] == [
        (3, 2),
        (3, 2),
        (2, 1),
        (0, 0),
    ]


def test_an_age_without_a_decided_check_is_null_with_no_interval() -> None:
    assert measure(MIXED)["csr_by_age"][3] == {
        "x": 3, "value": None, "low": None, "high": None, "n": 0, "spells": 0, "scenarios": 0
    }  # fmt: skip


def test_the_loose_reading_is_a_rate_of_its_own() -> None:
    found = measure(run(Talk({"a": "+--?"}, loose={"a": "++-?"})))
    assert found["csr"]["value"] == pytest.approx(1 / 3)
    assert found["csr_loose"]["value"] == pytest.approx(2 / 3)


def test_families_and_kinds_that_were_never_in_force_are_absent() -> None:
    found = measure(MIXED)
    assert {name: rate["value"] for name, rate in found["by_family"].items()} == {
        "lexical": pytest.approx(1 / 3),
        "structural": pytest.approx(3 / 5),
    }
    assert list(found["by_check"]) == ["length.words", "lexical.exclude"]


def test_a_family_with_errors_only_is_null_not_zero() -> None:
    found = measure(run(Talk({"a": "+", "b": "?"}, family={"b": "semantic"})))
    assert found["by_family"]["semantic"] == {"value": None, "low": None, "high": None, "n": 0}


def test_uptake_is_the_share_followed_at_age_zero_of_every_spell() -> None:
    found = measure(run(Talk({"a": "+-.-+", "b": "?+"})))
    assert (found["uptake"]["value"], found["uptake"]["n"]) == (0.5, 2)


def test_outcomes_are_counted_and_violations_shared_out() -> None:
    found = measure(run(Talk({"a": "-+--", "b": "?---"}, stale={"a": [4]})))["outcomes"]
    assert {name: own["count"] for name, own in found.items()} == {
        "followed": 1, "stale": 1, "forgotten": 1, "ignored": 4, "error": 1
    }  # fmt: skip
    assert {name: own["share"]["value"] for name, own in found.items() if "share" in own} == {
        "stale": pytest.approx(1 / 6), "forgotten": pytest.approx(1 / 6), "ignored": pytest.approx(4 / 6)
    }  # fmt: skip
    assert found["ignored"]["share"]["n"] == 6


def test_lingering_averages_over_rows_that_can_tell() -> None:
    rows = [{"conversation": "c1", "lingering": value} for value in (True, False, False, None)]
    assert measure(run(Talk({"a": "+"}), retired=rows))["lingering"]["value"] == pytest.approx(1 / 3)
    assert measure(run(Talk({"a": "+"})))["lingering"]["value"] is None
