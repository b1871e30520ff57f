"""Awkward runs with every figure worked out by hand: gaps, errors, one turn, returns, trials of unequal number."""

from typing import Any

import polars as pl
import pytest

from driftsim.metrics import Tables, measure
from tests.unit.metrics.build import Talk, run


def value(found: dict[str, Any], key: str) -> Any:
    return found[key]["value"], found[key]["n"]


def values(curve: list[dict[str, Any]]) -> list[tuple[Any, int]]:
    return [(point["value"], point["n"]) for point in curve]


def of(*talks: Talk) -> dict[str, Any]:
    return measure(run(*talks), resamples=20)


def test_an_undecided_turn_leaves_isr_and_breaks_no_streak_but_its_conversation_leaves_ssr() -> None:
    found = of(Talk({"a": "++?+-", "b": "++++-"}, id="x"), Talk({"a": "+-"}, id="y"))
    assert value(found, "isr") == (4 / 6, 6)
    assert value(found, "ssr") == (1 / 2, 1)
    assert values(found["isr_by_turn"]) == [(1, 2), (0.5, 2), (None, 0), (1, 1), (0, 1)]
    # x stays clean through the undecided turn 3 up to 4; y ends at 2
    assert values(found["conversation_survival_by_turn"]) == [(1, 2), (0.5, 2), (None, 0), (1, 1), (0, 1)]
    # at risk of a first violation: an undecided turn takes x out of the risk set
    assert values(found["conversation_survival_km"]) == [(1, 2), (0.5, 2)]
    assert found["errors"] == {"checks": 1, "turns": 1, "conversations": 1, "unfinished": 0, "faults": 0}
    assert found["csr_bounds"] == {"low": 8 / 12, "high": 9 / 12}


def test_a_violation_beside_an_error_decides_the_turn() -> None:
    found = of(Talk({"a": "?+", "b": "-+"}))
    assert value(found, "isr") == (0.5, 2)
    assert value(found, "ssr") == (0, 1)
    assert found["errors"]["turns"] == 0
    assert found["errors"]["checks"] == 1


def test_turns_with_nothing_in_force_are_in_no_figure_of_turns_and_the_others_keep_their_numbers() -> None:
    found = of(Talk({"a": "..+-.+"}))
    assert value(found, "isr") == (2 / 3, 3)
    assert values(found["isr_by_turn"]) == [(None, 0), (None, 0), (1, 1), (0, 1), (None, 0), (1, 1)]
    assert value(found, "ssr") == (1 / 3, 1)
    assert (found["edr_len"]["value"], found["edr_succ"]["value"], found["edr_lss"]["value"]) == (3, 2, 1)
    assert found["rob"]["value"] == 2 / 3
    assert found["n"]["turns"] == 6


def test_a_streak_goes_on_over_turns_with_nothing_in_force() -> None:
    found = of(Talk({"a": "+.+-.-.-+"}))
    assert (found["edr_lss"]["value"], found["edr_len"]["value"]) == (2, 5)
    assert found["edr_exhausted"]["value"] == 1


def test_one_turn() -> None:
    found = of(Talk({"a": "+"}, id="x"), Talk({"a": "-"}, id="y"))
    assert value(found, "ssr") == (0.5, 2)
    for key in ("ifr", "ecr", "recovery", "rec"):
        assert value(found, key) == (None, 0), key
    assert values(found["survival"]) == [(0.5, 2)]
    assert found["survival_after_uptake"] == []
    assert found["half_life"] == {"value": None, "low": None, "high": None, "n": 1}
    assert value(found, "edr_len") == (1, 2)


def test_patience_and_recovery() -> None:
    # read up to the third violated turn in a row: + - + - - -, then the rest is not read
    found = of(Talk({"a": "+-+---++"}))
    assert [found[f"edr_{key}"]["value"] for key in ("len", "acc", "succ", "lss")] == [6, 2, 2, 1]
    assert found["rec"]["value"] == pytest.approx(1 / 3)  # one recovery, four failures
    assert found["rob"]["value"] == pytest.approx(2 / 6)
    # two failures are needed; f of them, each mended, give f / (f − 1)
    assert value(of(Talk({"a": "-+-+"})), "rec") == (2, 1)
    assert value(of(Talk({"a": "+-++"})), "rec") == (None, 0)
    # two violated turns, a followed one, and two more: nobody gives up
    assert of(Talk({"a": "--+--"}))["edr_exhausted"]["value"] == 0


def test_shares_of_turns_with_several_constraints_are_summed() -> None:
    found = of(Talk({"a": "+-+", "b": "++-", "c": "+--"}))
    assert found["edr_acc"]["value"] == pytest.approx(1 + 1 / 3 + 1 / 3)
    assert found["edr_succ"]["value"] == 1


def test_a_revision_begins_a_spell_of_its_own() -> None:
    # a: versions + - | + +; the violation at 2 is not mended by version 2, which is another spell
    found = of(Talk({"a": "+-++"}, revise={"a": [3]}))
    assert value(found, "ecr") == (None, 0)
    assert value(found, "ifr") == (0.5, 2)  # + to - within version 1, + to + within version 2
    assert value(found, "recovery") == (None, 0)
    assert value(found, "uptake") == (1, 2)
    assert values(found["csr_by_age"]) == [(1, 2), (0.5, 2)]
    assert values(found["survival"]) == [(1, 2), (0.5, 2)]


