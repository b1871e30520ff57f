"""One conversation, turn by turn, with the ledger beside it."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from driftsim.errors import DriftsimError
from driftsim_tui import jumps, paint
from driftsim_tui.screens.base import BaseScreen
from driftsim_tui.source import Curves, Filter, Point, Source
from driftsim_tui.values import Conversation, Turn
from driftsim_tui.widgets.curve import Curve, Line
from driftsim_tui.widgets.ledger import Ledger
from driftsim_tui.widgets.scrubber import Scrubber
from driftsim_tui.widgets.transcript import Transcript

SPEEDS: Final = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Turns a second."""


class ReplayScreen(BaseScreen):
    """A conversation from its journal.

    Args:
        source: The run.
        conversation: Its id.
        turn: Where to begin; None for where one was the last time.
        siblings: The ids before and after it, in the order of the list that it was opened from.
    """

    CSS_PATH = "replay.tcss"
    ABOUT = (
        "Replay: what was said, turn by turn; the ledger of what is in force beside it, with every outcome so far;"
        " below, the whole conversation at a glance. What violates a constraint is marked in the reply."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play", key_display="space"),
        Binding("right,l,n", "step(1)", "Turn", key_display="←→", tooltip="the next turn"),
        Binding("left,h,p", "step(-1)", "Turn back", show=False, tooltip="the turn before"),
        Binding(
            "right_square_bracket",
            "jump('violation', 1)",
            "Violation",
            key_display="[ ]",
            tooltip="the next turn with a violation",
        ),
        Binding("left_square_bracket", "jump('violation', -1)", "Violation before", show=False),
        Binding(
            "right_curly_bracket",
            "jump('edit', 1)",
            "Edit",
            key_display="{ }",
            tooltip="the next turn with an edit",
        ),
        Binding("left_curly_bracket", "jump('edit', -1)", "Edit before", show=False),
        Binding(
            "exclamation_mark",
            "jump('fault', 1)",
            "The next fault or undecided check",
            key_display="!",
            show=False,
        ),
        Binding("c", "constraint(1)", "Constraint", tooltip="select the next constraint"),
        Binding("C", "constraint(-1)", "Select the constraint before", show=False),
        Binding("r", "reasoning", "Reasoning", tooltip="unfold or fold the reasoning"),
        Binding("plus,equals_sign,greater_than_sign", "speed(1)", "Faster", show=False, key_display="+"),
        Binding("minus,less_than_sign", "speed(-1)", "Slower", show=False, key_display="-"),
        Binding("home,g", "end(-1)", "To the first turn", show=False),
        Binding("end,G", "end(1)", "To the last turn", show=False),
        Binding("full_stop", "sibling(1)", "The next conversation", key_display=".", show=False),
        Binding("comma", "sibling(-1)", "The conversation before", key_display=",", show=False),
        Binding("slash", "find", "Find", key_display="/"),
        Binding("N", "found(1)", "The next turn where it was found", show=False),
        Binding("y", "copy('reply')", "Copy the reply", show=False),
        Binding("Y", "copy('turn')", "Copy the turn as Markdown", show=False),
        Binding("e", "export", "Export", tooltip="write the turn or the conversation as Markdown or JSON"),
        Binding("o", "pager", "Open the turn in the pager", show=False),
    ]

    turn: reactive[int] = reactive(1, init=False)
    playing: reactive[bool] = reactive(False, init=False)

    def __init__(
        self, source: Source, conversation: str, *, turn: int | None = None, siblings: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self._source, self._name, self._wanted = source, conversation, turn
        self._siblings = siblings
        self._whole: Conversation | None = None
        self._backdrop: tuple[Point, ...] = ()
        self._timer: Timer | None = None
        self._speed = 1.0
        self._found: tuple[str, tuple[int, ...]] = ("", ())

    def body(self) -> Iterator[Widget] | ComposeResult:
        """Transcript and ledger side by side, the whole below."""
        with Horizontal(id="both"):
            transcript = Transcript(id="transcript")
            transcript.add_class("pane")
            yield transcript
            ledger = Ledger(id="ledger")
            ledger.add_class("pane")
            ledger.border_title = "Ledger"
            yield ledger
        with Vertical(id="below"):
            yield Curve(id="curve")
            yield Scrubber(id="scrubber")

    def on_mount(self) -> None:
        """Read the conversation."""
        speed = self.ours.state.get("speed", 1.0)
        self._speed = speed if speed in SPEEDS else 1.0
        self.entitle(paint.text(self._name))
        self.load(self._name)

    @work(thread=True, exclusive=True, group="conversation")
    def load(self, name: str) -> None:
        """Read a conversation; it is shown when it is here."""
        try:
            whole = self._source.conversation(name)
        except DriftsimError as error:
            self.app.call_from_thread(self.tell, error, severity="error")
            return
        self.app.call_from_thread(self.show, whole)

    @work(thread=True, exclusive=True, group="backdrop")
    def load_backdrop(self, arm: str) -> None:
        """Read the arm's curve by turn, to be drawn behind."""
        curves = self._source.curves(Filter(arm=arm))
        self.app.call_from_thread(self._draw_backdrop, curves)

    def show(self, whole: Conversation, turn: int | None = None) -> None:
        """Show a conversation that was read."""
        first = self._whole is None or self._whole.arm != whole.arm
        self._whole, self._name = whole, whole.id
        self._found = ("", ())
        self.query_one(Transcript).show(whole, lambda a, b: self._source.said(whole.id, a, b))
        self.query_one(Ledger).show(whole)
        self.query_one(Scrubber).show(whole.turns)
        if first:
            self.load_backdrop(whole.arm)
        wanted = turn or self._wanted or self._remembered() or 1
        self._wanted = None
        self.set_reactive(ReplayScreen.turn, max(1, min(wanted, len(whole.turns))))
        self._go()
        self._draw()

    def watch_turn(self) -> None:
        """Show another turn everywhere."""
        self._go()

    def validate_turn(self, turn: int) -> int:
        """Keep it in the conversation."""
        return max(1, min(turn, len(self._whole.turns) if self._whole else 1))

    def watch_playing(self) -> None:
        """Start or stop the clock."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.playing:
            self._timer = self.set_interval(1 / self._speed, self._tick)
        self._entitle()

    def action_play(self) -> None:
        """Play or pause; at the end, play from the start."""
        if self._whole is not None and not self.playing and self.turn == len(self._whole.turns):
            self.turn = 1
        self.playing = not self.playing

    def action_step(self, by: int) -> None:
        """A turn on or back."""
        self.playing = False
        self.turn += by

    def action_end(self, which: int) -> None:
        """The first or the last turn."""
        if self._whole is not None:
            self.turn = 1 if which < 0 else len(self._whole.turns)

    def action_jump(self, to: str, by: int) -> None:
        """The next turn, or the one before, with a violation, an edit or a fault."""
        if self._whole is not None:
            there = jumps.find(self._whole, self.turn, to, by)
            if there is None:
                self.tell(
                    f"no {'earlier' if by < 0 else 'later'} turn with {'an' if to == 'edit' else 'a'} {to}"
                )
            else:
                self.playing = False
                self.turn = there

    def action_constraint(self, by: int) -> None:
        """Select another constraint."""
        self.query_one(Ledger).action_select(by)

    def action_reasoning(self) -> None:
        """Fold or unfold the reasoning."""
        transcript = self.query_one(Transcript)
        transcript.refold(reasoning=not transcript.reasoning)

    def action_speed(self, by: int) -> None:
        """Play faster or slower."""
        place = SPEEDS.index(self._speed) + by
        self._speed = SPEEDS[max(0, min(place, len(SPEEDS) - 1))]
        self.ours.state.set("speed", self._speed)
        self.watch_playing()

    def action_sibling(self, by: int) -> None:
        """The conversation before or after this one."""
        if self._name in self._siblings:
            place = self._siblings.index(self._name) + by
            if 0 <= place < len(self._siblings):
                self._wanted = 1
                self.load(self._siblings[place])

    @on(Transcript.Picked)
    @on(Scrubber.Picked)
    def _picked(self, event: Transcript.Picked | Scrubber.Picked) -> None:
        self.turn = event.turn

    @on(Ledger.Selected)
    def _selected(self) -> None:
        self._go()

    @property
    def here(self) -> Turn | None:
        """The current turn."""
        return None if self._whole is None or not self._whole.turns else self._whole.turns[self.turn - 1]

    def _go(self) -> None:
        here = self.here
        if here is None:
            return
        ledger = self.query_one(Ledger)
        ledger.go(here)
        transcript = self.query_one(Transcript)
        transcript.go(here.number, selected=ledger.selected)
        transcript.border_subtitle = _counted(here)
        self.query_one(Scrubber).turn = self.turn
        self.query_one(Curve).move(self.turn)
        self._entitle()
        self.ours.state.remember(self._source.place, conversation=self._name, turn=self.turn)

    def _entitle(self) -> None:
        whole = self._whole
        if whole is None:
            return
        parts = [paint.text(whole.id, "bold")]
        if whole.arm not in whole.id:
            parts.append(paint.text(whole.arm))
        if whole.fault is not None:
            parts.append(
                Content.assemble(
                    paint.mark("error"),
                    " ",
                    paint.text(f"{whole.fault.kind}: {whole.fault.message}", "$error"),
                )
            )
        play = "▶" if self.playing else "paused"
        self.entitle(*parts, right=f"turn {self.turn} of {len(whole.turns)}  {play} {self._speed:g}/s")

    def _remembered(self) -> int | None:
        place = self.ours.state.place(self._source.place)
        turn = place.get("turn")
        return turn if place.get("conversation") == self._name and isinstance(turn, int) else None

    def _tick(self) -> None:
        if self._whole is not None and self.turn < len(self._whole.turns):
            self.turn += 1
        else:
            self.playing = False

    def _draw_backdrop(self, curves: tuple[Curves, ...]) -> None:
        self._backdrop = curves[0].by_turn if curves else ()
        self._draw()

    def _draw(self) -> None:
        if self._whole is None:
            return
        own = tuple(Point(t.number, share) for t in self._whole.turns if (share := t.share) is not None)
        lines = [Line(own, "forgotten", dots=True)]
        if self._backdrop:
            lines.append(Line(self._backdrop, "followed", band="band", dim=True))
        self.query_one(Curve).show(lines, cursor=self.turn, span=(1, max(2, len(self._whole.turns))))


def _counted(turn: Turn) -> Content:
    told = [f"{what} {count:,}" for what, count in turn.tokens.items()]
    return Content(f"tokens: {', '.join(told)}" if told else "")


Opening = Callable[[], Any]
