"""Tasks, thinking, and conversations that broke off."""

from typing import Any

import polars as pl
import pytest

from driftsim.metrics import Tables, measure
from tests.unit.metrics.build import Talk, run

TALKS = [Talk({"a": "+-+"}, id=f"c{i}", scenario=f"s{i}") for i in range(3)]


def with_turns(tables: Tables, **columns: list[Any]) -> Tables:
    kinds = {"answered": pl.Boolean, "reasoning_tokens": pl.Int64}
    turns = tables.turns.with_columns(**{k: pl.Series(v, dtype=kinds[k]) for k, v in columns.items()})
    return Tables(**{**vars(tables), "turns": turns})


def cut(tables: Tables, *names: str, faults: tuple[tuple[str, str], ...] = ()) -> Tables:
    """The same with some conversations unfinished, and faults as conversation and kind."""
    finished = ~pl.col("conversation").is_in(names)
    whose = {row["conversation"]: row for row in tables.conversations.to_dicts()}
    keys = ("conversation", "scenario", "trial", "seed", "arm")
    rows = [{k: whose[name][k] for k in keys} | {"turn": 4, "kind": kind} for name, kind in faults]
    made = Tables.of(faults=rows).faults
    conversations = tables.conversations.with_columns(finished=finished)
    return Tables(**{**vars(tables), "conversations": conversations, "faults": made})


def test_tasks_answered_right() -> None:
    answered = [True, None, False, None, True, None, None, None, True]
    found = measure(with_turns(run(*TALKS), answered=answered), resamples=200)["task_accuracy"]
    assert (found["value"], found["n"]) == (0.75, 4)
    assert found["low"] < 0.75 < found["high"]


def test_turns_with_nothing_in_force_may_have_a_task() -> None:
    found = measure(with_turns(run(Talk({"a": ".+."})), answered=[True, None, False]), resamples=20)
    assert (found["task_accuracy"]["value"], found["task_accuracy"]["n"]) == (0.5, 2)


def test_thinking() -> None:
    spent = [100, None, 0, 50, None, None, None, None, 250]
    found = measure(with_turns(run(*TALKS), reasoning_tokens=spent), resamples=200)["reasoning_tokens"]
    assert (found["value"], found["n"]) == (100, 4)
    assert 0 <= found["low"] < 100 < found["high"] <= 250


@pytest.mark.parametrize("key", ["task_accuracy", "reasoning_tokens"])
def test_without_any_there_is_no_number(key: str) -> None:
    assert measure(run(*TALKS))[key] == {"value": None, "low": None, "high": None, "n": 0}


def test_no_thinking_is_a_number() -> None:
    found = measure(with_turns(run(*TALKS), reasoning_tokens=[0] * 9), resamples=20)["reasoning_tokens"]
    assert (found["value"], found["n"]) == (0, 9)
    assert found["high"] > 0


def test_what_broke_off_is_counted_and_left_out_of_whole_conversations() -> None:
    tables = run(Talk({"a": "++"}, id="x"), Talk({"a": "+-"}, id="y"), Talk({"a": "++"}, id="z"))
    whole = measure(tables, resamples=20)
    found = measure(cut(tables, "x", "z", faults=(("x", "model"), ("z", "model"))), resamples=20)
    assert found["errors"] == {"checks": 0, "turns": 0, "conversations": 2, "unfinished": 2, "faults": 2}
    assert found["csr"]["value"] == whole["csr"]["value"] == 5 / 6
    assert (found["ssr"]["value"], found["ssr"]["n"]) == (0.5, 1)
    assert (found["edr_len"]["n"], found["pass_hat"]["1"]["n"], found["pass_hat"]["1"]["value"]) == (1, 1, 0)
    assert found["n"]["conversations"] == 3


def test_what_the_simulator_spoilt_is_in_no_number_and_the_headline_is_told_both_ways() -> None:
    tables = run(Talk({"a": "++"}, id="x"), Talk({"a": "+-"}, id="y"), Talk({"a": "--"}, id="z"))
    broken = cut(tables, "x", "z", faults=(("x", "model"), ("z", "user")))
    found, without = measure(broken, resamples=20), measure(tables_of(broken, "x", "y"), resamples=20)
    assert found["simulator_faults"] == 1
    assert found["errors"] == {"checks": 0, "turns": 0, "conversations": 1, "unfinished": 1, "faults": 1}
    assert found["n"]["conversations"] == 2
    assert found["csr"] == without["csr"]
    both = found["with_simulator_faults"]
    assert (found["csr"]["value"], both["csr"]["value"]) == (3 / 4, 3 / 6)
    assert (found["isr"]["n"], both["isr"]["n"]) == (4, 6)
    assert found["warnings"][0].startswith("1 of 3 conversations are in no number")
    assert "with_simulator_faults" not in measure(tables, resamples=20)


def test_a_conversation_that_the_simulator_spoilt_leaves_all_arms() -> None:
    talks = [
        Talk({"a": "+-"}, id=f"{i}.{arm}", scenario="s", trial=i, arm=arm) for i in (0, 1) for arm in "ab"
    ]
    found = measure(cut(run(*talks), "1.b", faults=(("1.b", "scenario"),)), resamples=20)["arms"]
    assert [found[arm]["n"]["conversations"] for arm in "ab"] == [1, 1]
    assert [found[arm]["simulator_faults"] for arm in "ab"] == [0, 1]
    assert [found[arm]["with_simulator_faults"]["csr"]["n"] for arm in "ab"] == [4, 4]


def tables_of(tables: Tables, *names: str) -> Tables:
    kept = tables.conversations.filter(pl.col("conversation").is_in(names))
    return Tables(**{**vars(tables), "conversations": kept, "faults": Tables.of().faults})


def test_it_is_warned_of() -> None:
    tables = run(*TALKS)
    found = measure(cut(tables, "c0", "c1", faults=(("c0", "model"),)), resamples=20)["warnings"]
    assert (
        "2 of 3 conversations broke off (1 in an error of the model, 1 because the run was stopped): ssr, edr"
        " and pass^k leave them out."
    ) in found
    assert not any("broke off" in sentence for sentence in measure(tables, resamples=20)["warnings"])


def test_faults_belong_to_their_arm() -> None:
    tables = run(Talk({"a": "+"}, id="x"), Talk({"a": "+"}, id="y", arm="b"))
    found = measure(cut(tables, "x", faults=(("x", "model"),)), resamples=20)["arms"]
    assert [found[arm]["errors"]["faults"] for arm in "ab"] == [1, 0]
    assert [found[arm]["errors"]["unfinished"] for arm in "ab"] == [1, 0]
