"""`driftsim models` tells what `--model` can name, and no key."""

import json
from collections.abc import Callable
from typing import Any

import pytest

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
