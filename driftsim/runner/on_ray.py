"""Conversations held in a Ray cluster: one task a part; what a lost task had not finished goes to another.

Tasks send what happens as it does, and the journal is written here, so that no node needs to see the run's
folder. A turn that was sent is never held again; one that was on its way when its node was lost is.
"""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from driftsim.errors import InputError
from driftsim.events import Checked, ConversationDone, Event, Faulted
from driftsim.journal import Journal
from driftsim.runner.commits import Commits
from driftsim.runner.hearing import Hearing
from driftsim.runner.plan import RunPlan
from driftsim.runner.ray_task import Part, desk, hold_part
from driftsim.runner.worker import NOW, STOP, Ended, Remake
from driftsim.runner.workers import ATTEMPTS, split


@dataclass(frozen=True, slots=True)
class OnRay:
    """A crew of Ray tasks.

    Args:
        count: How many at a time.
        remake: Makes the plan again on a node, for one of so many tasks; it can be pickled.

    Raises:
        InputError: Ray is not installed.
    """

    count: int
    remake: Remake

    def __post_init__(self) -> None:
        try:
            import ray  # noqa: F401
        except ImportError:
            raise InputError("--engine ray needs Ray: pip install 'driftsim[ray]'") from None

    async def hold(
        self, plan: RunPlan, folder: Path, journal: Journal, hearing: Hearing, concurrency: int
    ) -> None:
        """Hold every conversation that the journal does not know to be finished."""
        count = min(self.count, len(plan), concurrency)
        open_ = [one.id for one, _ in plan.conversations() if not journal.is_done(one.id)]
        rooms = split(concurrency, count)
        parts = [Part(tuple(open_[n::count]), {}, rooms[n], (n, count), self.remake) for n in range(count)]
        with _cluster() as ray, Commits(journal) as commits:
            board = ray.remote(num_cpus=0)(desk()).remote()
            task = ray.remote(num_returns="streaming", max_retries=0)(hold_part)
            seats = [
                _Seat(part, journal, commits, hearing, lambda p: task.remote(p, board)) for part in parts
            ]
            tasks = [asyncio.create_task(seat.fill(ray, board)) for seat in seats]
            with hearing.stop.on_signals(tasks), hearing.stop.then(lambda: board.say.remote(STOP)):
                results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result


class _Seat:
    """One part of the conversations, and the tasks that hold it, one after another."""

    def __init__(self, part: Part, journal: Journal, commits: Commits, hearing: Hearing, start: Any) -> None:
        self._part, self._journal, self._commits = part, journal, commits
        self._hearing, self._start = hearing, start
        self._ended: set[str] = set()
        self._turns = 0

    async def fill(self, ray: Any, board: Any) -> None:
        """Have the part held to its end.

        Raises:
            InputError: a model refuses, or tasks are lost before they come to a turn.
        """
        stop, vain = self._hearing.stop, 0
        while (ended := await self._one(ray, board)) is None and not stop.asked:
            vain = vain + 1 if self._turns == 0 else 0
            self._turns = 0
            if vain == ATTEMPTS:
                stop.halt()
                raise InputError(
                    f"{vain} Ray tasks in a row were lost before their first turn; see Ray's logs"
                )
        if ended is not None and (ended.error or ended.bug):
            stop.halt()
            raise InputError(ended.error) if ended.error else RuntimeError(ended.bug)

    async def _one(self, ray: Any, board: Any) -> Ended | None:
        """One task, from its start to its end; None if it was lost."""
        news = _news(ray, self._start(self._unfinished()))
        try:
            return await self._hear(news)
        except asyncio.CancelledError:  # told to stop at once
            board.say.remote(NOW)
            return await self._hear(news)

    def _unfinished(self) -> Part:
        """The part without what is finished, and the turns that are known of the rest."""
        self._journal.take_stock()
        left = tuple(name for name in self._part.names if name not in self._ended)
        past = {name: self._journal.past[name] for name in left if name in self._journal.past}
        return replace(self._part, names=left, past=past, turns=self._hearing.budget.turns_left)

    async def _hear(self, news: "AsyncIterator[list[Event] | Ended]") -> Ended | None:
        async for parcel in news:
            if isinstance(parcel, Ended):
                return parcel
            for event in parcel:
                self._journal.record(event)
            await self._commits.durable()
            for event in parcel:
                self._turns += isinstance(event, Checked)
                if isinstance(event, ConversationDone | Faulted):
                    self._ended.add(event.conversation)
                self._hearing.take(event)
            self._hearing.count_turns()
        return None


async def _news(ray: Any, task: Any) -> "AsyncIterator[list[Event] | Ended]":
    """What a task sends, until its end or until it is lost."""
    try:
        async for reference in task:
            yield await reference
    except ray.exceptions.RayError:
        return


@contextmanager
def _cluster() -> Iterator[Any]:
    """Ray, in the cluster of `RAY_ADDRESS` or in one of this machine alone."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray

    if ray.is_initialized():
        yield ray
        return
    try:
        ray.init(include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise InputError(f"Ray does not start: {error}") from None
    try:
        yield ray
    finally:
        ray.shutdown()
