"""A run while it goes on: the run's screen, read again and again, with how far it is."""

from collections.abc import Iterator
from time import monotonic
from typing import ClassVar, Final

from polars import DataFrame
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from driftsim.errors import DriftsimError
from driftsim.report.facts import plural
from driftsim_tui import paint
from driftsim_tui.disk import DiskSource
from driftsim_tui.going import Going, Status
from driftsim_tui.screens.replay import ReplayScreen
from driftsim_tui.screens.run import RunScreen
from driftsim_tui.source import Curves, Heat

_TICK: Final = 0.5  # seconds between two looks at how far it is
_SHARE: Final = 5  # reading again may take one part in so many of the time
_BAR: Final = 20


class LiveScreen(RunScreen):
    """A run that goes on.

    Args:
        source: Its folder.
        going: Who holds it.
    """

    ABOUT = (
        "Live: a run while it goes on. List, curve and map grow, and so does a conversation that is opened."
        " ctrl+c stops the run after the turns in flight, a second time at once; what is finished is kept."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+c", "stop", "Stop", priority=True, tooltip="stop after the turns in flight; again: at once"
        ),
    ]
    DEFAULT_CSS = """
    LiveScreen #going {
        height: 1;
        padding: 0 1;
        background: $panel;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self, source: DiskSource, going: Going) -> None:
        super().__init__(source)
        self._disk, self._going = source, going
        self._seen = Status(0)
        self._next, self._reading = 0.0, False

    def body(self) -> Iterator[Widget] | ComposeResult:
        """How far it is, above all else."""
        yield Static(Content(""), id="going")
        yield from super().body()

    def on_mount(self) -> None:
        """Look at the run from now on; what a run's screen does, Textual has done before."""
        self.set_interval(_TICK, self.look)

    def look(self) -> None:
        """How far is it? Read again what has grown, as seldom as reading is slow."""
        status = self._going.status()
        grown = (status.turns, status.done, status.over) != (
            self._seen.turns,
            self._seen.done,
            self._seen.over,
        )
        self.query_one("#going", Static).update(told(status))
        if grown and not self._reading and (monotonic() >= self._next or status.over):
            self._seen, self._reading = status, True
            self.read_again()

    @work(thread=True, group="again")
    def read_again(self) -> None:
        """Read what has grown."""
        began = monotonic()
        try:
            self._disk.again()
            listed, heat = self._disk.conversations(self.which), self._disk.heat(self.which)
            curves = self._disk.curves(self.which)
        except DriftsimError:  # the journal was being put in order: the next look will do
            self._reading, self._seen = False, Status(0)
            return
        took = monotonic() - began
        self.app.call_from_thread(self._grow, listed, heat, curves, took)

    def _grow(self, listed: DataFrame, heat: Heat, curves: tuple[Curves, ...], took: float) -> None:
        self._reading, self._next = False, monotonic() + took * _SHARE
        if self.is_mounted:
            self.show_list(listed)
            self.show_heat(heat)
            self.show_curves(curves)
            for screen in self.app.screen_stack:
                if isinstance(screen, ReplayScreen):
                    screen.reload()

    def action_stop(self) -> None:
        """Stop the run."""
        if self._going.status().over:
            self.tell("the run is over; q leaves")
        else:
            self._going.stop()
            self.look()

    def action_back(self) -> None:
        """Leave, once the run is over."""
        if self._going.status().over:
            super().action_back()
        else:
            self.tell("the run goes on; ctrl+c stops it", severity="warning")


def told(status: Status) -> Content:
    """How far a run is, on a line."""
    share = status.done / status.total if status.total else 0.0
    full = round(share * _BAR)
    parts = [
        Content.assemble(("━" * full, "$followed"), ("━" * (_BAR - full), "$faint")),
        Content(f"{status.done:,} of {plural(status.total, 'conversation')}"),
        Content(plural(status.turns, "turn")),
    ]
    if status.faults:
        parts.append(Content.styled(plural(status.faults, "fault"), "$error"))
    if status.spent:
        parts.append(paint.text(status.spent))
    if status.left is not None:
        parts.append(Content.styled(f"{_clock(status.left)} left", "$faint"))
    if status.said:
        parts.append(paint.text(status.said, "$accent"))
    return Content("  ").join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
