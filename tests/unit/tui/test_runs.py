"""The screen of all runs under a folder."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from driftsim_tui.app import DriftApp
from driftsim_tui.folders import find
from driftsim_tui.screens.run import RunScreen
from driftsim_tui.screens.runs import RunsScreen
from driftsim_tui.widgets.table import Table
from tests.unit.tui.drive import SMALL, drive, press, said, seen


@pytest.fixture(scope="module")
def folder(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs, one of them deeper, and two that are broken."""
    runs = tmp_path_factory.mktemp("all")
    shutil.copytree(run, runs / "a-run")
    shutil.copytree(run, runs / "deep" / "er" / "b-run")
    (runs / "broken").mkdir()
    (runs / "broken" / "run.json").write_text("[]")
    shutil.copytree(run, runs / "cut")
    (runs / "cut" / "journal.sqlite").write_bytes(b"SQLite")
    (runs / "no run").mkdir()
    return runs


def names(app: DriftApp) -> list[str]:
    table = app.screen.query_one(Table)
    return [table._row(place)[1].plain for place in range(table.count)]


def test_runs_are_found_and_measured(folder: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        assert names(app) == ["a-run", "a-run", "broken", "cut", "deep/er/b-run", "deep/er/b-run"]
        told = seen(app)
        assert "× broken" in told
        assert "not the manifest of a run" in told
        assert "not a journal" in told
        assert "4 runs" in told
        line = next(line for line in told.splitlines() if "second" in line)
        assert " 1 " in line  # conversations
        assert "0." in line  # csr
        orders = []
        for _ in range(5):
            await press(app, pilot, "s")
            orders.append(app.screen.query_one(Table).sorted)
        assert [order and order[0] for order in orders] == ["csr", "half_life", "size", "errors", "run"]
        await press(app, pilot, "S", "S")
        assert app.screen.query_one(Table).sorted == ("size", True)
        assert names(app) == ["a-run", "deep/er/b-run"] * 2 + ["broken", "cut"]

    drive(lambda: RunsScreen(folder), script)


def test_sort_filter_mark_and_open(folder: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        assert isinstance(app.screen, RunsScreen)
        await press(app, pilot, "m", "m")
        assert [side.arm for side in app.screen.marked] == ["first", "second"]
        assert seen(app).count("▶") == 2
        await press(app, pilot, "k", "m")
        assert [side.arm for side in app.screen.marked] == ["first"]
        await press(app, pilot, "slash", *"b-run", "enter")
        assert names(app) == ["deep/er/b-run"] * 2
        await press(app, pilot, "G", "enter")
        assert isinstance(app.screen, RunScreen)
        assert app.screen.which.arm == "second"
        assert "alive" in seen(app)
        await press(app, pilot, "q", "slash", *["backspace"] * 5, *"broken", "enter", "enter")
        assert "not the manifest" in said(app)
        assert isinstance(app.screen, RunsScreen)

    drive(lambda: RunsScreen(folder), script, size=SMALL)


def test_an_empty_folder(tmp_path: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        assert "no run here; driftsim run and driftsim audit make them" in seen(app)
        await press(app, pilot, "enter", "m", "j", "G")
        assert "0 runs" in seen(app)

    drive(lambda: RunsScreen(tmp_path), script)


def test_a_run_that_is_itself_given(run: Path) -> None:
    assert {side.name for side in find(run)} == {"everything"}
