"""What all screens share: help, palette, themes, room, the way out."""

from pathlib import Path

import pytest
from textual.binding import Binding
from textual.command import CommandPalette
from textual.pilot import Pilot

from driftsim_tui.app import DriftApp
from driftsim_tui.disk import DiskSource
from driftsim_tui.screens.base import BaseScreen
from driftsim_tui.screens.finding import Finding
from driftsim_tui.screens.keeping import Keeping
from driftsim_tui.screens.keys import KeysScreen, offered
from driftsim_tui.screens.moving import Moving
from driftsim_tui.screens.replay import ReplayScreen
from driftsim_tui.screens.run import RunScreen
from driftsim_tui.screens.runs import RunsScreen
from driftsim_tui.widgets.table import Table
from tests.unit.tui.drive import SMALL, drive, press, seen, settle


def test_help_tells_every_key_and_closes(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        replay = app.screen
        bound = {
            key
            for key, active in replay.active_bindings.items()
            if active.node is replay and not active.binding.system
        }
        keys = offered(replay)
        assert len(keys) < len(bound)
        assert "→ l n ← h p" in {" ".join(sorted(each, key="→ln←hp".find)) for each in keys.values()}
        await press(app, pilot, "question_mark")
        told = seen(app)
        assert "the next turn with a violation, or the one before" in told
        assert "unfold or fold the reasoning" in told
        await press(app, pilot, "question_mark")
        assert not isinstance(app.screen, KeysScreen)

    drive(lambda: ReplayScreen(DiskSource(run), "dinner"), script, size=(100, 50))


def test_every_key_of_ours_is_told(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        for cls in (*type(app.screen).__mro__, *type(app).__mro__):
            if cls.__module__.startswith("driftsim_tui"):
                for binding in cls.__dict__.get("BINDINGS", ()):
                    assert binding.tooltip in offered(app.screen), binding

    for first in (lambda: ReplayScreen(DiskSource(run), "dinner"), lambda: RunScreen(DiskSource(run))):
        drive(first, script)


def test_the_page_tells_every_key(run: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "tui.md").read_text("utf-8")

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        for cls in (
            BaseScreen,
            RunsScreen,
            RunScreen,
            ReplayScreen,
            Moving,
            Finding,
            Keeping,
            Table,
            DriftApp,
        ):
            for binding in cls.__dict__["BINDINGS"]:
                key = Binding(binding.key.split(",")[-1 if cls in (Table, BaseScreen) else 0], "")
                told = app.get_key_display(key)
                assert f"`{told}`" in page or f"`{told.replace('^', 'ctrl+')}`" in page, binding

    drive(lambda: RunScreen(DiskSource(run)), script)


def test_the_palette_does_what_a_key_does(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        await press(app, pilot, *"last turn")
        await pilot.pause(0.3)
        await press(app, pilot, "down", "enter")
        await settle(app, pilot)
        assert isinstance(app.screen, ReplayScreen)
        assert app.screen.turn == 9

    drive(lambda: ReplayScreen(DiskSource(run), "dinner"), script)


def test_themes_and_no_colour(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        for name in ("driftsim-light", "driftsim-plain", "driftsim-dark"):
            await press(app, pilot, "ctrl+t")
            assert app.theme == name

    async def colourless(app: DriftApp, pilot: Pilot[None]) -> None:
        assert app.theme == "driftsim-plain"
        told = seen(app)
        assert "◒ short stale" in told
        assert "user  User 5" in told
        colours = {
            (segment.style.color.triplet if segment.style.color else None)
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style
        }
        assert all(colour is None or len(set(colour)) == 1 for colour in colours)

    drive(lambda: ReplayScreen(DiskSource(run), "dinner"), script)
    monkeypatch.setenv("NO_COLOR", "1")
    drive(lambda: ReplayScreen(DiskSource(run), "dinner", turn=5), colourless)


def test_too_little_room_is_said_politely(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        assert "driftsim needs 80 columns and 24 lines" in seen(app)
        assert "here are 60 and 20" in seen(app)
        await pilot.resize_terminal(*SMALL)
        await settle(app, pilot)
        assert "driftsim needs" not in seen(app)
        assert "turn 1 of 9" in seen(app)

    drive(lambda: ReplayScreen(DiskSource(run), "dinner"), script, size=(60, 20))


def test_the_way_out(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await pilot.press("q")
        await pilot.pause()

    assert not drive(lambda: ReplayScreen(DiskSource(run), "dinner"), script).is_running


def test_a_conversation_that_is_not_there(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        assert any("no conversation 'diner'; did you mean 'dinner'?" in n.message for n in app._notifications)
        await press(app, pilot, "right", "space", "r", "c", "e", "y", "o", "right_square_bracket", "N")

    drive(lambda: ReplayScreen(DiskSource(run), "diner"), script)
