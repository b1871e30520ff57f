"""How families hang together: by hand, against other programs, and where there is nothing to find."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
import statsmodels.formula.api as smf

from driftsim.calibration.families import plain
from driftsim.calibration.simulate import ARM, Simulator
from driftsim.metrics import Tables, measure
from driftsim.metrics.arm import arm
from driftsim.metrics.family_turns import family_turns
from driftsim.metrics.skills import skills
from driftsim.models.law import Profile
from tests.unit.metrics.build import Talk, run

FAMILIES = {"a": "format", "b": "style"}


def found(*talks: Talk) -> dict[str, Any]:
    return skills(arm(run(*talks), "a", seed=0, resamples=200))


def talk(a: str, b: str, name: str = "c1", **more: Any) -> Talk:
    return Talk({"a": a, "b": b}, id=name, family=FAMILIES, **more)


def noisy(conversations: int = 40, seed: int = 0, turns: int = 10) -> list[Talk]:
    rng = np.random.default_rng(seed)
    return [
        talk(*("".join(rng.choice(["+", "-"], turns, p=[0.6, 0.4])) for _ in "ab"), name=f"c{i:02}")
        for i in range(conversations)
    ]


def test_phi_is_pearsons_correlation() -> None:
    talks = noisy()
    rows = run(*talks).checks.pivot("family", index=["conversation", "turn"], values="held").drop_nulls()
    expected = np.corrcoef(rows["format"].cast(pl.Float64), rows["style"].cast(pl.Float64))[0, 1]
    (pair,) = found(*talks)["co_failure"]
    assert (pair["a"], pair["b"]) == ("format", "style")
    assert pair["phi"]["value"] == pytest.approx(expected)
    assert pair["phi"]["low"] < expected < pair["phi"]["high"]
    assert pair["phi"]["n"] == 400


def test_partial_is_the_correlation_of_statsmodels_residuals() -> None:
    talks = [replace(each, revise={"a": [4], "b": [7]} if i % 2 else {}) for i, each in enumerate(noisy(12))]
    turns = family_turns(arm(run(*talks), "a", seed=0, resamples=2))
    frame = pd.DataFrame(
        {
            "a": turns.fails[:, 0],
            "b": turns.fails[:, 1],
            "age_a": turns.age[:, 0],
            "age_b": turns.age[:, 1],
            "conv": turns.conv,
            "t": turns.turn,
        }
    )
    left = [smf.ols(f"{each} ~ C(conv) + C(conv):t + age_a + age_b", frame).fit().resid for each in "ab"]
    (pair,) = found(*talks)["co_failure"]
    assert pair["partial"]["value"] == pytest.approx(np.corrcoef(*left)[0, 1], abs=1e-9)


def test_families_that_always_fail_together() -> None:
    (pair,) = found(*[talk("+-+--+-", "+-+--+-", f"c{i}") for i in range(6)])["co_failure"]
    assert pair["phi"]["value"] == pytest.approx(1)
    assert pair["partial"]["value"] == pytest.approx(1)
    assert pair["phi"]["low"] < pair["phi"]["high"]


def test_a_family_fails_if_any_of_its_constraints_does_and_errors_are_no_failure() -> None:
    one = Talk({"a": "+-?", "b": "++-", "c": "+-+"}, family={"a": "x", "b": "x", "c": "y"})
    turns = family_turns(arm(run(one), "a", seed=0, resamples=2))
    assert turns.names == ("x", "y")
    assert turns.fails.tolist() == [[0, 0], [1, 1], [1, 0]]
    undecided = Talk({"a": "?", "b": "+"}, family={"a": "x", "b": "x"})
    assert np.isnan(family_turns(arm(run(undecided), "a", seed=0, resamples=2)).fails).all()


def test_a_single_family_or_none_has_no_pairs() -> None:
    for tables in (run(Talk({"a": "+-"})), run(Talk({"a": "."})), Tables.of()):
        told = measure(tables, resamples=5)["skills"]
        assert told == {"co_failure": [], "transfer": [], "position": {}}


def test_transfer_by_hand() -> None:
    # b fails at 1 and is back at 2, a fails at 2 and is back at 3; later b fails twice and a stays out
    (row,) = (r for r in found(talk("+-+--", "-+---"))["transfer"] if r["a"] == "format")
    assert (row["after"]["value"], row["after"]["n"]) == (1, 1)
    assert (row["base"]["value"], row["base"]["n"]) == (0, 1)
    assert row["difference"]["value"] is None  # three turns are too few to tell a conversation's trend


def test_what_is_said_again_is_no_transfer() -> None:
    told = found(talk("+-+--", "-+---", restate={"a": [3]}))["transfer"]
    (row,) = (r for r in told if r["a"] == "format")
    assert row["after"]["n"] == 0
    assert row["difference"]["value"] is None


def test_the_difference_is_what_statsmodels_residuals_give() -> None:
    talks = noisy(30, seed=4, turns=14)
    (row,) = (r for r in found(*talks)["transfer"] if r["a"] == "format")
    turns = family_turns(arm(run(*talks), "a", seed=0, resamples=2))
    fails = turns.fails.reshape(30, 14, 2)
    out_b, out_a = fails[:, :-2, 1].ravel(), fails[:, 1:-1, 0].ravel()
    back_b, back_a = out_b * (1 - fails[:, 1:-1, 1].ravel()), out_a * (1 - fails[:, 2:, 0].ravel())
    columns = {"out_a": out_a, "out_b": out_b, "back_a": back_a, "back_b": back_b}
    frame = pd.DataFrame({**columns, "conv": np.repeat(np.arange(30), 12), "t": np.tile(np.arange(12), 30)})
    a, b = (
        smf.ols(f"back_{each} ~ C(conv) + C(conv):t + out_{each}", frame).fit().resid.to_numpy()
        for each in "ab"
    )
    assert row["difference"]["value"] == pytest.approx((a @ b) / (out_a @ b**2))
    assert row["difference"]["n"] == (out_a * out_b).sum()
    assert row["difference"]["low"] < row["difference"]["value"] < row["difference"]["high"]


def test_a_transfer_that_is_there_is_seen_and_its_size_too() -> None:
    rng = np.random.default_rng(5)
    talks = []
    for i in range(400):
        good = 0.25 + 0.3 * rng.random()  # conversations differ
        b = rng.random(12) < good
        a = np.zeros(12, dtype=bool)
        for t in range(12):
            a[t] = rng.random() < good + 0.3 * (t > 1 and not a[t - 1] and b[t - 1] and not b[t - 2])
        talks.append(talk(*("".join(np.where(held, "+", "-")) for held in (a, b)), name=f"c{i:03}"))
    there, back = (
        next(r for r in found(*talks)["transfer"] if r["a"] == name) for name in ("format", "style")
    )
    assert there["difference"]["low"] > 0.2
    assert there["difference"]["low"] < 0.3 < there["difference"]["high"]
    assert back["difference"]["value"] < 0.05


@pytest.mark.slow
@pytest.mark.parametrize(
    ("profile", "keys"),
    [
        (Profile(b_family=0.4), ("phi", "partial", "difference")),
        (Profile(b_family=0.4, sigma_u=1.0), ("partial", "difference")),
        (Profile(b_family=0.8, b_age=-0.15, sigma_u=1.0, rho=0.3), ("partial",)),
    ],
)
def test_a_law_without_coupling_shows_none(profile: Profile, keys: tuple[str, ...]) -> None:
    """A conversation's random effect must not look like a shared skill."""
    scenarios = plain()
    simulator = Simulator(profile, scenarios)
    covers: dict[str, list[bool]] = {key: [] for key in keys}
    plainly = []
    for seed in range(60):
        told = skills(arm(simulator.tables(seed=seed, trials=5), ARM, seed=seed, resamples=400))
        for row in (*told["co_failure"], *told["transfer"]):
            plainly += [row["phi"]["value"]] if "phi" in row else []
            for key in set(keys) & set(row):
                covers[key].append(row[key]["low"] <= 0 <= row[key]["high"])
    for key in keys:
        assert 0.91 <= np.mean(covers[key]) <= 0.99, key
    if profile.sigma_u:
        assert np.mean(plainly) > 0.05


def test_coupling_that_is_there_is_seen() -> None:
    """Half of b's verdicts are a's: seen beside a random effect and a common decline."""
    scenarios, rng = plain(), np.random.default_rng(0)
    made = Simulator(Profile(b_family=0.8, b_age=-0.1, sigma_u=1.0), scenarios).tables(seed=1, trials=4)
    checks = made.checks.with_columns(copy=pl.Series(rng.random(made.checks.height) < 0.5))
    lead = checks.filter(pl.col("family") == "structural").select("conversation", "turn", lead="held")
    checks = checks.join(lead, on=["conversation", "turn"], how="left", maintain_order="left").with_columns(
        held=pl.when((pl.col("family") == "lexical") & pl.col("copy") & pl.col("lead").is_not_null())
        .then("lead")
        .otherwise("held")
    )
    told = skills(arm(replace(made, checks=checks.drop("copy", "lead")), ARM, seed=0, resamples=400))
    partial = {(row["a"], row["b"]): row["partial"] for row in told["co_failure"]}
    assert partial["lexical", "structural"]["low"] > 0.1
    assert partial["format", "structural"]["low"] < 0 < partial["format", "structural"]["high"]