def test_retracted_and_added_again_it_begins_anew() -> None:
    found = of(Talk({"a": "+-.-+"}))
    assert value(found, "uptake") == (0.5, 2)
    assert values(found["csr_by_age"]) == [(0.5, 2), (0.5, 2)]
    assert value(found, "ecr") == (1, 1)  # of the violations only that at 4 has a later turn in its spell
    assert value(found, "ifr") == (1, 1)


def test_said_again_it_stays_the_same_spell() -> None:
    found = of(Talk({"a": "+-+-+"}, restate={"a": [3]}))
    assert value(found, "uptake") == (1, 1)
    assert value(found, "recovery") == (1, 2)
    assert value(found, "recovery_restated") == (1, 1)
    assert value(found, "recovery_unrestated") == (1, 1)
    assert [point["n"] for point in found["csr_by_age"]] == [1] * 5


def test_an_error_ends_a_spells_risk_and_pairs_skip_it() -> None:
    found = of(Talk({"a": "+?-+"}))
    assert values(found["survival"]) == [(1, 1)]
    assert value(found, "ifr") == (None, 0)
    assert value(found, "ecr") == (1, 1)
    assert value(found, "recovery") == (1, 1)


def test_what_was_never_followed_does_not_count_after_uptake() -> None:
    found = of(Talk({"a": "--++-", "b": "-----"}))
    assert value(found, "uptake") == (0, 2)
    assert values(found["survival_after_uptake"]) == [(1, 1), (0, 1)]
    assert found["half_life"]["value"] == 2
    assert found["half_life"]["n"] == 1


def test_half_life_is_the_first_turn_at_which_half_are_broken() -> None:
    talks = [Talk({"a": "+" * k + "-" + "+" * (5 - k)}, id=f"c{k}") for k in (1, 2, 3, 4)]
    found = of(*talks)
    assert [point["value"] for point in found["survival_after_uptake"]][:4] == pytest.approx(
        [0.75, 0.5, 0.25, 0]
    )
    assert found["half_life"]["value"] == 2


def test_trials_of_unequal_number() -> None:
    p = [
        Talk({"a": "+" if ok else "-"}, id=f"p{i}", scenario="p", trial=i)
        for i, ok in enumerate((1, 1, 0, 1))
    ]
    q = [Talk({"a": "+"}, id=f"q{i}", scenario="q", trial=i) for i in range(2)]
    r = [Talk({"a": "-"}, id="r0", scenario="r")]
    found = of(*p, *q, *r)["pass_hat"]
    assert {k: (rate["value"], rate["n"], rate["left_out"]) for k, rate in found.items()} == {
        "1": (pytest.approx((3 / 4 + 1 + 0) / 3), 3, 0),
        "2": (pytest.approx((3 / 6 + 1) / 2), 2, 1),
        "3": (pytest.approx(1 / 4), 1, 2),
        "4": (0, 1, 2),
    }


def test_trials_with_an_undecided_turn_are_no_trials_of_pass_k() -> None:
    talks = [Talk({"a": line}, id=f"{i}", scenario="p", trial=i) for i, line in enumerate(("++", "+?", "+-"))]
    found = of(*talks)["pass_hat"]
    assert [(k, rate["value"]) for k, rate in found.items()] == [("1", 0.5), ("2", 0)]


def test_a_conversation_cut_short_counts_turn_by_turn_but_not_as_a_whole() -> None:
    tables = run(Talk({"a": "++"}, id="x"), Talk({"a": "+-+-"}, id="y"))
    unfinished = tables.conversations.with_columns(finished=pl.col("conversation") != "x")
    found = measure(Tables(**{**vars(tables), "conversations": unfinished}), resamples=20)
    assert value(found, "csr") == (4 / 6, 6)
    assert value(found, "isr") == (4 / 6, 6)
    assert value(found, "ssr") == (1 / 4, 1)
    assert value(found, "edr_len") == (4, 1)
    assert found["pass_hat"]["1"]["n"] == 1
    assert value(found, "csl") == (0, 1)
    assert values(found["survival"]) == [(1, 2), (0.5, 2)]


def test_equal_ages_are_compared_by_edit() -> None:
    # added: ages 0 to 3 in b, 0 and 1 in a; revised: ages 0 and 1; the shared ages are 0 and 1
    found = of(Talk({"a": "+---", "b": "++--"}, revise={"a": [3]}))["by_edit"]
    weights = {0: 3 / 6, 1: 3 / 6}  # of the six checks at ages 0 and 1
    assert found["add"]["value"] == pytest.approx(weights[0] * 1 + weights[1] * 1 / 2)
    assert found["revise"]["value"] == 0
    assert (found["add"]["n"], found["revise"]["n"]) == (4, 2)
    assert found["add"]["pooled"]["value"] == pytest.approx(3 / 6)
