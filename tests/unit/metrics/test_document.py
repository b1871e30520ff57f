"""The document as a whole: its shape, its arms, its edge cases."""

from pathlib import Path

import jsonschema
import pytest

from driftsim.errors import InputError
from driftsim.metrics import Tables, flatten, measure, metrics_schema
from driftsim.metrics.schema import CURVES, RATES
from tests.unit.metrics.build import Talk, run

ONE = run(Talk({"a": "++-", "b": ".?-"}, revise={"a": [3]}))
MANY = run(
    *[Talk({"a": "++-+", "b": "+-++"}, id=f"c{i}", scenario=f"s{i // 2}", trial=i % 2) for i in range(50)]
)
ARMS = run(Talk({"a": "+-"}, id="x"), Talk({"a": "++"}, id="y", arm="b", family={"a": "style"}))

CASES = {
    "nothing at all": Tables.of(),
    "no checks": run(Talk({"a": "..."})),
    "errors only": run(Talk({"a": "???"})),
    "one conversation": ONE,
    "all held": run(Talk({"a": "+++"}, id="x"), Talk({"a": "+++"}, id="y")),
    "none held": run(Talk({"a": "---"}, id="x"), Talk({"a": "---"}, id="y")),
    "many": MANY,
    "arms": ARMS,
}


@pytest.mark.parametrize("case", CASES)
def test_it_follows_its_schema(case: str) -> None:
    schema = metrics_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(measure(CASES[case], resamples=200))


@pytest.mark.parametrize("case", CASES)
def test_no_interval_is_of_zero_width_or_beside_its_value(case: str) -> None:
    for row in flatten(measure(CASES[case], resamples=200)):
        # csr_bounds has no value; a half-life is a whole turn, and its ends may not be reached
        if row["value"] is None or row["low"] is None or row["metric"] == "half_life":
            continue
        assert row["low"] <= row["value"] <= row["high"], row
        assert row["low"] < row["high"], row


@pytest.mark.parametrize("case", ["nothing at all", "no checks", "errors only"])
def test_where_nothing_can_be_averaged_everything_is_null(case: str) -> None:
    found = measure(CASES[case])
    for key in RATES:
        assert found[key] == {"value": None, "low": None, "high": None, "n": 0}, key
    for key in CURVES:
        assert all(point["value"] is None for point in found[key]), key
    assert "refused" in found["csr_by_age_adjusted"]


def test_one_conversation_says_how_little_it_says() -> None:
    found = measure(ONE)
    assert found["interval"] == "few scenarios"
    assert found["warnings"][0].startswith("1 scenario is too few")
    assert found["csr"]["high"] - found["csr"]["low"] > 0.5


@pytest.mark.parametrize(
    ("scenarios", "trials", "label"),
    [
        (20, 1, "scenarios resampled"),
        (20, 2, "scenarios resampled"),
        (19, 2, "these scenarios only"),
        (19, 1, "few scenarios"),
    ],
)
def test_the_label_tells_what_was_resampled(scenarios: int, trials: int, label: str) -> None:
    talks = [
        Talk({"a": "+-"}, id=f"{i}.{j}", scenario=str(i), trial=j)
        for i in range(scenarios)
        for j in range(trials)
    ]
    assert measure(run(*talks), resamples=20)["interval"] == label


def test_arms_stand_apart() -> None:
    found = measure(ARMS)
    assert list(found) == ["arms", "between"]
    assert found["arms"]["a"] == measure(run(Talk({"a": "+-"}, id="x")))
    assert list(found["arms"]["b"]["by_family"]) == ["style"]


def test_a_seed_gives_the_same_numbers_and_another_gives_others() -> None:
    assert measure(MANY, seed=1) == measure(MANY, seed=1)
    mixed = run(*[Talk({"a": "+" * i + "-" * (30 - i)}, id=f"c{i}") for i in range(1, 30)])
    assert measure(mixed, seed=1)["csr"] != measure(mixed, seed=2)["csr"]


def test_resamples_must_be_positive() -> None:
    with pytest.raises(InputError, match="resamples is 0"):
        measure(ONE, resamples=0)


def test_revisions_that_follow_violations_are_warned_of() -> None:
    chased = [Talk({"a": "+-+-" + "+"}, id=f"c{i}", revise={"a": [3, 5]}) for i in range(25)]
    calm = [Talk({"a": "+-+-" + "+"}, id=f"c{i}") for i in range(25)]
    assert any("informative" in sentence for sentence in measure(run(*chased))["warnings"])
    assert not any("informative" in sentence for sentence in measure(run(*calm))["warnings"])


def test_many_errors_are_warned_of() -> None:
    assert any("csr_bounds" in sentence for sentence in measure(run(Talk({"a": "+?"})))["warnings"])


def test_scenarios_with_a_single_trial_are_warned_of() -> None:
    talks = [Talk({"a": "+-"}, id=name, scenario=name[0]) for name in ("x1", "x2", "y1")]
    assert any(sentence.startswith("1 of 2 scenarios") for sentence in measure(run(*talks))["warnings"])


def test_flattened_rows_name_arm_metric_and_place() -> None:
    rows = flatten(measure(ARMS))
    assert {row["arm"] for row in rows} == {"a", "b", None}
    assert {row["metric"].split(".")[0] for row in rows if row["arm"] is None} == {"between"}
    assert {tuple(row) for row in rows} == {("arm", "metric", "x", "value", "low", "high", "n")}
    names = {row["metric"] for row in rows}
    assert {
        "csr",
        "by_family.style",
        "pass_hat",
        "by_edit.add",
        "by_edit.add.by_age",
        "outcomes.stale.count",
    } <= names
    assert not names & {"seed", "warnings", "interval", "metric_version"}
    (second,) = (
        row for row in rows if row["arm"] == "a" and row["metric"] == "csr_by_turn" and row["x"] == 2
    )
    assert (second["value"], second["n"]) == (0.0, 1)


def test_every_key_is_explained_in_the_documentation() -> None:
    page = (Path(__file__).parents[3] / "docs" / "metrics.md").read_text(encoding="utf-8")
    keys = metrics_schema()["$defs"]["arm"]["properties"]
    assert [key for key in keys if f"`{key}`" not in page] == []
