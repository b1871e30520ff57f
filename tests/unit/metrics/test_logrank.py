"""The log-rank test between arms: against lifelines, and whether it keeps its promise where spells are alike."""

import numpy as np
import polars as pl
import pytest
from lifelines.statistics import logrank_test

from driftsim.metrics import measure
from driftsim.metrics.logrank import logrank
from tests.unit.metrics.build import Talk, run


def spells(
    rng: np.random.Generator, *, hazard: float, spells_each: int, alike: float = 0.0, scenarios: int = 25
) -> pl.DataFrame:
    """Spell-turns at risk of some scenarios, whose hazards differ by so much in log-odds."""
    rows: dict[str, list[object]] = {"x": [], "event": [], "scenario": [], "trial": []}
    for scenario in range(scenarios):
        odds = np.log(hazard / (1 - hazard)) + alike * rng.normal()
        for trial in range(spells_each):
            for x in range(int(rng.integers(2, 9))):
                event = bool(rng.random() < 1 / (1 + np.exp(-odds)))
                for name, value in (
                    ("x", x),
                    ("event", event),
                    ("scenario", f"s{scenario}"),
                    ("trial", trial),
                ):
                    rows[name].append(value)
                if event:
                    break
    return pl.DataFrame(rows)


def durations(rows: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    last = rows.group_by("scenario", "trial").agg(pl.col("x").max(), pl.col("event").any())
    return last["x"].to_numpy(), last["event"].to_numpy()


@pytest.mark.parametrize("hazards", [(0.2, 0.2), (0.1, 0.3)])
def test_taken_for_independent_it_is_the_textbooks(hazards: tuple[float, float]) -> None:
    rng = np.random.default_rng(1)
    a, b = (spells(rng, hazard=hazard, spells_each=3) for hazard in hazards)
    (time_a, event_a), (time_b, event_b) = durations(a), durations(b)
    expected = logrank_test(time_a, time_b, event_a, event_b)
    found = logrank(a, b)
    assert found["p_if_independent"] == pytest.approx(expected.p_value, rel=1e-9)
    assert found["observed"] == event_b.sum()
    assert found["clusters"] == 25


def test_by_hand() -> None:
    def rows(*events: tuple[int, bool], scenario: str) -> pl.DataFrame:
        columns = {"x": [x for x, _ in events], "event": [event for _, event in events]}
        return pl.DataFrame(columns).with_columns(
            scenario=pl.lit(scenario), trial=pl.Series(range(len(events)))
        )

    # at time 0: one of two in a, none of two in b; at time 1: none of one in a, two of two in b
    a = rows((0, True), (0, False), (1, False), scenario="p")
    b = rows((0, False), (0, False), (1, True), (1, True), scenario="p")
    found = logrank(a, b)
    assert found["observed"] == 2
    assert found["expected"] == pytest.approx(1 * 2 / 4 + 2 * 2 / 3)


def rejected(seed: int, which: str) -> bool:
    rng = np.random.default_rng(seed)
    effect = 1.2 * rng.normal(size=25)

    def side() -> pl.DataFrame:
        drawn = [
            spells(rng, hazard=1 / (1 + np.exp(1.5 - effect[s])), spells_each=6, scenarios=1).with_columns(
                scenario=pl.lit(f"{s}")
            )
            for s in range(25)
        ]
        return pl.concat(drawn)

    # the sides' scenarios are not the same: the second has effects of its own
    one = side()
    effect[:] = 1.2 * rng.normal(size=25)
    return bool(logrank(one, side().with_columns(scenario="other " + pl.col("scenario")))[which] < 0.05)


@pytest.mark.slow
def test_spells_that_are_alike_in_a_scenario_fool_the_textbook_but_not_the_clusters() -> None:
    shares = {
        which: np.mean([rejected(seed, which) for seed in range(300)]) for which in ("p", "p_if_independent")
    }
    assert 0.02 <= shares["p"] <= 0.085
    assert shares["p_if_independent"] > 0.2


def test_the_document_holds_every_pair_of_arms() -> None:
    talks = [
        Talk(
            {"a": "++" + ("-" if arm == "z" or i % 2 else "+") + "+"},
            id=f"{arm}{i}",
            scenario=f"s{i}",
            arm=arm,
        )
        for i in range(20)
        for arm in "xyz"
    ]
    between = measure(run(*talks), resamples=5)["between"]
    assert [(row["a"], row["b"]) for row in between["logrank"]] == [("x", "y"), ("x", "z"), ("y", "z")]
    alike, other, _ = between["logrank"]
    assert alike["p"] is None
    assert alike["p_if_independent"] == 1
    assert other["p"] < 0.01
    assert "too small" in between["caution"]


def test_nothing_to_compare_is_null() -> None:
    found = measure(run(Talk({"a": "-"}, id="x"), Talk({"a": "?"}, id="y", arm="b")), resamples=5)["between"]
    assert found["logrank"][0]["p"] is None
    assert found["logrank"][0]["p_if_independent"] is None
