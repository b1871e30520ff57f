"""The hazard model: against statsmodels, and where it is refused."""

from dataclasses import replace

import numpy as np
import pandas as pd
import polars as pl
import pytest
import statsmodels.api as sm

from driftsim.metrics import Tables, measure
from driftsim.metrics.arm import arm
from driftsim.metrics.survival import at_risk
from tests.unit.metrics.build import Talk, run


def simulated(*, conversations: int = 80, seed: int = 0, slope: float = -0.3) -> Tables:
    """Violations that grow likelier with age; families differ; some constraints are revised."""
    rng = np.random.default_rng(seed)
    talks = []
    for i in range(conversations):
        lines, revise = {}, {}
        for name, start in (("a", 0), ("b", int(rng.integers(0, 3))), ("c", int(rng.integers(0, 3)))):
            age = np.arange(8 - start)
            chance = 1 / (1 + np.exp(-(2.0 + slope * age - 0.8 * (name == "b"))))
            lines[name] = "." * start + "".join(np.where(rng.random(age.size) < chance, "+", "-"))
            revise[name] = [int(rng.integers(start + 2, 8))] if rng.random() < 0.5 else []
        talks.append(Talk(lines, id=f"c{i:03}", revise=revise, family={"b": "lexical"}))
    made = run(*talks)
    tokens = pl.Series(rng.integers(0, 4000, made.checks.height))
    return replace(made, checks=made.checks.with_columns(tokens_since=tokens))


def test_it_is_what_statsmodels_computes() -> None:
    tables = simulated()
    rows = at_risk(arm(tables, "a", seed=0, resamples=2))
    text = {name: rows[name].cast(pl.String).to_numpy() for name in ("edit", "family")}
    frame = pd.DataFrame(
        {
            "age": rows["age"].to_numpy().astype(float),
            "load": rows["in_force"].to_numpy().astype(float),
            "tokens": rows["tokens_since"].to_numpy() / 1000,
            "edit.revise": (text["edit"] == "revise").astype(float),
            "family.structural": (text["family"] == "structural").astype(float),
        }
    )
    fitted = sm.GLM(
        1 - rows["held"].to_numpy().astype(float), sm.add_constant(frame), family=sm.families.Binomial()
    ).fit(
        cov_type="cluster",
        cov_kwds={"groups": rows["cluster"].to_numpy(), "use_correction": False, "df_correction": True},
        use_t=True,
    )
    found = measure(tables, resamples=2)["hazard_model"]
    assert found["references"] == {"edit": "add", "family": "lexical"}
    assert found["left_out"] == []
    assert found["token_unit"] == 1000
    assert found["at_risk"] == rows.height
    assert found["events"] == (~rows["held"]).sum()
    assert set(found["terms"]) == set(frame)
    errors = fitted.bse * np.sqrt(80 / 79)
    for name, term in found["terms"].items():
        assert np.log(term["value"]) == pytest.approx(fitted.params[name], abs=1e-7)
        reach = 1.9904502102 * errors[name]  # Student's t, 79 degrees of freedom
        assert np.log(term["high"]) - np.log(term["value"]) == pytest.approx(reach, rel=1e-6)
        assert np.log(term["value"]) - np.log(term["low"]) == pytest.approx(reach, rel=1e-6)
        assert (term["p"] < 0.05) == (not term["low"] <= 1 <= term["high"])


def test_it_finds_what_was_put_in() -> None:
    terms = measure(simulated(conversations=600, seed=3), resamples=2)["hazard_model"]["terms"]
    assert terms["age"]["low"] < np.exp(0.3) < terms["age"]["high"]
    assert terms["family.structural"]["low"] < np.exp(-0.8) < terms["family.structural"]["high"]
    assert terms["tokens"]["low"] < 1 < terms["tokens"]["high"]
    assert terms["edit.revise"]["low"] > 1  # the drift went on where a revision begins at age 0 again


def test_terms_that_say_nothing_are_left_out() -> None:
    talks = [Talk({"a": "++-+" if i % 3 else "-+++"}, id=f"{i:02}") for i in range(30)]
    found = measure(run(*talks), resamples=2)["hazard_model"]
    assert list(found["terms"]) == ["age"]
    assert found["left_out"] == ["load", "tokens"]


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        (run(Talk({"a": "???"})), "no check was decided"),
        (run(*[Talk({"a": "+++"}, id=str(i)) for i in range(30)]), "no constraint was violated"),
        (run(*[Talk({"a": "-++"}, id=str(i)) for i in range(30)]), "every spell was violated at once"),
        (run(*[Talk({"a": "++-" if i % 2 else "+-"}, id=str(i)) for i in range(2)]), "too few"),
        (
            run(*[Talk({"a": "+-+", "b": "+++"}, id=str(i), family={"b": "style"}) for i in range(30)]),
            "separation: always or never violated: family style",
        ),
        (run(*[Talk({"a": "+" if i % 2 else "-"}, id=str(i)) for i in range(30)]), "nothing varies"),
        (run(*[Talk({"a": "++-"}, id=str(i)) for i in range(30)]), "without exception"),
    ],
)
def test_it_is_refused_with_a_reason(tables: Tables, reason: str) -> None:
    assert reason in measure(tables, resamples=2)["hazard_model"]["refused"]


def test_tokens_that_only_tell_the_age_again_are_left_out() -> None:
    made = simulated()
    steps = pl.Series(np.random.default_rng(0).integers(0, 5, made.checks.height))
    tokens = pl.col("age") * 200 + steps
    found = measure(replace(made, checks=made.checks.with_columns(tokens_since=tokens)), resamples=2)
    assert found["hazard_model"]["left_out"] == ["tokens"]


@pytest.mark.parametrize(("span", "unit"), [(4, 1), (10, 10), (99, 10), (100, 100), (9_000, 1_000)])
def test_no_odds_are_told_of_more_tokens_than_there_are(span: int, unit: int) -> None:
    made = simulated()
    tokens = pl.Series([300, 300 + span] * (made.checks.height // 2) + [300] * (made.checks.height % 2))
    found = measure(replace(made, checks=made.checks.with_columns(tokens_since=tokens)), resamples=2)
    assert found["hazard_model"]["token_unit"] == unit
