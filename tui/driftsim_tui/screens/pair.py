"""Two conversations side by side, on the same scenario and trial, turn by turn."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from driftsim.errors import DriftsimError
from driftsim_tui import paint
from driftsim_tui.pairs import End, Pair, both, differing
from driftsim_tui.screens.base import BaseScreen
from driftsim_tui.values import Conversation, Turn
from driftsim_tui.widgets.scrubber import Scrubber
from driftsim_tui.widgets.transcript import SaidIn, Transcript
from driftsim_tui.widgets.versus import Versus

_TO_DIFFERENCE: Final = "the next turn in which they differ, or the one before"


class PairScreen(BaseScreen):
    """Two arms on one scenario: both transcripts, and what each constraint came to in both.

    Args:
        left: The one side.
        right: The other one.
        pair: Their conversations.
        others: All pairs, in the order of the list that it was opened from.
        turn: Where to begin.
    """

    CSS_PATH = "pair.tcss"
    ABOUT = (
        "Side by side: two arms on the same scenario and trial, at the same turn. Below, what each constraint"
        " came to on both sides; ≠ marks the ones that were followed on one side only."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,n", "step(1)", "Turn", key_display="←→", tooltip="a turn on or back"),
        Binding("left,h,p", "step(-1)", "Turn back", show=False, tooltip="a turn on or back"),
        Binding("right_square_bracket", "differ(1)", "Difference", key_display="[ ]", tooltip=_TO_DIFFERENCE),
        Binding("left_square_bracket", "differ(-1)", "Difference before", show=False, tooltip=_TO_DIFFERENCE),
        Binding("home,g", "end(-1)", "First turn", show=False, tooltip="the first or the last turn"),
        Binding("end,G", "end(1)", "Last turn", show=False, tooltip="the first or the last turn"),
        Binding(
            "full_stop", "other(1)", "Pair", key_display=", .", tooltip="the next pair, or the one before"
        ),
        Binding("comma", "other(-1)", "Pair before", show=False, tooltip="the next pair, or the one before"),
        Binding("r", "reasoning", "Reasoning", show=False, tooltip="unfold or fold the reasoning"),
        Binding("enter", "open", "Open", key_display="⏎", tooltip="replay the side that has the focus"),
    ]

    turn: reactive[int] = reactive(1, init=False)

    def __init__(
        self, left: End, right: End, pair: Pair, *, others: tuple[Pair, ...] = (), turn: int = 1
    ) -> None:
        super().__init__()
        self._wanted = turn
        self._ends, self._pair, self._others = (left, right), pair, others
        self._wholes: tuple[Conversation, Conversation] | None = None
        self._differing: tuple[int, ...] = ()

    def body(self) -> Iterator[Widget] | ComposeResult:
        """The transcripts side by side, the constraints below, each side at a glance."""
        with Horizontal(id="both"):
            for side, end in zip(("left", "right"), self._ends, strict=True):
                transcript = Transcript(id=side)
                transcript.add_class("pane")
                transcript.border_title = paint.text(end.label)
                yield transcript
        versus = Versus(id="versus")
        versus.add_class("pane")
        yield versus
        with Horizontal(id="scrubbers"):
            yield Scrubber(id="left-scrubber")
            yield Scrubber(id="right-scrubber")

    def on_mount(self) -> None:
        """Read both conversations."""
        self.load(self._pair)

    @work(thread=True, exclusive=True, group="pair")
    def load(self, pair: Pair) -> None:
        """Read a pair; it is shown when it is here."""
        left, right = self._ends
        try:
            wholes = left.source.conversation(pair.left), right.source.conversation(pair.right)
        except DriftsimError as error:
            self.app.call_from_thread(self.tell, error, severity="error")
            return
        self.app.call_from_thread(self.show, pair, wholes)

    def show(self, pair: Pair, wholes: tuple[Conversation, Conversation]) -> None:
        """Show a pair that was read."""
        self._pair, self._wholes, self._differing = pair, wholes, differing(*wholes)
        for side, end, whole in zip(("left", "right"), self._ends, wholes, strict=True):
            self.query_one(f"#{side}", Transcript).show(whole, self._said(end, whole.id))
            self.query_one(f"#{side}-scrubber", Scrubber).show(whole.turns)
        self.set_reactive(PairScreen.turn, self.validate_turn(self._wanted))
        self._wanted = 1
        self._go()

    @property
    def last(self) -> int:
        """The number of turns of the longer one."""
        return 1 if self._wholes is None else max(1, *(len(whole.turns) for whole in self._wholes))

    def validate_turn(self, turn: int) -> int:
        """Keep it in the longer one."""
        return max(1, min(turn, self.last))

    def watch_turn(self) -> None:
        """Show another turn on both sides."""
        self._go()

    def action_step(self, by: int) -> None:
        """A turn on or back."""
        self.turn += by

    def action_end(self, which: int) -> None:
        """The first or the last turn."""
        self.turn = 1 if which < 0 else self.last

    def action_differ(self, by: int) -> None:
        """The next turn in which they differ, or the one before."""
        turns = self._differing if by > 0 else self._differing[::-1]
        there = next((turn for turn in turns if (turn - self.turn) * by > 0), None)
        if there is None:
            self.tell(f"no {'later' if by > 0 else 'earlier'} turn in which they differ")
        else:
            self.turn = there

    def action_other(self, by: int) -> None:
        """The next pair, or the one before."""
        place = self._others.index(self._pair) + by if self._pair in self._others else -1
        if 0 <= place < len(self._others):
            self.load(self._others[place])

    def action_reasoning(self) -> None:
        """Fold or unfold the reasoning on both sides."""
        for transcript in self.query(Transcript):
            transcript.refold(reasoning=not transcript.reasoning)

    def action_open(self) -> None:
        """Replay one side."""
        from driftsim_tui.screens.replay import ReplayScreen

        if self._wholes is not None:
            side = 1 if self.query_one("#right").has_focus else 0
            self.app.push_screen(ReplayScreen(self._ends[side].source, self._wholes[side].id, turn=self.turn))

    @on(Transcript.Picked)
    @on(Scrubber.Picked)
    def _picked(self, event: Transcript.Picked | Scrubber.Picked) -> None:
        self.turn = event.turn

    @staticmethod
    def _said(end: End, name: str) -> SaidIn:
        return lambda first, last: end.source.said(name, first, last)

    def _here(self) -> tuple[Turn | None, Turn | None]:
        """The current turn on both sides; None where one is over."""
        assert self._wholes is not None
        left, right = (
            whole.turns[self.turn - 1] if self.turn <= len(whole.turns) else None for whole in self._wholes
        )
        return left, right

    def _go(self) -> None:
        if self._wholes is None:
            return
        here = self._here()
        for side, turn, whole in zip(("left", "right"), here, self._wholes, strict=True):
            transcript = self.query_one(f"#{side}", Transcript)
            if whole.turns:
                transcript.go(min(self.turn, len(whole.turns)))
            transcript.border_subtitle = paint.text(_told(turn))
            self.query_one(f"#{side}-scrubber", Scrubber).turn = min(self.turn, max(1, len(whole.turns)))
        rows = both(*here)
        versus = self.query_one(Versus)
        versus.compare(rows)
        versus.border_title = f"Turn {self.turn}: {sum(row.differs for row in rows)} of {len(rows)} differ"
        self._entitle()

    def _entitle(self) -> None:
        left, right = self._ends
        names = Content.assemble(
            paint.text(left.label, "bold"), (" ≠ ", "$accent"), paint.text(right.label, "bold")
        )
        where = f"{self._pair.scenario}, trial {self._pair.trial}"
        many = len(self._differing)
        state = f"differ in {many} turn{'s' * (many != 1)}  turn {self.turn} of {self.last}"
        self.entitle(names, paint.text(where), right=state)


def _told(turn: Turn | None) -> str:
    if turn is None:
        return "over"
    held = sum(check.held is True for check in turn.checks)
    return f"{held} of {len(turn.checks)} held" if turn.checks else "nothing in force"
