"""Several processes that hold the conversations of a run, each with a shard of its own.

The parent deals the shards, hears what happens in them, and tells the processes to stop. A process that dies
is replaced: its shard remembers every turn. A parent that dies is seen by its processes, which end at once.
"""

import asyncio
import multiprocessing
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from driftsim.errors import InputError
from driftsim.events import Checked, Event
from driftsim.journal import Journal
from driftsim.runner.hearing import Hearing
from driftsim.runner.plan import RunPlan
from driftsim.runner.shards import deal
from driftsim.runner.tickets import Tickets
from driftsim.runner.worker import NOW, STOP, Ended, Remake, Task, work

ATTEMPTS: Final = 3  # processes in a row that die without a single turn
_TICK: Final = 5.0  # seconds between two notes of the time that the run takes
_TICKETS: Final = "turns"


@dataclass(frozen=True, slots=True)
class Workers:
    """A crew of processes on this machine.

    Args:
        count: How many.
        remake: Makes the plan again in another process, for one of so many; it can be pickled.

    Raises:
        InputError: there is none.
    """

    count: int
    remake: Remake

    def __post_init__(self) -> None:
        if self.count < 1:
            raise InputError(f"{self.count} workers: at least 1 is expected")

    async def hold(
        self, plan: RunPlan, folder: Path, journal: Journal, hearing: Hearing, concurrency: int
    ) -> None:
        """Hold every conversation that the journal does not know to be finished."""
        count = min(self.count, len(plan), concurrency)
        shards = deal(folder, journal, plan, count)
        limit, left = hearing.budget.limits.turns or 0, hearing.budget.turns_left
        tickets = None if left is None else Tickets.printed(shards[0].parent / _TICKETS, left)
        parts = [
            Task(shard, folder, (number, count), room, self.remake, tickets, limit)
            for number, (shard, room) in enumerate(zip(shards, split(concurrency, count), strict=True))
        ]
        seats = [_Seat(part, hearing) for part in parts]
        tasks = [asyncio.create_task(seat.fill()) for seat in seats]
        ticking = asyncio.create_task(_tick(journal))
        with hearing.stop.on_signals(tasks), hearing.stop.then(lambda: _tell(seats)):
            results = await asyncio.gather(*tasks, return_exceptions=True)
        ticking.cancel()
        for result in results:
            if isinstance(result, Exception):
                raise result


class _Seat:
    """One shard's place, and the process that sits on it."""

    def __init__(self, task: Task, hearing: Hearing) -> None:
        self._task, self._hearing = task, hearing
        self._pipe: Connection | None = None
        self._turns = 0

    async def fill(self) -> None:
        """Have the shard's conversations held, by one process after another until one comes to the end.

        Raises:
            InputError: a model refuses, or the processes die before they come to a turn.
        """
        stop, vain = self._hearing.stop, 0
        while (ended := await self._one()) is None and not stop.asked:
            vain = vain + 1 if self._turns == 0 else 0
            self._turns = 0
            if vain == ATTEMPTS:
                stop.halt()
                raise InputError(
                    f"worker {self._task.part[0] + 1} died {vain} times before its first turn; is there too"
                    " little memory for so many? What was done is kept"
                )
        if ended is None:
            return
        stop.reach(ended.limit)
        if ended.error is not None or ended.bug is not None:
            stop.halt()
            raise InputError(ended.error) if ended.error else RuntimeError(ended.bug)

    def tell(self, word: str) -> None:
        """Tell the process something, if it still listens."""
        if self._pipe is not None:
            with suppress(OSError):
                self._pipe.send(word)

    async def _one(self) -> Ended | None:
        """One process, from its start to its end; None if it died."""
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        process = context.Process(target=work, args=(self._task, theirs), daemon=True)
        with _deaf():
            process.start()
        theirs.close()
        news = _news(self._pipe)
        if self._hearing.stop.asked:
            self.tell(STOP)
        try:
            ended = await self._hear(news)
        except asyncio.CancelledError:  # told to stop at once
            self.tell(NOW)
            ended = await self._hear(news)
        await asyncio.to_thread(process.join)
        process.close()
        return ended

    async def _hear(self, news: "asyncio.Queue[list[Event] | Ended | None]") -> Ended | None:
        while isinstance(parcel := await news.get(), list):
            for event in parcel:
                self._turns += isinstance(event, Checked)
                self._hearing.take(event)
        return parcel


def split(total: int, count: int) -> list[int]:
    """A number in so many parts that are as equal as can be.

    Example:
        >>> split(7, 3)
        [3, 2, 2]
    """
    return [total // count + (number < total % count) for number in range(count)]


def _news(pipe: Connection) -> "asyncio.Queue[list[Event] | Ended | None]":
    """What comes through a pipe; None at its end. A thread waits for it."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[list[Event] | Ended | None] = asyncio.Queue()

    def receive() -> None:
        parcel: list[Event] | Ended | None = []
        while isinstance(parcel, list):
            try:
                parcel = pipe.recv()
            except (EOFError, OSError):
                parcel = None
            loop.call_soon_threadsafe(queue.put_nowait, parcel)
        pipe.close()

    threading.Thread(target=receive, daemon=True).start()
    return queue


def _tell(seats: Sequence[_Seat]) -> None:
    for seat in seats:
        seat.tell(STOP)


async def _tick(journal: Journal) -> None:
    while True:
        await asyncio.sleep(_TICK)
        journal.tick()


@contextmanager
def _deaf() -> Iterator[None]:
    """A process that is started inside does not hear Ctrl-C; its parent tells it what to do."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread: it has no signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
