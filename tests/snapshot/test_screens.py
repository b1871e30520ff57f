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
from driftsim_tui.source import Curves, Filter, Point
from tests.snapshot.screens import drawn
from tests.unit.tui import made
from tests.unit.tui.drive import SMALL, WIDE, drive, press

KEPT = Path(__file__).parent / "screens"


class Fixed(DiskSource):
    """A run on disk with curves that are made up: what is tried here is how they are drawn."""

    def curves(self, which: Filter) -> tuple[Curves, ...]:
        falling = tuple(Point(x, 1 - x / 12, 0.9 - x / 12, min(1.0, 1.1 - x / 12), 9) for x in range(9))
        csr, half = Point(0, 0.7, 0.5, 0.9, 50), Point(0, 3.0)
        arms = (which.arm,) if which.arm else self.run.manifest.arms
        return tuple(Curves(arm, falling, falling[1:], falling[1:], csr, half) for arm in arms)


EVERYTHING = Path("runs/everything")


def runs() -> Screen[Any]:
    return RunsScreen(Path("runs"))


def run() -> Screen[Any]:
    return RunScreen(Fixed(EVERYTHING))


def replay() -> Screen[Any]:
    return ReplayScreen(Fixed(EVERYTHING), "dinner", turn=5)


def alive() -> Screen[Any]:
    return ReplayScreen(Fixed(EVERYTHING), "alive", turn=2)


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


QUICK = ("runs_80", "run", "run_80_side", "replay_light", "replay_plain")


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in CASES]
)
def test_a_screen(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first: Callable[[], Screen[Any]]
    first, size, theme, keys = CASES[name]
    monkeypatch.chdir(folder)
    monkeypatch.setattr("driftsim_tui.folders.DiskSource", Fixed)

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
