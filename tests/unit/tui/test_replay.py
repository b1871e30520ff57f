"""The replay screen: every key, and what is seen after it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from driftsim_tui.app import Allowed, DriftApp
from driftsim_tui.disk import DiskSource
from driftsim_tui.screens.moving import SPEEDS
from driftsim_tui.screens.replay import ReplayScreen
from driftsim_tui.state import State
from driftsim_tui.widgets.ledger import Ledger
from driftsim_tui.widgets.scrubber import Scrubber
from driftsim_tui.widgets.transcript import Transcript
from tests.unit.tui.drive import SMALL, drive, press, said, seen, settle


def replay(run: Path, name: str = "dinner", **options: object) -> ReplayScreen:
    return ReplayScreen(DiskSource(run), name, **options)  # type: ignore[arg-type]


def here(app: DriftApp) -> int:
    assert isinstance(app.screen, ReplayScreen)
    return app.screen.turn


def test_a_turn_with_its_ledger(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *["right"] * 4)
        told = seen(app)
        assert "turn 5 of 9" in told
        assert "~ short" in told
        assert "user  User 5 of dinner asks." in told
        assert "model Soup with beans tonight." in told
        assert "◒ short stale" in told
        assert "v2 ~ revised turn 5, age 0" in told
        assert "●●●◒" in told
        assert "4 words, asked for at most 3" in told
        assert "● no_meat followed" in told
        assert "·◐●" in told or "●◐●" in told

    drive(lambda: replay(run), script)


MOVES = (
    ("right", 2), ("l", 3), ("n", 4), ("left", 3), ("h", 2), ("p", 1), ("left", 1), ("end", 9), ("right", 9),
    ("home", 1), ("G", 9), ("g", 1),
    ("right_square_bracket", 4), ("right_square_bracket", 5), ("left_square_bracket", 4), ("left_square_bracket", 4),
    ("right_curly_bracket", 5), ("left_curly_bracket", 3), ("exclamation_mark", 8), ("exclamation_mark", 8),
)  # fmt: skip


def test_keys_that_move(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        for key, turn in MOVES:
            await press(app, pilot, key)
            assert here(app) == turn, key
            assert f"turn {turn} of 9" in seen(app)
            assert app.screen.query_one(Scrubber).turn == turn

    drive(lambda: replay(run), script, size=SMALL)


async def until(pilot: Pilot[None], reached: Callable[[], bool]) -> None:
    """Wait for what time alone brings, as long as it takes."""
    while not reached():
        await pilot.pause(0.02)


def test_it_plays_at_a_speed_pauses_and_stops_at_the_end(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *["plus"] * 9)
        assert f"paused {SPEEDS[-1]:g}/s" in seen(app)
        await pilot.press("space")
        await until(pilot, lambda: here(app) > 2)
        await press(app, pilot, "space")
        stopped = here(app)
        await pilot.pause(2 / SPEEDS[-1])
        assert here(app) == stopped
        await press(app, pilot, "end", "left")
        await pilot.press("space")
        await until(pilot, lambda: here(app) == 9 and "paused" in seen(app))
        await press(app, pilot, *["minus"] * 9, "space")
        assert here(app) == 1  # from the start again
        assert f"▶ {SPEEDS[0]:g}/s" in seen(app)

    drive(lambda: replay(run), script)


def test_constraints_are_selected_and_tell_more(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "c")
        assert app.screen.query_one(Ledger).selected == "short"
        assert "law: P(follow) 0.75, drawn to violate" in seen(app)
        assert "judge: violated. too long for a judge" in seen(app)
        assert "length.words at_most=6" in seen(app)
        await press(app, pilot, "right", "c")
        assert app.screen.query_one(Ledger).selected == "no_meat"
        await press(app, pilot, "C")
        assert app.screen.query_one(Ledger).selected == "short"
        await press(app, pilot, "tab", "j")
        assert app.screen.query_one(Ledger).selected == "no_meat"
        await press(app, pilot, "up")
        assert app.screen.query_one(Ledger).selected == "short"

    drive(lambda: replay(run, "alive"), script)


def test_reasoning_is_folded_until_it_is_asked_for(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        assert "▸ reasoning, 17 characters" in seen(app)
        assert "I think of alive." not in seen(app)
        await press(app, pilot, "r")
        assert "I think of alive." in seen(app)
        await press(app, pilot, "r")
        assert "I think of alive." not in seen(app)

    drive(lambda: replay(run, "alive"), script)


def test_tokens_time_and_faults(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        told = seen(app)
        assert "input 90, output 80, reasoning 70" in told
        assert "1.5 s" in told
        assert "× model: connection refused" in told
        assert "stopped: length" in told
        await press(app, pilot, "right")
        assert "answered wrong" in seen(app)
        await press(app, pilot, "exclamation_mark")
        assert here(app) == 4

    drive(lambda: replay(run, "alive"), script)


def test_what_a_turn_cost(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        assert "reasoning 70 · 0.1700 USD" in seen(app)

    def cost(model: str, tokens: Mapping[str, int]) -> float:
        return (tokens["input"] + tokens["output"]) / 1000

    drive(lambda: replay(run, "alive"), script, cost=cost)


def test_what_lingers_and_what_has_no_reply(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "end")
        told = seen(app)
        assert "short" in told
        assert "retired" in told
        assert "retracted turn 8" in told
        await press(app, pilot, "left")
        assert "× no reply" in seen(app)
        assert "× no_meat error" in seen(app)

    drive(lambda: replay(run), script)


def test_the_violating_span_is_marked(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        strips = app.screen._compositor.render_strips()
        (style,) = (segment.style for strip in strips for segment in strip if segment.text == "Steak")
        assert style is not None
        assert style.underline

    drive(lambda: replay(run, turn=4), script)


def test_find(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "slash", *"BEANS", "enter")
        assert here(app) == 2
        for key, turn in (("N", 4), ("N", 5), ("N", 2), ("B", 5)):
            await press(app, pilot, key)
            assert here(app) == turn
        await press(app, pilot, "slash", "escape")
        assert here(app) == 5
        await press(app, pilot, "slash", *"nowhere", "enter")
        assert "is nowhere in this conversation" in said(app)

    drive(lambda: replay(run), script)


def test_the_other_conversations(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "full_stop")
        assert "c0" in seen(app)
        await press(app, pilot, "comma", "comma")
        assert "dinner" in seen(app)

    drive(lambda: replay(run, siblings=("dinner", "c0")), script)


def test_copy(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "y")
        assert app.clipboard == "Beans on toast."
        await press(app, pilot, "Y")
        assert app.clipboard.startswith("# dinner\n")
        assert "| ● followed | short | 1 | 0 |" in app.clipboard

    drive(lambda: replay(run, turn=2), script)


def test_export_to_new_files_only(run: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine")

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        for name in ("all.json", "all.md", "mine.md", "all.txt"):
            await press(app, pilot, "e")
            app.screen.query_one(Input).value = str(tmp_path / name)
            await press(app, pilot, "enter")
        assert "neither in .md nor in .json" in seen(app)
        assert "there is a file of that name" in said(app)
        await press(app, pilot, "escape", "e", "shift+tab", "down", "enter")
        app.screen.query_one(Input).focus()
        app.screen.query_one(Input).value = str(tmp_path / "one.json")
        await press(app, pilot, "enter")

    drive(lambda: replay(run, turn=3), script)
    whole = json.loads((tmp_path / "all.json").read_text())
    assert [turn["reply"] for turn in whole["turns"]][1:4] == [
        "Beans on toast.",
        "Soup, then.",
        "Steak with beans.",
    ]
    assert whole["system"] == "Be kind."
    assert len((tmp_path / "all.md").read_text().split("## Turn ")) == 10
    assert [turn["turn"] for turn in json.loads((tmp_path / "one.json").read_text())["turns"]] == [3]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.json", "all.md", "mine.md", "one.json"]
    assert (tmp_path / "mine.md").read_text() == "mine"


def test_in_a_browser_nothing_is_written_or_started(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "e")
        assert "no files are written from here" in said(app)
        await press(app, pilot, "o")
        assert "no pager is started from here" in said(app)

    drive(lambda: replay(run), script, allowed=Allowed(pager=False, files=False))


def test_the_mouse(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await pilot.click(Scrubber, offset=(134, 1))
        await settle(app, pilot)
        assert here(app) == 9
        await pilot.click(Scrubber, offset=(7, 1))
        await settle(app, pilot)
        assert here(app) == 1
        transcript = app.screen.query_one(Transcript)
        await pilot.click(Transcript, offset=(5, 2 + transcript.line_of(3)))
        await settle(app, pilot)
        assert here(app) == 3
        await pilot.click(Ledger, offset=(5, 1))
        await settle(app, pilot)
        assert app.screen.query_one(Ledger).selected == "short"

    drive(lambda: replay(run), script)


def test_the_place_is_remembered_and_not_in_the_run(run: Path, tmp_path: Path) -> None:
    before = sorted(run.iterdir())

    async def go_on(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "right", "right", "plus", "ctrl+t")

    async def come_back(app: DriftApp, pilot: Pilot[None]) -> None:
        assert here(app) == 3
        assert "2/s" in seen(app)
        assert app.theme == "driftsim-light"

    drive(lambda: replay(run), go_on, state=tmp_path)
    assert State(tmp_path).place(str(run)) == {"conversation": "dinner", "turn": 3}
    drive(lambda: replay(run), come_back, state=tmp_path)
    assert sorted(run.iterdir()) == before


@pytest.mark.slow
def test_the_transcript_is_read_around_the_turn_and_slides(evil: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        transcript = app.screen.query_one(Transcript)
        await press(app, pilot, "end")
        assert "turn 300 of 300" in seen(app)
        assert len(transcript._blocks) < 20
        await press(app, pilot, "home", *["pagedown"] * 4)
        assert transcript._window[1] > 6
        assert len(transcript._blocks) < 30
        await press(app, pilot, *["pageup"] * 5)
        assert transcript._window[0] == 1

    drive(lambda: replay(evil, "endless"), script)
