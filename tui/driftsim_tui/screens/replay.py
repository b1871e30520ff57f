"""One conversation, turn by turn, with the ledger beside it."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from driftsim.errors import DriftsimError
from driftsim_tui import jumps, outside, paint
from driftsim_tui.screens.ask import AskScreen
from driftsim_tui.screens.base import BaseScreen
from driftsim_tui.screens.export import ExportScreen, Wanted
from driftsim_tui.source import Curves, Filter, Point, Source
from driftsim_tui.values import Conversation, Said, Turn
from driftsim_tui.widgets.curve import Curve, Line
from driftsim_tui.widgets.ledger import Ledger
from driftsim_tui.widgets.scrubber import Scrubber
from driftsim_tui.widgets.transcript import Transcript
from driftsim_tui.written import as_json, as_markdown, as_text, slug

SPEEDS: Final = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Turns a second."""

_TO_VIOLATION: Final = "the next turn with a violation, or the one before"
_TO_EDIT: Final = "the next turn with an edit, or the one before"
_TO_FAULT: Final = "the next fault, or check that was not decided"
_TO_CONSTRAINT: Final = "select the next constraint, or the one before"
_TO_SIBLING: Final = "the next conversation of the list, or the one before"


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
        "Replay: what was said, turn by turn; the ledger of what is in force beside it, with every outcome so"
        " far; below, the whole conversation at a glance. What violates a constraint is marked in the reply."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play", key_display="space", tooltip="play or pause"),
        Binding("right,l,n", "step(1)", "Turn", key_display="←→", tooltip="a turn on or back"),
        Binding("left,h,p", "step(-1)", "Turn back", show=False, tooltip="a turn on or back"),
        Binding(
            "right_square_bracket",
            "jump('violation', 1)",
            "Violation",
            key_display="[ ]",
            tooltip=_TO_VIOLATION,
        ),
        Binding(
            "left_square_bracket",
            "jump('violation', -1)",
            "Violation before",
            show=False,
            tooltip=_TO_VIOLATION,
        ),
        Binding("right_curly_bracket", "jump('edit', 1)", "Edit", key_display="{ }", tooltip=_TO_EDIT),
        Binding("left_curly_bracket", "jump('edit', -1)", "Edit before", show=False, tooltip=_TO_EDIT),
        Binding("exclamation_mark", "jump('fault', 1)", "Fault", show=False, tooltip=_TO_FAULT),
        Binding("c", "constraint(1)", "Constraint", show=False, tooltip=_TO_CONSTRAINT),
        Binding("C", "constraint(-1)", "Constraint before", show=False, tooltip=_TO_CONSTRAINT),
        Binding("r", "reasoning", "Reasoning", show=False, tooltip="unfold or fold the reasoning"),
        Binding("slash", "find", "Find", tooltip="find in this conversation"),
        Binding(
            "N",
            "found(1)",
            "Find next",
            show=False,
            tooltip="the next turn where it was found, or the one before",
        ),
        Binding(
            "B",
            "found(-1)",
            "Find before",
            show=False,
            tooltip="the next turn where it was found, or the one before",
        ),
        Binding(
            "plus,equals_sign,greater_than_sign",
            "speed(1)",
            "Faster",
            show=False,
            tooltip="play faster or slower",
        ),
        Binding("minus,less_than_sign", "speed(-1)", "Slower", show=False, tooltip="play faster or slower"),
        Binding("home,g", "end(-1)", "First turn", show=False, tooltip="the first or the last turn"),
        Binding("end,G", "end(1)", "Last turn", show=False, tooltip="the first or the last turn"),
        Binding("full_stop", "sibling(1)", "Next conversation", show=False, tooltip=_TO_SIBLING),
        Binding("comma", "sibling(-1)", "Conversation before", show=False, tooltip=_TO_SIBLING),
        Binding(
            "m", "graph", "Graph", show=False, tooltip="the scenario's graph, with the way that was taken"
        ),
        Binding("v", "beside", "Beside", show=False, tooltip="beside another arm on the same scenario"),
        Binding("y", "copy('reply')", "Copy the reply", show=False, tooltip="copy the reply"),
        Binding("Y", "copy('turn')", "Copy the turn", show=False, tooltip="copy the turn as Markdown"),
        Binding("e", "export", "Export", tooltip="write the turn or the conversation as Markdown or JSON"),
        Binding("o", "pager", "Pager", show=False, tooltip="open the turn in $PAGER"),
    ]

    turn: reactive[int] = reactive(1, init=False)
    playing: reactive[bool] = reactive(default=False, init=False)

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

    def action_find(self) -> None:
        """Ask what to find in this conversation."""

        def asked(wanted: str | None) -> None:
            if wanted is not None:
                self.find(wanted)

        self.app.push_screen(AskScreen("find in this conversation", self._found[0]), asked)

    def find(self, wanted: str) -> None:
        """Mark something wherever it was said, and go to the first turn from here on that has it."""
        self._found = (wanted, self._turns_with(wanted))
        transcript = self.query_one(Transcript)
        transcript.refold(reasoning=transcript.reasoning, found=wanted)
        if not wanted:
            return
        _, turns = self._found
        if not turns:
            self.tell(f"{wanted!r} is nowhere in this conversation")
        elif self.turn not in turns:
            self.action_found(1)

    def action_found(self, by: int) -> None:
        """The next turn, or the one before, in which it was found; round at the ends."""
        turns = self._found[1] if by > 0 else self._found[1][::-1]
        if turns:
            self.turn = next((turn for turn in turns if (turn - self.turn) * by > 0), turns[0])

    def action_copy(self, what: str) -> None:
        """Copy the reply, or the turn as Markdown."""
        here, whole = self.here, self._whole
        said = None if here is None else self.query_one(Transcript).said_at(here.number)
        if here is None or whole is None or said is None:
            return
        told = as_markdown(whole, [here], {here.number: said}) if what == "turn" else said.reply or ""
        self.app.copy_to_clipboard(told)
        what = "the turn" if what == "turn" else "the reply of turn"
        self.tell(f"copied {what} {here.number}, {len(told):,} characters")

    def action_export(self) -> None:
        """Ask what to write, and write it."""
        if not self.ours.allowed.files:
            self.tell("no files are written from here", severity="warning")
        elif self._whole is not None:
            self.app.push_screen(ExportScreen(slug(self._whole.id), self.turn), self._export)

    def action_pager(self) -> None:
        """Open the turn in `$PAGER`."""
        here = self.here
        said = None if here is None else self.query_one(Transcript).said_at(here.number)
        if not self.ours.allowed.pager:
            self.tell("no pager is started from here", severity="warning")
        elif here is not None and said is not None:
            try:
                outside.page(self.app, as_text(here, said))
            except (DriftsimError, SuspendNotSupported) as error:
                self.tell(error or "this terminal cannot be left", severity="error")

    def _export(self, wanted: Wanted | None) -> None:
        whole = self._whole
        if wanted is None or whole is None:
            return
        turns = whole.turns if wanted.whole else (whole.turns[self.turn - 1],)
        said = self._source.said(whole.id, turns[0].number, turns[-1].number) if turns else {}
        write = as_json if wanted.path.suffix == ".json" else as_markdown
        try:
            outside.save(write(whole, turns, said), wanted.path)
        except DriftsimError as error:
            self.tell(error, severity="error")
        else:
            self.tell(f"written: {wanted.path}")

    def _turns_with(self, wanted: str) -> tuple[int, ...]:
        """The turns in which somebody said it, or a check gives it as its reason."""
        if not wanted or self._whole is None:
            return ()
        turns = self._whole.turns
        said = self._source.said(self._whole.id, 1, len(turns))
        low = wanted.casefold()
        return tuple(turn.number for turn in turns if _has(low, turn, said.get(turn.number)))

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
        transcript.border_subtitle = _counted(here, self._cost(here))
        self.query_one(Scrubber).turn = self.turn
        self.query_one(Curve).move(self.turn)
        self._entitle()
        self.ours.state.remember(self._source.place, conversation=self._name, turn=self.turn)

    def _cost(self, turn: Turn) -> float | None:
        """What a turn cost, in US dollars; None where that is not known."""
        arm = "" if self._whole is None else self._whole.arm
        model = (self._source.manifest.get("models") or {}).get(arm) or {}
        return self.ours.cost(str(model.get("name", arm)), turn.tokens)

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


def _counted(turn: Turn, cost: float | None) -> Content:
    """What a turn took: tokens, dollars, time, attempts in vain."""
    told = ", ".join(f"{what} {count:,}" for what, count in turn.tokens.items())
    parts = [f"tokens: {told}"] if told else []
    parts += [] if cost is None else [f"{cost:.4f} USD"]
    if turn.calls:
        parts.append(f"{sum(call.seconds for call in turn.calls):.1f} s")
    failed = [call.cause for call in turn.calls if call.cause]
    parts += [f"{len(failed)} failed: {', '.join(dict.fromkeys(failed))}"] if failed else []
    return paint.text(" · ".join(parts))


def _has(wanted: str, turn: Turn, said: Said | None) -> bool:
    """Whether somebody said it in this turn, or a reason has it."""
    texts = [] if said is None else [said.user, said.reply or "", said.reasoning or ""]
    return any(wanted in text.casefold() for text in (*texts, *(check.reason for check in turn.checks)))
