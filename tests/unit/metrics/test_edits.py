"""What it matters how a constraint came, by hand."""

import pytest

from driftsim.metrics import measure
from tests.unit.metrics.build import Talk, run
from tests.unit.metrics.test_rates import values

REVISED = run(
    Talk({"a": "++-+-", "b": "+-+++"}, revise={"a": [4]}, stale={"a": [5]}),
    baselines=[{"conversation": "c1", "edit": "revise", "met": 1, "decided": 4}],
)


def test_edits_are_compared_at_the_ages_they_share() -> None:
    found = measure(REVISED)["by_edit"]
    # shared ages 0 and 1, three checks each; added: 2 of 2 and 1 of 2; revised: 1 of 1 and 0 of 1
    assert list(found) == ["add", "revise"]
    assert (found["add"]["value"], found["add"]["n"]) == (pytest.approx(0.75), 4)
    assert (found["revise"]["value"], found["revise"]["n"]) == (pytest.approx(0.5), 2)


def test_pooled_and_by_age_stand_beside_it() -> None:
    found = measure(REVISED)["by_edit"]
    assert found["add"]["pooled"]["value"] == pytest.approx(6 / 8)
    assert values(found["revise"]["by_age"]) == [1.0, 0.0]


def test_stale_stands_beside_what_it_would_be_by_chance() -> None:
    found = measure(REVISED)["by_edit"]
    assert found["revise"]["stale"]["value"] == 0.5
    assert (found["revise"]["old_version_before"]["value"], found["revise"]["old_version_before"]["n"]) == (
        0.25,
        4,
    )
    assert "stale" not in found["add"]


def test_without_a_shared_age_the_value_is_null() -> None:
    found = measure(run(Talk({"a": "+?", "b": "?+"}, negate={"b": [2]}, id="x")))["by_edit"]
    assert found["negate"]["value"] == 1.0
    none = measure(run(Talk({"a": "?+", "b": "?+"}, negate={"b": [2]}, id="x")))["by_edit"]
    assert none["negate"] | {"by_age": None} == none["negate"] | {
        "value": None,
        "low": None,
        "high": None,
        "n": 0,
        "by_age": None,
    }
