"""The conversation by hand: what is shown, sent, looked at and left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import TextArea

from driftsim_tui.app import DriftApp
from driftsim_tui.byhand import Demand, Ended, Heard, Seen, Side, TurnDone, Wanted
from driftsim_tui.disk import DiskSource
from driftsim_tui.screens.chat import ChatScreen
from driftsim_tui.screens.replay import ReplayScreen
from tests.unit.tui.drive import SMALL, drive, press, seen, settle
from tests.unit.tui.made import HOSTILE

SHORT = Demand("short", 2, "Answer in at most 5 words.", "revise", 0)
OLD = Demand("no_milk", 1, 'Do not use "milk".', "add", 3, restated=True)


class Fake:
    """A talk that does what a test says."""

    conversation = "dinner"

    def __init__(self, run: Path, side: Side = "model") -> None:
        self.side, self._run = side, run
        self.given: list[str] = []
        self.left = False

    def start(self, hear: Callable[[Heard], None]) -> None:
        pass

    def source(self) -> DiskSource:
        return DiskSource(self._run)

    def give(self, text: str) -> None:
        self.given.append(text)

    def preview(self, draft: str) -> tuple[Seen, ...]:
        many = len(draft.split())
        return (
            Seen("short", many <= 5, f"{many} words, asked for at most 5"),
            Seen("no_milk", None, "no judge"),
        )

    def leave(self) -> None:
        self.left = True


def at(app: DriftApp) -> ChatScreen:
    assert isinstance(app.screen, ChatScreen)
    return app.screen


async def want(app: DriftApp, pilot: Pilot[None], side: Side = "model", said: str = "How many cups?") -> None:
    at(app).hear(Wanted(4, side, said, (SHORT, OLD), ("bullets",)))
    await settle(app, pilot)


def test_what_is_asked_and_demanded_is_shown_and_a_draft_is_judged_while_it_is_typed(run: Path) -> None:
    talk = Fake(run)

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await want(app, pilot)
        told = seen(app)
        assert "Turn 4: the user says" in told
        assert "How many cups?" in told
        assert "· short v2 ~ changed" in told
        assert "Answer in at most 5 words." in told
        assert "no_milk v1 age 3" in told
        assert "said again" in told
        assert "− bullets no longer" in told
        await pilot.press(*"a b c d e f")
        await pilot.pause(0.4)
        await settle(app, pilot)
        told = seen(app)
        assert "○ short" in told
        assert "6 words, asked for at most 5" in told
        assert "× no_milk" in told
        assert "0 of 2 held by the draft" in told
        await press(app, pilot, "ctrl+s")
        assert talk.given == ["a b c d e f"]
        assert app.screen.query_one("#draft", TextArea).text == ""

    drive(lambda: ChatScreen(talk), script)


def test_nothing_is_sent_twice_or_unasked(run: Path) -> None:
    talk = Fake(run)

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "ctrl+s")
        await want(app, pilot)
        await press(app, pilot, "x", "ctrl+s", "ctrl+s")
        assert talk.given == ["x"]

    drive(lambda: ChatScreen(talk), script)


def test_a_finished_turn_is_seen_and_can_be_replayed(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "ctrl+r")
        assert isinstance(app.screen, ChatScreen)
        at(app).hear(TurnDone(9))
        await settle(app, pilot)
        assert "User 9 of dinner asks." in seen(app)
        await press(app, pilot, "ctrl+r")
        assert isinstance(app.screen, ReplayScreen)

    drive(lambda: ChatScreen(Fake(run)), script)


def test_a_conversation_that_is_gone_on_with_shows_what_was_said(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await want(app, pilot)
        assert "User 9 of dinner asks." in seen(app)

    drive(lambda: ChatScreen(Fake(run)), script)


def test_the_user_begins_with_what_the_scenario_says(run: Path) -> None:
    talk = Fake(run, "user")

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await want(app, pilot, "user", "Plan my day.")
        assert "You are the user" in seen(app)
        assert "Turn 4: you say" in seen(app)
        await press(app, pilot, "ctrl+s")
        assert talk.given == ["Plan my day."]
        await want(app, pilot, "user", "Plan my day.")
        await press(app, pilot, "ctrl+l", "O", "ctrl+s")
        assert talk.given[1:] == ["O"]

    drive(lambda: ChatScreen(talk), script)


def test_escape_leaves_the_draft_first_and_q_the_conversation(run: Path) -> None:
    talk = Fake(run)

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await want(app, pilot)
        await press(app, pilot, "q", "escape")
        assert not talk.left
        assert app.screen.query_one("#draft", TextArea).text == "q"
        await pilot.press("q")
        await pilot.pause()
        assert talk.left

    drive(lambda: ChatScreen(talk), script)


def test_the_end_is_told(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        at(app).hear(Ended(finished=False, fault="model: [red]the server is gone"))
        await settle(app, pilot)
        assert "It ended early. model: [red]the server is gone" in " ".join(seen(app).split())
        at(app).hear(Ended(finished=True))
        await settle(app, pilot)
        assert "The conversation is over." in seen(app)

    drive(lambda: ChatScreen(Fake(run)), script)


def test_who_has_left_hears_no_more(run: Path) -> None:
    class Late(Fake):
        def start(self, hear: Callable[[Heard], None]) -> None:
            self.hear = hear

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await settle(app, pilot)

    talk = Late(run)
    drive(lambda: ChatScreen(talk), script)
    with ThreadPoolExecutor() as pool:
        pool.submit(talk.hear, Ended(finished=False)).result()


def test_hostile_words_are_shown_as_they_are(run: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        demand = Demand(HOSTILE, 1, HOSTILE, "add", 0)
        at(app).hear(Wanted(1, "model", HOSTILE, (demand,), (HOSTILE,)))
        await settle(app, pilot)
        assert "[bold red]x[/]" in seen(app)
        assert "\x1b" not in seen(app)

    drive(lambda: ChatScreen(Fake(run)), script, size=SMALL)
