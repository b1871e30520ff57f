"""Every screen, as it was looked at and found right.

To accept others: DRIFTSIM_SNAPSHOTS=accept pytest tests/snapshot
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from driftsim_tui.app import DriftApp
from driftsim_tui.disk import DiskSource
from driftsim_tui.screens.replay import ReplayScreen
from driftsim_tui.screens.run import RunScreen
from driftsim_tui.screens.runs import RunsScreen
from tests.snapshot.screens import drawn
from tests.unit.tui import made
from tests.unit.tui.drive import SMALL, WIDE, drive, press

KEPT = Path(__file__).parent / "screens"


def runs() -> Screen[Any]:
    return RunsScreen(Path("runs"))


def run() -> Screen[Any]:
    return RunScreen(DiskSource(Path("runs/everything")))


def replay() -> Screen[Any]:
    return ReplayScreen(DiskSource(Path("runs/everything")), "dinner", turn=5)


def alive() -> Screen[Any]:
    return ReplayScreen(DiskSource(Path("runs/everything")), "alive", turn=2)


CASES = {
    "runs": (runs, WIDE, "dark", ["m"]),
    "runs_80": (runs, SMALL, "dark", []),
    "run": (run, WIDE, "dark", []),
    "run_light": (run, WIDE, "light", ["j"]),
    "run_80": (run, SMALL, "dark", []),
    "run_80_side": (run, SMALL, "dark", ["tab", "right", "v"]),
    "run_filter": (run, SMALL, "dark", ["f"]),
    "replay": (replay, WIDE, "dark", ["c"]),
    "replay_light": (replay, WIDE, "light", []),
    "replay_80": (replay, SMALL, "dark", []),
    "replay_plain": (replay, SMALL, "plain", ["c"]),
    "replay_alive": (alive, WIDE, "dark", ["c", "r"]),
    "replay_help": (replay, SMALL, "dark", ["question_mark"]),
    "replay_export": (replay, SMALL, "light", ["e"]),
    "replay_find": (replay, SMALL, "dark", ["slash", *"soup", "enter"]),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("snapshot")
    made.everything(place / "runs" / "everything")
    shutil.copytree(place / "runs" / "everything", place / "runs" / "again")
    (place / "runs" / "broken").mkdir()
    (place / "runs" / "broken" / "run.json").write_text("{}")
    return place


@pytest.mark.parametrize("name", CASES)
def test_a_screen(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first: Callable[[], Screen[Any]]
    first, size, theme, keys = CASES[name]
    monkeypatch.chdir(folder)

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *keys)
        found.append(drawn(app))

    found: list[str] = []
    drive(first, script, size=size, theme=f"driftsim-{theme}")
    kept = KEPT / f"{name}.txt"
    if os.environ.get("DRIFTSIM_SNAPSHOTS") == "accept":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found[0], encoding="utf-8")
    assert found[0] == kept.read_text(encoding="utf-8")
