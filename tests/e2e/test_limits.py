"""Limits, estimates, shards and merging from the command line."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from driftsim.journal import Run
from driftsim.tables import TABLES

SCENARIO = """
id: talk
constraints: {short: {check: length.words, at_most: 60}}
start: ask
turns:
  ask: {say: Plan a weekend., add: [short], next: bye}
  bye: {say: Bye.}
"""
GIVEN = ("run", "talk.yaml", "--model", "canned:replies.jsonl", "--trials", "5", "-q")


@pytest.fixture(autouse=True)
def _scenario() -> None:
    Path("talk.yaml").write_text(SCENARIO)
    Path("replies.jsonl").write_text('"A plan."\n"Bye."\n')
    Path("prices.yaml").write_text("'canned:replies.jsonl': {input: 100, output: 200}\n")


def rows(folder: str) -> dict[str, Any]:
    return {name: Run(Path(folder)).table(name).rows() for name in TABLES}


@pytest.mark.parametrize(
    ("option", "value", "more", "words"),
    [
        ("--max-total-turns", "3", "6", "--max-total-turns 3 is reached: 3 turns"),
        ("--max-tokens", "30", "60", "--max-tokens 30 is reached: "),
        ("--max-cost", "0.005", "0.01", "--max-cost 0.005 is reached: $0.00"),
    ],
)
def test_a_limit_stops_and_says_how_to_go_on(
    cli: Callable[..., Any], option: str, value: str, more: str, words: str
) -> None:
    given = (*GIVEN, option, value, "--prices", "prices.yaml", "--max-concurrency", "1", "-o", "r")
    done = cli(*given)
    assert done.code == 3
    assert words in done.err
    assert "every finished turn is kept" in done.err
    told = next(line for line in done.err.splitlines() if line.startswith("go on with: "))
    command = shlex.split(told.removeprefix("go on with: "))
    assert command[command.index(option) + 1] == more
    assert cli(*given, "--resume").code == 3  # the same limit: all of the run counts
    unlimited = [word for word in command[1:] if word not in (option, more)]
    assert cli(*unlimited).code == 0
    assert cli(*GIVEN, "-o", "whole").code == 0
    assert rows("r") == rows("whole")


@pytest.mark.parametrize(
    ("option", "what", "limit", "spent", "more"),
    [
        ("--max-cost", "cost", 1e-8, 0.0002, "0.0004"),
        ("--max-cost", "cost", 1e-8, 1.5e-8, "0.00000002"),
        ("--max-tokens", "tokens", 2e10, 2e10, "40000000000"),
        ("--max-tokens", "tokens", 1, 402, "804"),
        ("--max-time", "seconds", 1e-4, 1e-4, "0.0002"),
    ],
)
def test_what_goes_on_has_a_limit_that_can_be_typed_and_is_not_spent(
    option: str, what: str, limit: float, spent: float, more: str
) -> None:
    from driftsim.cli.limits import doubled, told
    from driftsim.runner import Reached

    reached = Reached(what, limit, spent)
    assert doubled(reached, ["run", option, "x"]) == ["run", option, more]
    assert "e-" not in told(reached).partition(" is reached")[0]


def test_what_was_spent_is_told(cli: Callable[..., Any]) -> None:
    done = cli(*GIVEN, "--prices", "prices.yaml", "-o", "r")
    tokens, cost = done.err.splitlines()[1:3]
    assert tokens.startswith("tokens: ")
    assert tokens.endswith(" of them by our own count")
    assert cost.startswith("cost: $0.0")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--max-cost", "1"), "--max-cost needs a table of prices, for none is guessed: --prices FILE"),
        (("--max-cost", "1", "--prices", "none.yaml"), "none.yaml: no such file"),
        (("--max-cost", "1", "--prices", "other.yaml"), "there is no price of 'canned:replies.jsonl'"),
        (("--max-cost", "0", "--prices", "other.yaml"), "'0' is no amount above 0 in US dollars"),
        (("--max-time", "soon"), "'soon' is no duration above 0: seconds, or such as 90s, 45m, 1h30m"),
        (("--max-tokens", "0"), "0 is not in the range"),
        (("--shard", "3/2"), "'3/2': a part and of how many is expected"),
        (("--shard", "6/6"), "--shard: part 6 of 6 has no conversation"),
        (("--engine", "slurm"), "'slurm'"),
        (("--json",), "--json is the form of what --dry-run tells"),
        (("--reply-tokens", "5"), "--reply-tokens is for --dry-run"),
        (("--fail-under", ""), "--fail-under: it is empty: METRIC=LEAST is expected"),
    ],
)
def test_wrong_limits(cli: Callable[..., Any], arguments: tuple[str, ...], message: str) -> None:
    Path("other.yaml").write_text("'sim:steady': {input: 1, output: 1}\n")
    before = sorted(Path().rglob("*"))
    done = cli(*GIVEN, *arguments)
    assert done.code == 2
    assert message in " ".join(done.err.split())
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize(("text", "seconds"), [("90", 90), ("1h30m", 5400), ("0.5s", 0.5), ("2D", 172_800)])
def test_durations(text: str, seconds: float) -> None:
    from driftsim.cli.limits import DURATION

    assert DURATION.convert(text, None, None) == seconds


def test_an_estimate_writes_nothing(cli: Callable[..., Any]) -> None:
    before = sorted(Path().rglob("*"))
    done = cli(*GIVEN, "--dry-run", "--prices", "prices.yaml", "--reply-tokens", "10")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "5 conversations"
    assert ["turns", "10", "10", "10"] in [line.split() for line in done.out.splitlines()]
    told = json.loads(cli(*GIVEN, "--dry-run", "--json", "--reply-tokens", "10").out)
    assert told["turns"] == {"low": 10, "expected": 10, "high": 10}
    assert told["models"]["canned-replies.jsonl"]["output_tokens"]["expected"] == 100
    assert told["usd"] is None
    assert sorted(Path().rglob("*")) == before


def test_parts_are_merged(cli: Callable[..., Any]) -> None:
    for number in ("1", "2"):
        assert cli(*GIVEN, "--shard", f"{number}/2", "-o", f"part{number}").code == 0
    done = cli("merge", "part1", "part2", "-o", "r")
    assert (done.code, done.out, done.err) == (0, "", "r: 5 conversations, 10 turns, 10 checks\n")
    assert cli(*GIVEN, "-o", "whole").code == 0
    assert rows("r") == rows("whole")
    again = cli("merge", "part1", "part1", "-o", "s")
    assert (again.code, again.err) == (
        2,
        "error: conversations that are in more than one of the runs: talk.t0, talk.t2, talk.t4\n",
    )
    assert cli("merge", "part1", "part2").code == 2
    there = cli("merge", "part1", "-o", "part2")
    assert (there.code, there.err) == (2, "error: part2: exists already; name another folder with -o\n")
    assert "no run here" in cli("merge", ".", "-o", "s").err


def test_ray_is_an_extra(cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "ray", None)
    done = cli(*GIVEN, "--engine", "ray", "-o", "r")
    assert (done.code, done.err) == (2, "error: --engine ray needs Ray: pip install 'driftsim[ray]'\n")
    assert not Path("r").exists()
