"""`driftsim models` tells what `--model` can name, and no key; runs with canned and replayed models."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from driftsim.journal import Run
from driftsim.models.law import parameters
from driftsim.models.profiles import PROFILES
from driftsim.models.providers import PROVIDERS

Cli = Callable[..., Any]


def test_it_lists_everything(cli: Cli) -> None:
    done = cli("models")
    assert done.code == 0
    for name in (
        *(f"sim:{name}" for name in PROFILES),
        *(f"{name}:NAME" for name in PROVIDERS),
        "canned:",
        "replay:",
    ):
        assert name in done.out
    assert "b_age" in done.out
    assert done.err == ""


def test_as_json(cli: Cli) -> None:
    told = json.loads(cli("models", "--json").out)
    assert {p["name"]: p["parameters"]["b_age"] for p in told["profiles"]}["forgetful"] < 0
    assert {p["name"]: p["meaning"] for p in told["parameters"]} == {
        name: what["meaning"] for name, what in parameters().items()
    }
    assert [p["name"] for p in told["providers"]] == list(PROVIDERS)


def test_a_key_is_only_said_to_be_there(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "hunter2222")
    monkeypatch.delenv("DEEPSEEK_API_KEY", raising=False)
    told = {p["name"]: p["key_is_set"] for p in json.loads(cli("models", "--json").out)["providers"]}
    assert (told["openai"], told["deepseek"], told["ollama"]) == (True, False, None)
    for done in (cli("models"), cli("models", "--json")):
        assert "hunter" not in done.out + done.err


def test_every_profile_that_is_listed_opens(cli: Cli) -> None:
    from driftsim.models.open import open_model

    for profile in json.loads(cli("models", "--json").out)["profiles"]:
        model = open_model(f"sim:{profile['name']}")
        assert (model.name, model.takes_notes) == (f"sim:{profile['name']}", True)


def replies(run: str) -> list[tuple[Any, ...]]:
    return (
        Run(Path(run))
        .table("turns")
        .select("scenario", "trial", "turn", "user", "reply")
        .sort("trial", "turn")
        .rows()
    )


SCENARIO = """
id: tea
constraints: {short: {check: length.words, at_most: 12}}
turns:
  ask: {say: What is tea?, add: [short], next: more}
  more: {say: And mate?}
"""


@pytest.fixture
def tea() -> str:
    Path("tea.yaml").write_text(SCENARIO)
    return "tea.yaml"


def test_a_run_is_replayed_to_the_letter(cli: Cli, tea: str) -> None:
    assert cli("run", tea, "--trials", 3, "-o", "first").code == 0
    assert cli("run", tea, "--trials", 3, "--model", "replay:first", "-o", "again").code == 0
    assert replies("first") == replies("again")
    assert len(replies("again")) == 6


def test_other_words_stop_a_replay(cli: Cli, tea: str) -> None:
    cli("run", tea, "-o", "first")
    Path(tea).write_text(SCENARIO.replace("And mate?", "And coffee?"))
    done = cli("run", tea, "--model", "replay:first", "-o", "again")
    assert done.code == 2
    told = "error: replay:first: scenario 'tea', trial 0, turn 2: the user said 'And mate?' when it was recorded, and now says 'And coffee?'"
    assert told in done.err
    done = cli("run", tea, "--seed", 1, "--model", "replay:first", "-o", "seeded")
    assert done.code == 2
    assert "its seed is 0, this run's is 1; it was held with --path adaptive" in done.err


def test_a_canned_run(cli: Cli, tea: str) -> None:
    Path("r.jsonl").write_text('"A drink."\n{"reply": "Another.", "turn": 2, "scenario": "tea"}\n')
    assert cli("run", tea, "--model", "canned:r.jsonl?latency=0.01", "-o", "run").code == 0
    assert [row[-1] for row in replies("run")] == ["A drink.", "Another."]


def test_a_missing_reply_is_a_fault_of_its_conversation(cli: Cli, tea: str) -> None:
    Path("r.jsonl").write_text('{"reply": "A drink.", "turn": 1}\n')
    done = cli("run", tea, "--model", "canned:r.jsonl", "-o", "run")
    assert done.code == 4
    (fault,) = Run(Path("run")).table("faults").to_dicts()
    assert (fault["turn"], fault["kind"]) == (2, "model")
    assert fault["message"] == "r.jsonl holds no reply to turn 2 of scenario 'tea'"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--model", "sim:forgetfull"],
            "unknown profile 'forgetfull' in 'sim:forgetfull'; did you mean 'forgetful'?",
        ),
        (["--model", "opnai:x"], "there is no 'opnai'; did you mean 'openai'?"),
        (["--model", "replay:nowhere"], "nowhere: no such folder"),
        (["--model", "canned:nowhere"], "nowhere: no such file"),
        (["-M", "b_agee=1"], "unknown parameter 'b_agee'; did you mean 'b_age'?"),
        (["-M", "api_key=hunter2222"], "'api_key' looks like a secret"),
        (["-M", "b_age"], "-M b_age: key=value is expected"),
    ],
)
def test_wrong_models_leave_nothing_behind(cli: Cli, tea: str, arguments: list[str], message: str) -> None:
    done = cli("run", tea, *arguments, "-o", "run")
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1
    assert "hunter" not in done.err
    assert not Path("run").exists()
