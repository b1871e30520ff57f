"""Many conversations side by side in one process, each turn durable before the next."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing

from driftsim.conversation import Plan, converse
from driftsim.events import Checked, ConversationDone, Event, Faulted
from driftsim.journal import Journal
from driftsim.models.base import Model
from driftsim.runner.plan import RunPlan
from driftsim.runner.stop import Stop


async def hold_all(
    plan: RunPlan,
    journal: Journal,
    *,
    concurrency: int,
    stop: Stop,
    listen: Callable[[Event], None],
) -> None:
    """Hold every conversation that the journal does not know to be finished.

    Args:
        plan: What the run is to be.
        journal: Where events go; what it holds of a conversation is not done again.
        concurrency: How many conversations are held at a time.
        stop: Whether to stop.
        listen: Called with every new event.

    Raises:
        InputError: a model refuses, and would refuse every other call.
    """
    open_ = (each for each in plan.conversations() if not journal.is_done(each[0].id))
    holder = _Holder(plan, journal, stop, listen)
    workers = [asyncio.create_task(holder.work(open_)) for _ in range(min(concurrency, len(plan)))]
    with stop.on_signals(workers):
        done, others = await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
        for worker in others:
            worker.cancel()
        await asyncio.gather(*others, return_exceptions=True)
    failed = [error for worker in done if not worker.cancelled() and (error := worker.exception())]
    if failed:
        raise failed[0]


class _Holder:
    """Holds conversations of one run: what the workers share."""

    def __init__(self, plan: RunPlan, journal: Journal, stop: Stop, listen: Callable[[Event], None]) -> None:
        self._plan, self._journal, self._stop, self._listen = plan, journal, stop, listen
        self._commits = _Commits(journal)

    async def work(self, conversations: Iterator[tuple[Plan, Model]]) -> None:
        """One worker: takes the next conversation as soon as it is free."""
        for plan, model in conversations:
            if self._stop.asked:
                return
            await self._hold(plan, model)

    async def _hold(self, plan: Plan, model: Model) -> None:
        past, judge = self._journal.past.get(plan.id), self._plan.judge
        ask = None if judge is None else judge.ask
        async with aclosing(converse(plan, model, self._plan.user, past=past, ask=ask)) as events:
            async for event in events:
                self._journal.record(event)
                if isinstance(event, Checked | ConversationDone | Faulted):
                    await self._commits.durable()
                self._listen(event)
                if self._stop.asked and isinstance(event, Checked):
                    return


class _Commits:
    """Commits together what was recorded in one round of the event loop."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._next: asyncio.Future[None] | None = None

    def durable(self) -> asyncio.Future[None]:
        """Done when all that is recorded now survives a killed process."""
        if self._next is None:
            loop = asyncio.get_running_loop()
            self._next = loop.create_future()
            loop.call_soon(self._commit, self._next)
        return self._next

    def _commit(self, waiting: asyncio.Future[None]) -> None:
        self._next = None
        try:
            self._journal.commit()
        except Exception as error:  # it is those who wait that must know
            if not waiting.done():
                waiting.set_exception(error)
        else:
            if not waiting.done():  # cancelled: told to stop at once
                waiting.set_result(None)
