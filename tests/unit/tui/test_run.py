"""The screen of one run: list, curve, map; sorting, filtering, searching."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Select

from driftsim_tui.app import DriftApp
from driftsim_tui.disk import DiskSource
from driftsim_tui.screens.replay import ReplayScreen
from driftsim_tui.screens.run import RunScreen
from driftsim_tui.source import Filter
from driftsim_tui.widgets.heat import HeatMap
from driftsim_tui.widgets.table import Table
from tests.unit.tui.drive import SMALL, drive, press, seen, settle


def listed(app: DriftApp) -> list[str]:
    assert isinstance(app.screen, RunScreen)
    table = app.screen.query_one(Table)
    return [table._row(place)[0].plain for place in range(table.count)]


def screen(run: Path, which: Filter | None = None) -> RunScreen:
    return RunScreen(DiskSource(run), which)


def test_the_list_sorts_by_every_column(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        assert listed(app)[:3] == ["dinner", "c0", "c1"]
        told = seen(app)
        assert "dinner" in told
        assert "Followed by age" in told
        assert "first 0." in told  # the arm's csr below the curve
        orders = [listed(app)]
        for _ in range(6):
            await press(app, pilot, "s")
            orders.append(listed(app))
        by_first = orders[1]
        firsts = {row["conversation"]: row["first"] for row in app.screen._all.iter_rows(named=True)}  # type: ignore[attr-defined]
        known = [firsts[name] for name in by_first if firsts[name] is not None]
        assert known == sorted(known)
        assert orders[6][0] == "alive"  # by fault
        await press(app, pilot, "s")
        assert listed(app) == orders[0]
        await pilot.click(Table, offset=(3, 0))
        await settle(app, pilot)
        assert listed(app) == sorted(orders[0])
        await pilot.click(Table, offset=(3, 0))
        await settle(app, pilot)
        assert listed(app) == sorted(orders[0], reverse=True)

    drive(lambda: screen(run), script)


def test_keys_of_the_list_and_opening(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        table = app.screen.query_one(Table)
        for key, row in (
            ("j", 1),
            ("down", 2),
            ("k", 1),
            ("up", 0),
            ("G", 7),
            ("g", 0),
            ("end", 7),
            ("home", 0),
            ("pagedown", 7),
            ("pageup", 0),
        ):
            await press(app, pilot, key)
            assert table.cursor == row, key
        await press(app, pilot, "j", "enter")
        assert isinstance(app.screen, ReplayScreen)
        assert "c0" in seen(app)
        await press(app, pilot, "full_stop")
        assert "c1" in seen(app)
        await press(app, pilot, "q")
        assert isinstance(app.screen, RunScreen)
        await pilot.click(Table, offset=(3, 3), times=2)
        await settle(app, pilot)
        assert isinstance(app.screen, ReplayScreen)

    drive(lambda: screen(run), script)


def test_search_and_clear(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "slash", *"USER 3 OF C2", "enter")
        assert listed(app) == ["c2"]
        assert "text USER 3 OF C2" in seen(app)
        await press(app, pilot, "slash", "escape")
        assert listed(app) == ["c2"]
        await press(app, pilot, "x")
        assert len(listed(app)) == 8
        await press(app, pilot, "slash", *"think of alive", "enter")  # reasoning, too
        assert listed(app) == ["alive"]

    drive(lambda: screen(run), script, size=SMALL)


def test_filters_and_that_nothing_may_pass(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f")
        app.screen.query_one("#scenario", Select).value = "s1"
        await press(app, pilot, "f")
        assert listed(app) == ["c1", "c3", "c5"]
        assert "scenario s1" in seen(app)
        await press(app, pilot, "f", "escape")
        assert len(listed(app)) == 3
        await press(app, pilot, "f")
        app.screen.query_one("#arm", Select).value = "second"
        await press(app, pilot, "f")
        assert listed(app) == []
        assert "no conversation passes the filter" in seen(app)

    drive(lambda: screen(run), script)


def test_the_map_and_the_curves(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "tab")
        heat = app.screen.query_one(HeatMap)
        assert heat.has_focus
        await press(app, pilot, "right", "right", "l", "j", "down", "k", "h", "left")
        assert heat.at == (1, 1)
        await press(app, pilot, "left", "up", "up", "left")
        assert heat.at == (0, 0)
        first = heat._heat.constraints[0]
        assert f"{first} · turn 1 ·" in seen(app)
        await press(app, pilot, "enter")
        assert f"constraint {first}" in seen(app)
        await press(app, pilot, "v")
        assert "Followed by turn" in seen(app)
        await press(app, pilot, "v")
        assert "Not yet violated" in seen(app)
        await press(app, pilot, "tab")
        assert app.screen.query_one(Table).has_focus
        assert "conversation" in seen(app)

    drive(lambda: screen(run), script, size=SMALL)


def test_the_cursor_returns_to_where_it_was(run: Path, tmp_path: Path) -> None:
    async def go(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "j", "j")

    async def back(app: DriftApp, pilot: Pilot[None]) -> None:
        assert app.screen.query_one(Table).cursor == 3

    drive(lambda: screen(run), go, state=tmp_path)
    drive(lambda: screen(run), back, state=tmp_path)
