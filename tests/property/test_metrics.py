"""What must be true of the metrics of any run."""

from dataclasses import replace
from typing import Any

import jsonschema
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from driftsim.metrics import Tables, flatten, measure, metrics_schema
from tests.property.many import many
from tests.unit.metrics.build import Talk, run

RESAMPLES = 30
HIGHEST = {**dict.fromkeys(("edr_len", "edr_acc", "edr_succ", "edr_lss"), 7), "csl": 3, "rec": 2}
SIGNED = ("recency_index", ".phi", ".partial", ".difference")
lines = st.text(alphabet="++++---?.", max_size=7)


@st.composite
def talks(draw: st.DrawFn, arm: str = "a") -> list[Talk]:
    """Conversations of one arm over a few scenarios, with errors, gaps, revisions and restatements."""
    found = []
    for i in range(draw(st.integers(1, 6))):
        verdicts = draw(st.dictionaries(st.sampled_from("xyz"), lines, max_size=3))
        edits = st.dictionaries(st.sampled_from("xyz"), st.lists(st.integers(1, 7), max_size=2))
        found.append(
            Talk(
                verdicts,
                id=f"{arm}{i}",
                scenario=draw(st.sampled_from("pqr")),
                trial=i,
                arm=arm,
                revise=draw(edits),
                restate=draw(edits),
                family={"y": "lexical"},
                check={"y": "lexical.exclude"},
            )
        )
    return found


def found(tables: Tables) -> dict[str, Any]:
    return measure(tables, resamples=RESAMPLES)


@given(talks())
@settings(max_examples=many(20), deadline=None)
def test_every_interval_holds_its_value_and_rates_stay_between_0_and_1(made: list[Talk]) -> None:
    metrics = found(run(*made))
    jsonschema.Draft202012Validator(metrics_schema()).validate(metrics)
    for row in flatten(metrics):
        if row["n"] is None or row["value"] is None:
            continue
        assert row["n"] > 0, row
        if row["metric"] == "half_life":
            continue
        assert row["low"] <= row["value"] <= row["high"], row
        assert row["low"] < row["high"], row
        assert row["low"] >= (-1 if row["metric"].endswith(SIGNED) else 0), row
        if not row["metric"].startswith("hazard_model"):
            assert row["high"] <= HIGHEST.get(row["metric"], 1), row


@given(talks(), st.integers(0, 1000))
@settings(max_examples=many(10), deadline=None)
def test_the_order_of_rows_does_not_matter(made: list[Talk], seed: int) -> None:
    tables = run(*made)
    shuffled = {
        name: getattr(tables, name).sample(fraction=1, shuffle=True, seed=seed)
        for name in ("conversations", "turns", "checks", "retired", "baselines")
    }
    assert found(Tables(**shuffled)) == found(tables)


@given(talks(), talks(arm="b"))
@settings(max_examples=many(10), deadline=None)
def test_arms_do_not_touch_each_other(one: list[Talk], other: list[Talk]) -> None:
    assert found(run(*one, *other))["arms"] == {"a": found(run(*one)), "b": found(run(*other))}


@given(talks())
@settings(max_examples=many(10), deadline=None)
def test_errors_never_change_csr_and_always_lie_between_its_bounds(made: list[Talk]) -> None:
    tables = run(*made)
    metrics = found(tables)
    decided = replace(tables, checks=tables.checks.filter(pl.col("held").is_not_null()))
    assert found(decided)["csr"]["value"] == metrics["csr"]["value"]
    if metrics["csr"]["value"] is not None:
        assert metrics["csr_bounds"]["low"] <= metrics["csr"]["value"] <= metrics["csr_bounds"]["high"]


@given(talks())
@settings(max_examples=many(10), deadline=None)
def test_survival_never_rises_and_starts_from_the_hazard(made: list[Talk]) -> None:
    metrics = found(run(*made))
    for key in ("survival", "survival_after_uptake", "conversation_survival_km"):
        values = [point["value"] for point in metrics[key] if point["value"] is not None]
        assert values == sorted(values, reverse=True), key
    if metrics["survival"] and metrics["survival"][0]["value"] is not None:
        assert metrics["survival"][0]["value"] == metrics["uptake"]["value"]


@given(talks())
@settings(max_examples=many(8), deadline=None)
def test_pass_k_never_rises_where_all_scenarios_have_k_trials(made: list[Talk]) -> None:
    rates = [rate for rate in found(run(*made))["pass_hat"].values() if rate["left_out"] == 0]
    values = [rate["value"] for rate in rates]
    assert values == sorted(values, reverse=True)
