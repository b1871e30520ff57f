"""How many calls a provider takes at a time: found out by trying, and kept within what it allows.

The number starts low. While no call is refused for the rate, each reply makes room for one more, which
doubles it every round; from the first refusal on it grows by one a round. A refusal for the rate lowers it to
0.8 of what it was, once for all calls that were under way then. It grows only where all the room was used.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from driftsim.traffic.clock import Clock
from driftsim.traffic.window import Use, Window

START: Final = 4
LOWERED: Final = 0.8
USUAL: Final = 10  # replies, about, over which the length of the usual one is taken


@dataclass(slots=True)
class Place:
    """Room for one call.

    Args:
        since: When it was given.
        tokens: What the call is thought to need, where tokens are limited.
    """

    since: float
    tokens: Use | None = None


class Gate:
    """The way to one provider; calls pass in the order in which they come.

    Args:
        ceiling: The most calls at a time; None for as many as the provider takes.
        requests: The most calls a minute; None for any number.
        tokens: The most tokens a minute, likewise.
        clock: What tells the time.
    """

    def __init__(
        self,
        ceiling: int | None = None,
        *,
        requests: int | None = None,
        tokens: int | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._ceiling = float("inf") if ceiling is None else ceiling
        self._requests = None if requests is None else Window(requests)
        self._tokens = None if tokens is None else Window(tokens)
        self._clock = clock or Clock()
        self._limit, self._busy = float(min(START, self._ceiling)), 0
        self._is_new = True
        self._lowered_at = self._full_at = self._closed_until = float("-inf")
        self.usual_reply = 200.0  # tokens, until better is known
        self._turn, self._free = asyncio.Lock(), asyncio.Event()

    @property
    def limit(self) -> int:
        """How many calls may be under way now."""
        return int(self._limit)

    @property
    def counts_tokens(self) -> bool:
        """Whether it must be told how many tokens a call needs."""
        return self._tokens is not None

    @asynccontextmanager
    async def place(self, tokens: float = 0) -> AsyncIterator[Place]:
        """Room for one call as long as the block lasts; waits for it.

        Args:
            tokens: How many the call may need.
        """
        place = await self._enter(tokens)
        try:
            yield place
        finally:
            self._busy -= 1
            self._free.set()

    def answered(self, place: Place, read: int | None = None, written: int | None = None) -> None:
        """A call brought a reply, for so many tokens."""
        if place.tokens is not None and read is not None and written is not None:
            place.tokens.amount = read + written
            self.usual_reply += (written - self.usual_reply) / USUAL
        if place.since <= self._full_at and self._limit < self._ceiling:
            self._limit = min(self._ceiling, self._limit + (1 if self._is_new else 1 / self._limit))

    def failed(self, place: Place, *, crowded: bool, pause: float | None) -> None:
        """A call brought none.

        Args:
            place: Its place.
            crowded: Whether the provider has refused it for the rate.
            pause: For how many seconds the provider wants no call at all.
        """
        now = self._clock.now()
        if crowded and place.since > self._lowered_at:
            self._limit, self._lowered_at, self._is_new = max(1.0, self._limit * LOWERED), now, False
        if pause is not None:
            self._closed_until = max(self._closed_until, now + pause)

    async def _enter(self, tokens: float) -> Place:
        async with self._turn:  # whoever has come first waits for all
            while (delay := self._delay(tokens)) > 0 or self._busy >= int(self._limit):
                if delay > 0:
                    await self._clock.sleep(delay)
                else:
                    self._free.clear()
                    await self._free.wait()
            now = self._clock.now()
            self._busy += 1
            if self._requests is not None:
                self._requests.use(now)
            reserved = None if self._tokens is None else self._tokens.use(now, tokens)
            if self._busy >= int(self._limit):
                self._full_at = now
            return Place(now, reserved)

    def _delay(self, tokens: float) -> float:
        """Seconds until the provider wants to be called again."""
        now = self._clock.now()
        delay = self._closed_until - now
        if self._requests is not None:
            delay = max(delay, self._requests.delay(now))
        return delay if self._tokens is None else max(delay, self._tokens.delay(now, tokens))
