import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from driftsim.__main__ import main
from tests.e2e.terminal import Terminal

ADD = {"add": {"short": {"check": "length.words", "at_most": 2}}}


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str


def talk(name: Any, *turns: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A recorded conversation; a turn gives only what matters."""
    told = turns or (ADD, {})
    return {
        "id": name,
        "turns": [{"user": "Hello.", "assistant": "Hi there.", **turn} for turn in told],
        **fields,
    }


def save(name: str, *records: Any) -> Path:
    path = Path(name)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Runs a command in this process, through the entry point."""

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["driftsim", *map(str, arguments)])
        capsys.readouterr()
        code = main()
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return run


@pytest.fixture
def run(cli: Callable[..., Done]) -> Path:
    """A small finished run, in the folder `run`."""
    save(
        "chat.jsonl",
        talk("a", {}, ADD, {"revise": {"short": {"at_most": 1}}}, {"retract": ["short"]}, model="gpt-4"),
        talk("b", ADD, {"assistant": "=1+1 is a long reply", "user": "-5"}, {}, model="gpt-4"),
        talk("c", ADD, {"assistant": "One two three four."}, {"negate": ["short"]}, model="gpt-4"),
    )
    assert cli("audit", "chat.jsonl", "-o", "run").code == 0
    return Path("run")


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    if shutil.which("tmux") is None:
        pytest.skip("NOT TRIED IN A REAL TERMINAL: there is no tmux here")
    opened = Terminal(Path.cwd())
    yield opened
    opened.close()
