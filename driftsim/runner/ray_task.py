"""What runs on a Ray node: one part of the conversations, told as it happens."""

import asyncio
import queue
import threading
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from driftsim.conversation import Plan
from driftsim.errors import InputError
from driftsim.events import Event, PastTurn
from driftsim.models.base import Model
from driftsim.models.tracing import untraced
from driftsim.runner.garbage import seldom_garbage
from driftsim.runner.local import hold_all
from driftsim.runner.plan import RunPlan
from driftsim.runner.stop import Stop
from driftsim.runner.worker import NOW, STOP, Ended, Remake

_PAUSE: Final = 0.05  # seconds between two parcels
_LOOK: Final = 0.3  # seconds between two looks at the board


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a run's conversations.

    Args:
        names: Their ids.
        past: Of those that were begun, the turns that were finished.
        concurrency: How many are held at a time.
        part: Which part it is, from 0, and of how many.
        remake: Makes the plan.
        turns: How many turns may begin here; None for any number.
    """

    names: tuple[str, ...]
    past: Mapping[str, tuple[PastTurn, ...]]
    concurrency: int
    part: tuple[int, int]
    remake: Remake
    turns: int | None = None


def desk() -> type:
    """The class of the actor at which tasks ask whether to stop."""

    class Board:
        def __init__(self) -> None:
            self._word = ""

        def say(self, word: str) -> None:
            self._word = word

        def word(self) -> str:
            return self._word

    return Board


def hold_part(part: Part, board: Any) -> Iterator[list[Event] | Ended]:
    """Hold a part of the conversations.

    Args:
        part: Which.
        board: The actor at which to ask whether to stop.

    Yields:
        Parcels of events, in their order; last of all how it ended.
    """
    events: queue.SimpleQueue[Event | Ended] = queue.SimpleQueue()
    threading.Thread(target=_hold, args=(part, board, events), daemon=True).start()
    ended: Ended | None = None
    while ended is None:
        parcel: list[Event] = []
        each = events.get()
        time.sleep(_PAUSE)
        while True:
            if isinstance(each, Ended):
                ended = each
                break
            parcel.append(each)
            if events.empty():
                break
            each = events.get()
        yield parcel
    yield ended


def _hold(part: Part, board: Any, events: "queue.SimpleQueue[Event | Ended]") -> None:
    try:
        with part.remake(part.part[1]) as plan, untraced(), seldom_garbage():
            asyncio.run(_all(part, plan, board, events))
        events.put(Ended())
    except InputError as error:
        events.put(Ended(error=str(error)))
    except Exception:
        events.put(Ended(bug=traceback.format_exc()))


async def _all(part: Part, plan: RunPlan, board: Any, events: "queue.SimpleQueue[Event | Ended]") -> None:
    wanted = frozenset(part.names)
    todo: Iterator[tuple[Plan, Model]] = (each for each in plan.conversations() if each[0].id in wanted)
    relay = _Relay(part, events)
    looking = asyncio.create_task(_look(board, relay.stop))
    try:
        await hold_all(plan, relay, todo, concurrency=part.concurrency, hearing=relay)
    finally:
        looking.cancel()


async def _look(board: Any, stop: Stop) -> None:
    """Do what the board says."""
    while True:
        word = await board.word.remote()
        if word == NOW:
            stop.now()
        elif word == STOP:
            stop.halt()
        await asyncio.sleep(_LOOK)


class _Relay:
    """Keeps nothing and passes everything on."""

    def __init__(self, part: Part, events: "queue.SimpleQueue[Event | Ended]") -> None:
        self.past, self.stop = part.past, Stop(signals=False)
        self._events, self._turns = events, part.turns

    def record(self, event: Event) -> None:
        """Pass an event on."""
        self._events.put(event)

    async def durable(self) -> None:
        """What is on its way is all that can be said here."""

    def take(self, event: Event) -> None:
        """It has been passed on."""

    def another_turn(self) -> bool:
        """Whether this task may begin one more; over all tasks they are counted where the journal is."""
        if self._turns is not None:
            self._turns -= 1
        allowed = self._turns is None or self._turns >= 0
        if not allowed:
            self.stop.halt()
        return allowed
