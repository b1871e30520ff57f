"""Many conversations side by side in one process, each turn kept before the next."""

import asyncio
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import aclosing
from typing import Protocol

from driftsim.conversation import Plan, converse
from driftsim.events import Checked, ConversationDone, Event, Faulted, PastTurn, Retried, TurnStarted
from driftsim.models.base import Model
from driftsim.runner.plan import RunPlan
from driftsim.runner.stop import Stop


class Keeper(Protocol):
    """Where events go."""

    @property
    def past(self) -> Mapping[str, tuple[PastTurn, ...]]:
        """Of every conversation that was begun before and not finished, the turns that were."""

    def record(self, event: Event) -> None:
        """Take in one event."""

    def durable(self) -> Awaitable[None]:
        """Done when all that was recorded is safe."""


class Ear(Protocol):
    """Who hears of events, and may stop the run."""

    @property
    def stop(self) -> Stop:
        """Whether to stop."""

    def take(self, event: Event) -> None:
        """Something happened."""

    def another_turn(self) -> bool:
        """Whether one more turn may begin."""


async def hold_all(
    plan: RunPlan,
    keeper: Keeper,
    todo: Iterator[tuple[Plan, Model]],
    *,
    concurrency: int,
    hearing: Ear,
) -> None:
    """Hold conversations, the next as soon as there is room.

    Args:
        plan: What the run is to be.
        keeper: Where events go; the turns that it knows of a conversation are not held again.
        todo: The conversations.
        concurrency: How many of them are held at a time.
        hearing: Told of every event, of a finished turn once it is kept; and what may stop the run.

    Raises:
        InputError: a model refuses, and would refuse every other call.
    """
    holder = _Holder(plan, keeper, hearing)
    workers: list[asyncio.Task[None]] = []
    with hearing.stop.on_signals(workers):
        for _ in range(min(concurrency, len(plan))):
            workers.append(asyncio.create_task(holder.work(todo)))
            await asyncio.sleep(0)  # one after another comes to its first call, not all of them at the end
        done, others = await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
        for worker in others:
            worker.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await plan.traffic.close()
    failed = [error for worker in done if not worker.cancelled() and (error := worker.exception())]
    if failed:
        raise failed[0]


class _Holder:
    """Holds conversations of one run: what the workers share."""

    def __init__(self, plan: RunPlan, keeper: Keeper, hearing: Ear) -> None:
        self._plan, self._keeper, self._hearing = plan, keeper, hearing

    async def work(self, conversations: Iterator[tuple[Plan, Model]]) -> None:
        """One worker: takes the next conversation as soon as it is free."""
        for plan, model in conversations:
            if self._hearing.stop.asked:
                return
            await self._hold(plan, model)

    async def _hold(self, plan: Plan, model: Model) -> None:
        keeper, hearing = self._keeper, self._hearing
        past, judge = keeper.past.get(plan.id), self._plan.judge
        ask = None if judge is None else judge.ask
        talk = converse(plan, model, self._plan.user, past=past, ask=ask, traffic=self._plan.traffic)
        async with aclosing(talk) as events:
            async for event in events:
                if isinstance(event, TurnStarted) and not hearing.another_turn():
                    return
                keeper.record(event)
                if isinstance(event, Checked | ConversationDone | Faulted):
                    await keeper.durable()
                hearing.take(event)
                if hearing.stop.asked and isinstance(event, Checked | Retried):
                    return
