"""Who hears what happens in a run: its outcome, its budget, which may stop it, and whoever listens."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from driftsim.events import Checked, ConversationDone, Event, Faulted
from driftsim.journal import Journal
from driftsim.journal.usage import Usage
from driftsim.runner.budget import Budget
from driftsim.runner.limits import Reached
from driftsim.runner.stop import Stop


class Listener(Protocol):
    """Who wants to know what happens."""

    def begin(self, done: int) -> None:
        """The run begins; so many of its conversations are finished already."""

    def take(self, event: Event) -> None:
        """Something happened."""


@dataclass(slots=True)
class Outcome:
    """What a run did.

    Args:
        counts: Of the whole run, with what was done before it was resumed; empty if it was stopped.
        finished: Whether every conversation has ended.
        done: How many conversations have ended, in this process.
        turns: How many turns were held in it.
        faults: How often conversations ended in each fault's words, in this process.
        limit: The limit that stopped it, if one did.
        spent: What the whole run spent on the model of each arm, and on the `judge`.
        cost: What that cost in US dollars; None where a price is not known.
    """

    counts: dict[str, int] = field(default_factory=dict)
    finished: bool = False
    done: int = 0
    turns: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    limit: Reached | None = None
    spent: dict[str, Usage] = field(default_factory=dict)
    cost: float | None = None

    def take(self, event: Event) -> None:
        """Count one event."""
        match event:
            case Checked():
                self.turns += 1
            case ConversationDone():
                self.done += 1
            case Faulted():
                self.done += 1
                told = f"{event.kind}: {event.message}"
                self.faults[told] = self.faults.get(told, 0) + 1


class Hearing:
    """Hears every event of a run once, in whatever process it happened.

    Args:
        listener: Whoever listens beside.
        budget: Counts what is spent.
        stop: What a limit stops.
    """

    def __init__(self, listener: Listener | None, budget: Budget, stop: Stop) -> None:
        self.outcome, self.budget, self.stop = Outcome(), budget, stop
        self._listener = listener

    def begin(self, journal: Journal, done: int) -> None:
        """Begin with what a journal remembers; a limit that is met already lets nothing begin.

        Args:
            journal: The run's.
            done: How many conversations are finished.
        """
        self.budget.restore(journal)
        if self._listener is not None:
            self._listener.begin(done)
        self.stop.reach(self.budget.reached())

    def take(self, event: Event) -> None:
        """Something happened."""
        self.outcome.take(event)
        self.budget.take(event)
        if self._listener is not None:
            self._listener.take(event)
        if isinstance(event, Checked):
            self.stop.reach(self.budget.reached())

    def another_turn(self) -> bool:
        """Whether one more turn may begin here; if not, the run stops."""
        allowed = self.budget.another_turn()
        if not allowed:
            limit = self.budget.limits.turns or 0
            self.stop.reach(Reached("turns", limit, limit))
        return allowed

    def count_turns(self) -> None:
        """Stop the run if so many turns were held elsewhere as may be."""
        limit, turns = self.budget.limits.turns, self.budget.turns
        if limit is not None and turns >= limit:
            self.stop.reach(Reached("turns", limit, turns))

    @contextmanager
    def clock(self) -> Iterator[None]:
        """As long as the block lasts, the limit on time is looked at when it is due."""
        limit = self.budget.limits.seconds
        if limit is None:
            yield
            return
        left = max(0.0, limit - self.budget.seconds)
        loop = asyncio.get_running_loop()
        timer = loop.call_later(left, lambda: self.stop.reach(Reached("seconds", limit, self.budget.seconds)))
        try:
            yield
        finally:
            timer.cancel()
