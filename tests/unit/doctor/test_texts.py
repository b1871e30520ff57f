import pytest

from driftsim import tokens
from driftsim.doctor.keys import addresses, keys
from driftsim.doctor.machine import machine, terminal
from driftsim.doctor.texts import texts
from driftsim.doctor.trial import trial


def test_this_machine_can_count() -> None:
    found = {one.name: one for one in texts()}
    assert all(one.state in ("ok", "off") for one in found.values()), found
    assert found["tokens"].found.startswith(f"{tokens.DEFAULT}, shipped")


def test_what_breaks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise FileNotFoundError(2, "No such file", "driftsim-8k.tiktoken")

    monkeypatch.setattr(tokens, "count", broken)
    found = {one.name: one for one in texts()}
    assert found["tokens"].state == "fail"
    assert "FileNotFoundError" in found["tokens"].found
    monkeypatch.setattr(tokens, "count", lambda _: 9)
    assert "9 tokens where 8 are right" in next(iter(texts())).found


def test_keys_are_named_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-0123456789")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "  ")
    monkeypatch.delenv("DEEPSEEK_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://me:secret@host/v1")
    found = {one.name: one for one in (*keys(), *addresses())}
    assert found["openai"].found == "OPENAI_API_KEY is set"
    assert (found["anthropic"].state, found["anthropic"].found) == (
        "warn",
        "ANTHROPIC_API_KEY is set, and blank",
    )
    assert found["deepseek"].state == "off"
    assert "OPENAI_BASE_URL is set" in found["openai address"].found
    assert not any(secret in str(found) for secret in ("0123", "secret", "host/v1"))


def test_a_terminal_that_knows_few_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    class Narrow:
        encoding = "ascii"

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdout", Narrow())
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    found = {one.name: one for one in terminal()}
    assert found["characters"].state == found["screen"].state == "warn"
    assert "60 ×" in found["screen"].found
    assert "NO_COLOR" in found["screen"].found


def test_few_open_files(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 4096))
    found = {one.name: one for one in machine()}
    assert (found["open files"].state, found["open files"].way_out.split(",")[0]) == (
        "warn",
        "ulimit -n 1024",
    )


def test_a_trial_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = trial()
    assert found.state == "ok"
    monkeypatch.setattr("driftsim.doctor.trial._SCENARIO", "missing")
    (found,) = trial()
    assert (found.state, "KeyError" in found.found) == ("fail", True)
