"""`driftsim run --tui`: the run goes on in a thread, the terminal shows it growing."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from driftsim.cli.output import dollars
from driftsim.events import Checked, ConversationDone, Event, Faulted
from driftsim.journal.manifest import MANIFEST
from driftsim.runner import Budget, Outcome, Stop
from driftsim_tui.going import Status

Held = Callable[["Live", Stop], Outcome]


class Live:
    """A run in a thread; a `Going` for the screen and a `Listener` of the run.

    Args:
        total: How many conversations it has.
        budget: What counts the spending.
        hold: Holds the run, given its listener and what stops it.
    """

    def __init__(self, total: int, budget: Budget, hold: Held) -> None:
        self._total, self._budget, self._hold = total, budget, hold
        self._done = self._turns = self._faults = 0
        self._said, self._began = "", monotonic()
        self._stop = Stop(self._say)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="run", daemon=True)
        self.outcome: Outcome | None = None
        self.error: BaseException | None = None

    def start(self, folder: Path) -> None:
        """Begin, and wait until there is something to look at, or nothing will come."""
        self._thread.start()
        while self._thread.is_alive() and not (folder / MANIFEST).exists():
            sleep(0.02)

    def finish(self) -> Outcome:
        """Wait for the end.

        Raises:
            InputError: or whatever else ended the run.
        """
        self._thread.join()
        if self.error is not None:
            raise self.error
        assert self.outcome is not None
        return self.outcome

    @property
    def over(self) -> bool:
        """Whether the run is over."""
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Stop after the turns in flight; told again, at once."""
        if self._loop is None:  # nothing happened yet
            self._stop.asked = True
        elif not self.over:
            self._loop.call_soon_threadsafe(self._stop.ask)

    def status(self) -> Status:
        """How far it is."""
        return Status(
            total=self._total,
            done=self._done,
            turns=self._turns,
            faults=self._faults,
            seconds=monotonic() - self._began,
            spent=self._spent(),
            said=self._ended() if self.over else self._said,
            over=self.over,
        )

    def begin(self, done: int) -> None:
        """So many conversations are done already."""
        self._done = done

    def take(self, event: Event) -> None:
        """Count one event."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
        if isinstance(event, Checked):
            self._turns += 1
        elif isinstance(event, ConversationDone | Faulted):
            self._done += 1
            self._faults += isinstance(event, Faulted)

    def _run(self) -> None:
        try:
            self.outcome = self._hold(self, self._stop)
        except BaseException as error:  # raised again where the command waits
            self.error = error

    def _say(self, told: str) -> None:
        self._said = told

    def _ended(self) -> str:
        if self.error is not None:
            return str(self.error)
        finished = self.outcome is not None and self.outcome.finished
        return "done; q leaves" if finished else "stopped; q leaves, and tells how to go on"

    def _spent(self) -> str:
        tokens, cost = self._budget.usage.tokens, self._budget.cost
        told = [f"{tokens:,} tokens"] if tokens else []
        return ", ".join(told + ([] if cost is None else [dollars(cost)]))


def watch(live: Live, folder: Path) -> Outcome:
    """Show a run in the terminal until it is over and was left.

    Raises:
        InputError: whatever refused or ended the run.
    """
    live.start(folder)
    if not live.over or live.outcome is not None:
        from driftsim_tui.app import DriftApp
        from driftsim_tui.disk import DiskSource
        from driftsim_tui.screens.live import LiveScreen

        source = DiskSource(folder)
        DriftApp(lambda: LiveScreen(source, live)).run()
        if not live.over:  # the terminal went away
            live.stop()
    return live.finish()
