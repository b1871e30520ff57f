"""Many conversations side by side in one process, each turn durable before the next."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing, closing

from driftsim.conversation import Plan, converse
from driftsim.events import Checked, ConversationDone, Event, Faulted
from driftsim.journal import Journal
from driftsim.models.base import Model
from driftsim.runner.commits import Commits
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
    commits = Commits(journal)
    holder = _Holder(plan, journal, commits, stop, listen)
    workers = [asyncio.create_task(holder.work(open_)) for _ in range(min(concurrency, len(plan)))]
    with closing(commits), stop.on_signals(workers):
        done, others = await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
        for worker in others:
            worker.cancel()
        await asyncio.gather(*others, return_exceptions=True)
    failed = [error for worker in done if not worker.cancelled() and (error := worker.exception())]
    if failed:
        raise failed[0]


class _Holder:
    """Holds conversations of one run: what the workers share."""

    def __init__(
        self, plan: RunPlan, journal: Journal, commits: Commits, stop: Stop, listen: Callable[[Event], None]
    ) -> None:
        self._plan, self._journal, self._commits = plan, journal, commits
        self._stop, self._listen = stop, listen

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
