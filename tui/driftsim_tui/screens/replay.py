"""One conversation, turn by turn, with the ledger beside it."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from driftsim.errors import DriftsimError
from driftsim_tui import paint, told
from driftsim_tui.screens.finding import Finding
from driftsim_tui.screens.keeping import Keeping
from driftsim_tui.screens.moving import Moving
from driftsim_tui.source import Curves, Filter, Point, Source
from driftsim_tui.values import Conversation, Turn
from driftsim_tui.widgets.curve import Curve, Line
from driftsim_tui.widgets.ledger import Ledger
from driftsim_tui.widgets.scrubber import Scrubber
from driftsim_tui.widgets.transcript import Transcript

_TO_CONSTRAINT: Final = "select the next constraint, or the one before"
_TO_SIBLING: Final = "the next conversation of the list, or the one before"


class ReplayScreen(Keeping, Finding, Moving):
    """A conversation from its journal.

    Args:
        source: The run.
        conversation: Its id.
        turn: Where to begin; None for where one was the last time.
        siblings: The ids before and after it, in the order of the list that it was opened from.
    """

    CSS_PATH = "replay.tcss"
    ABOUT = (
        "Replay: what was said, turn by turn; the ledger of what is in force beside it, with every outcome so"
        " far; below, the whole conversation at a glance. What violates a constraint is marked in the reply."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "constraint(1)", "Constraint", show=False, tooltip=_TO_CONSTRAINT),
        Binding("C", "constraint(-1)", "Constraint before", show=False, tooltip=_TO_CONSTRAINT),
        Binding("r", "reasoning", "Reasoning", show=False, tooltip="unfold or fold the reasoning"),
        Binding("full_stop", "sibling(1)", "Next conversation", show=False, tooltip=_TO_SIBLING),
        Binding("comma", "sibling(-1)", "Conversation before", show=False, tooltip=_TO_SIBLING),
        Binding(
            "m", "graph", "Graph", show=False, tooltip="the scenario's graph, with the way that was taken"
        ),
        Binding("v", "beside", "Beside", show=False, tooltip="beside another arm on the same scenario"),
    ]

    def __init__(
        self, source: Source, conversation: str, *, turn: int | None = None, siblings: tuple[str, ...] = ()
    ) -> None:
        super().__init__(source)
        self._name, self._wanted, self._siblings = conversation, turn, siblings
        self._backdrop: tuple[Point, ...] = ()

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

    @work(thread=True, exclusive=True, group="conversation")
    def reload(self) -> None:
        """Read the conversation again: it may have grown."""
        if self._whole is None:
            return
        try:
            whole = self._source.conversation(self._whole.id)
        except DriftsimError:  # nothing is lost: it is as it was shown
            return
        self.app.call_from_thread(self.grow, whole)

    def grow(self, whole: Conversation) -> None:
        """Show the turns that came; whoever looked at the last one looks at the last one again."""
        before = self._whole
        if before is None or whole.id != before.id or whole == before:
            return
        self.show(whole, len(whole.turns) if self.turn >= len(before.turns) else self.turn)

    def show(self, whole: Conversation, turn: int | None = None) -> None:
        """Show a conversation that was read."""
        first = self._whole is None or self._whole.arm != whole.arm
        self._whole, self._name = whole, whole.id
        self._found = ("", ())
        self.query_one(Transcript).show(whole, self.said)
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

    def action_constraint(self, by: int) -> None:
        """Select another constraint."""
        self.query_one(Ledger).action_select(by)

    def action_reasoning(self) -> None:
        """Fold or unfold the reasoning."""
        transcript = self.query_one(Transcript)
        transcript.refold(reasoning=not transcript.reasoning)

    def action_sibling(self, by: int) -> None:
        """The conversation before or after this one."""
        if self._name in self._siblings:
            place = self._siblings.index(self._name) + by
            if 0 <= place < len(self._siblings):
                self._wanted = 1
                self.load(self._siblings[place])

    def action_graph(self) -> None:
        """Show the scenario's graph."""
        from driftsim_tui.graph import graph
        from driftsim_tui.screens.graph import GraphScreen

        whole = self._whole
        graphs = self._source.manifest.get("graphs") or {}
        if whole is None or whole.scenario not in graphs:
            self.tell("a recorded conversation has no graph")
            return

        def go(turn: int) -> None:
            self.turn = turn

        self.app.push_screen(GraphScreen(graph(graphs[whole.scenario], whole), self.turn, go))

    def action_beside(self) -> None:
        """Put the same scenario and trial in another arm beside this conversation."""
        from driftsim_tui.pairs import beside
        from driftsim_tui.screens.pair import PairScreen

        if self._whole is None:
            return
        found = beside(self._source, self._whole)
        if found is None:
            self.tell("no other arm of this run has this scenario and trial")
        else:
            self.app.push_screen(PairScreen(*found, turn=self.turn))

    @on(Transcript.Picked)
    @on(Scrubber.Picked)
    def _picked(self, event: Transcript.Picked | Scrubber.Picked) -> None:
        self.turn = event.turn

    @on(Ledger.Selected)
    def _selected(self) -> None:
        self._go()

    def _go(self) -> None:
        here = self.here
        if here is None:
            return
        ledger = self.query_one(Ledger)
        ledger.go(here)
        transcript = self.query_one(Transcript)
        transcript.go(here.number, selected=ledger.selected)
        transcript.border_subtitle = told.turn(here, self._cost(here))
        self.query_one(Scrubber).turn = self.turn
        self.query_one(Curve).move(self.turn)
        self.tell_pace()
        self.ours.state.remember(self._source.place, conversation=self._name, turn=self.turn)

    def _cost(self, turn: Turn) -> float | None:
        """What a turn cost, in US dollars; None where that is not known."""
        arm = "" if self._whole is None else self._whole.arm
        model = (self._source.manifest.get("models") or {}).get(arm) or {}
        return self.ours.cost(str(model.get("name", arm)), turn.tokens)

    def tell_pace(self) -> None:
        """Set the title line."""
        whole = self._whole
        if whole is None:
            return
        self.entitle(*told.conversation(whole), right=f"turn {self.turn} of {len(whole.turns)}  {self.pace}")

    def _remembered(self) -> int | None:
        place = self.ours.state.place(self._source.place)
        turn = place.get("turn")
        return turn if place.get("conversation") == self._name and isinstance(turn, int) else None

    def _draw_backdrop(self, curves: tuple[Curves, ...]) -> None:
        self._backdrop = curves[0].by_turn if curves else ()
        self._draw()

    def _draw(self) -> None:
        if self._whole is None:
            return
        own = tuple(Point(t.number, share) for t in self._whole.turns if (share := t.share) is not None)
        lines = [Line(own, "forgotten", dots=True)]
        if self._backdrop:
            lines.append(Line(self._backdrop, "followed", band="band"))
        self.query_one(Curve).show(lines, cursor=self.turn, span=(1, max(2, len(self._whole.turns))))
