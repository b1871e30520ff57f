"""A conversation by hand: what was said, what is demanded, and a place to type."""

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from driftsim_tui import paint
from driftsim_tui.byhand import Ended, Heard, Seen, Talk, TurnDone, Wanted
from driftsim_tui.screens.base import BaseScreen
from driftsim_tui.screens.replay import ReplayScreen
from driftsim_tui.values import Conversation
from driftsim_tui.widgets.demands import Demands
from driftsim_tui.widgets.lines import Block, Lines
from driftsim_tui.widgets.transcript import Transcript

_PAUSE: Final = 0.15  # seconds without a key before a draft is looked at
_PLAYS: Final = {"model": "You are the model", "user": "You are the user"}


class ChatScreen(BaseScreen):
    """A conversation in which a person plays one side.

    Args:
        talk: Who holds it.
    """

    CSS_PATH = "chat.tcss"
    ABOUT = (
        "By hand: you play one side. On the right stands what is demanded of the reply and, while you type,"
        " what each check would say of it. What you send is checked and kept as any run is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Send", tooltip="send what was typed", priority=True),
        Binding("ctrl+r", "replay", "Replay", tooltip="look at the turns so far"),
        Binding("ctrl+l", "clear", "Clear", show=False, tooltip="empty the draft", priority=True),
    ]

    def __init__(self, talk: Talk) -> None:
        super().__init__()
        self._talk = talk
        self._wanted: Wanted | None = None
        self._ended: Ended | None = None
        self._turns = 0
        self._timer: Timer | None = None

    def body(self) -> Iterator[Widget] | ComposeResult:
        """What was said, what is asked, the draft; the demands beside them."""
        with Horizontal(id="both"):
            with Vertical(id="left"):
                transcript = Transcript(id="transcript")
                transcript.add_class("pane")
                yield transcript
                asked = Lines(id="asked")
                asked.add_class("pane")
                yield asked
                draft = TextArea(id="draft", show_line_numbers=False, soft_wrap=True, disabled=True)
                draft.cursor_blink = False
                yield draft
            demands = Demands(id="demands")
            demands.add_class("pane")
            demands.border_title = "Demanded now"
            yield demands

    def on_mount(self) -> None:
        """Begin the conversation."""
        self._entitle()
        self._talk.start(self._hear)

    def action_send(self) -> None:
        """Send the draft."""
        draft = self.query_one("#draft", TextArea)
        if self._wanted is None:
            self.tell("nothing is waited for")
            return
        text, self._wanted = draft.text, None
        draft.disabled = True
        draft.clear()
        self._talk.give(text)

    def action_clear(self) -> None:
        """Empty the draft."""
        self.query_one("#draft", TextArea).clear()

    def action_replay(self) -> None:
        """Look at the turns so far."""
        if self._turns:
            self.app.push_screen(ReplayScreen(self._talk.source(), self._talk.conversation))
        else:
            self.tell("no turn is finished yet")

    def action_back(self) -> None:
        """Out of the draft first, then out of the conversation."""
        draft = self.query_one("#draft", TextArea)
        if draft.has_focus:
            self.query_one(Transcript).focus()
            self.tell("q leaves; every finished turn is kept")
        else:
            self._talk.leave()
            super().action_back()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._look)

    def _look(self) -> None:
        if self._wanted is not None:
            self.look(self.query_one("#draft", TextArea).text)

    @work(thread=True, exclusive=True, group="preview")
    def look(self, draft: str) -> None:
        """Ask what the checks say of a draft."""
        seen = self._talk.preview(draft) if draft.strip() else ()
        self.app.call_from_thread(self._judge, seen)

    def _judge(self, seen: tuple[Seen, ...]) -> None:
        if self._wanted is not None:
            demands = self.query_one(Demands)
            demands.judge(seen)
            demands.border_subtitle = f"{demands.held} of {len(seen)} held by the draft" if seen else ""

    def _hear(self, heard: Heard) -> None:
        with suppress(RuntimeError, CancelledError):  # the application is being left: nobody hears it
            self.app.call_from_thread(self.hear, heard)

    def hear(self, heard: Heard) -> None:
        """Something happened in the conversation."""
        match heard:
            case Wanted():
                self._want(heard)
            case TurnDone():
                self._turns = heard.turn
                self.load()
            case Ended():
                self._end(heard)
        self._entitle()

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        if self._turns < wanted.turn - 1:  # it was left, and is gone on with
            self._turns = wanted.turn - 1
            self.load()
        asked, draft = self.query_one("#asked", Lines), self.query_one("#draft", TextArea)
        asked.display = wanted.side == "model"
        asked.border_title = f"Turn {wanted.turn}: the user says"
        asked.show_blocks([Block(0, paint.prose(wanted.said, style="$user"))])
        self.query_one(Demands).demand(wanted.demands, wanted.retracted)
        self.query_one(Demands).border_subtitle = ""
        draft.border_title = "Your reply" if wanted.side == "model" else f"Turn {wanted.turn}: you say"
        draft.border_subtitle = "ctrl+s sends"
        draft.disabled = False
        draft.text = "" if wanted.side == "model" else wanted.said
        draft.focus()

    @work(thread=True, exclusive=True, group="so far")
    def load(self) -> None:
        """Read the turns so far."""
        source = self._talk.source()
        whole = source.conversation(self._talk.conversation)
        self.app.call_from_thread(self._show, whole)

    def _show(self, whole: Conversation) -> None:
        transcript, source = self.query_one(Transcript), self._talk.source()
        transcript.show(whole, lambda a, b: source.said(whole.id, a, b))
        if whole.turns:
            transcript.go(whole.turns[-1].number, selected=None)

    def _end(self, ended: Ended) -> None:
        self._ended, self._wanted = ended, None
        self.query_one("#draft", TextArea).display = False
        told = "The conversation is over." if ended.finished else f"It ended early. {ended.fault}"
        asked = self.query_one("#asked", Lines)
        asked.display = True
        asked.border_title = "The end"
        asked.show_blocks([Block(0, paint.text(f"{told} ctrl+r replays it, q leaves."))])
        if self._turns:
            self.load()

    def _entitle(self) -> None:
        state = "over" if self._ended else f"turn {self._wanted.turn}" if self._wanted else "…"
        plays = Content.styled(_PLAYS[self._talk.side], "$accent")
        self.entitle(paint.text(self._talk.conversation, "bold"), plays, right=state)
