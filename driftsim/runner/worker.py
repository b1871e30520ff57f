"""One process of several: holds its part of the conversations into its shard, and tells its parent."""

import asyncio
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from driftsim.conversation import Plan
from driftsim.errors import InputError
from driftsim.events import Event
from driftsim.journal import Journal, finished_in
from driftsim.models.base import Model
from driftsim.models.tracing import untraced
from driftsim.runner.commits import Commits
from driftsim.runner.garbage import seldom_garbage
from driftsim.runner.limits import Reached
from driftsim.runner.local import hold_all
from driftsim.runner.plan import RunPlan
from driftsim.runner.shards import open_shard
from driftsim.runner.stop import Stop
from driftsim.runner.tickets import Tickets

Remake = Callable[[int], AbstractContextManager[RunPlan]]
STOP: Final = "stop"
NOW: Final = "now"
_PAUSE: Final = 0.05  # seconds between two messages to the parent


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is to do.

    Args:
        shard: Its folder.
        run: The run's folder; what is finished there is not held again.
        part: Which part of the conversations it holds, from 0, and of how many.
        concurrency: How many of them at a time.
        remake: Makes the plan, for one of so many processes.
        tickets: How many turns all processes together may begin; None for any number.
        limit: That number, of the whole run.
    """

    shard: Path
    run: Path
    part: tuple[int, int]
    concurrency: int
    remake: Remake
    tickets: Tickets | None = None
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """A process' last word.

    Args:
        limit: The limit that it met, if it did.
        error: What was wrong with the input, if something was.
        bug: What went wrong in here, with the place.
    """

    limit: Reached | None = None
    error: str | None = None
    bug: str | None = None


def work(task: Task, pipe: Connection) -> None:
    """Do a task, as the whole life of a process."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # whoever stops the run tells the parent
    link = Link(pipe)
    try:
        with (
            task.remake(task.part[1]) as plan,
            open_shard(task.shard) as journal,
            untraced(),
            seldom_garbage(),
        ):
            ended = asyncio.run(_hold(task, plan, journal, link))
    except InputError as error:
        ended = Ended(error=str(error))
    except Exception:
        ended = Ended(bug=traceback.format_exc())
    link.close(ended)


async def _hold(task: Task, plan: RunPlan, journal: Journal, link: "Link") -> Ended:
    ear = _Ear(link, task)
    link.listen(ear.stop)
    with Commits(journal) as commits:
        await hold_all(plan, commits, _todo(task, plan, journal), concurrency=task.concurrency, hearing=ear)
    link.flush()
    return Ended(limit=ear.stop.limit)


def _todo(task: Task, plan: RunPlan, journal: Journal) -> Iterator[tuple[Plan, Model]]:
    before = finished_in(task.run)
    for each in plan.part(*task.part):
        if each[0].id not in before and not journal.is_done(each[0].id):
            yield each


class _Ear:
    """Hears what happens here, and passes it on."""

    def __init__(self, link: "Link", task: Task) -> None:
        self.stop = Stop(signals=False)
        self._link, self._tickets, self._limit = link, task.tickets, task.limit

    def take(self, event: Event) -> None:
        """Something happened."""
        self._link.send(event)

    def another_turn(self) -> bool:
        """Whether one more turn may begin; if not, the run stops."""
        if self._tickets is None or self._tickets.take():
            return True
        self.stop.reach(Reached("turns", self._limit, self._limit))
        return False


class Link:
    """The way to the parent: events in small parcels, and what it says.

    Args:
        pipe: The pipe.
    """

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._events: list[Event] = []
        self._waiting = False

    def listen(self, stop: Stop) -> None:
        """From now on do what the parent says; where it is gone, stop at once."""
        loop = asyncio.get_running_loop()

        def hear() -> None:
            word = ""
            while word != NOW:
                try:
                    word = self._pipe.recv()
                except (EOFError, OSError):
                    word = NOW
                try:
                    loop.call_soon_threadsafe(stop.ask if word == STOP else stop.now)
                except RuntimeError:  # the loop is closed: all is over
                    return

        threading.Thread(target=hear, daemon=True).start()

    def send(self, event: Event) -> None:
        """Pass an event on, soon."""
        self._events.append(event)
        if not self._waiting:
            self._waiting = True
            asyncio.get_running_loop().call_later(_PAUSE, self.flush)

    def flush(self) -> None:
        """Pass on what waits."""
        self._waiting = False
        if self._events:
            parcel, self._events = self._events, []
            self._send(parcel)

    def close(self, ended: Ended) -> None:
        """Say the last word."""
        self.flush()
        self._send(ended)
        self._pipe.close()

    def _send(self, message: list[Event] | Ended) -> None:
        try:
            self._pipe.send(message)
        except OSError:  # the parent is gone, which the listening thread has seen as well
            self._events.clear()
