"""Commits shared by all conversations of a run."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Self

from driftsim.events import Event, PastTurn
from driftsim.journal import Journal


class Commits:
    """Records, and makes durable what was recorded: one commit at a time, for all that wait for one.

    The disk is waited for in a thread of its own; what is recorded meanwhile goes into the next commit.
    Use it as a context manager: its end waits for the commit that is under way.

    Args:
        journal: The journal, into which nobody else writes or commits.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._thread = ThreadPoolExecutor(1, "journal")
        self._next: asyncio.Future[None] | None = None
        self._busy = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()

    @property
    def past(self) -> Mapping[str, tuple[PastTurn, ...]]:
        """Of every conversation that a stopped run began and did not finish, the turns it did."""
        return self._journal.past

    def record(self, event: Event) -> None:
        """Take in one event."""
        self._journal.record(event)

    def durable(self) -> asyncio.Future[None]:
        """Done when all that is recorded now survives a killed process."""
        loop = asyncio.get_running_loop()
        if self._next is None:
            self._next = loop.create_future()
        if not self._busy:
            self._busy = True
            loop.call_soon(self._begin)
        return self._next

    def _begin(self) -> None:
        waiting, self._next = self._next, None
        assert waiting is not None
        try:
            self._journal.write()
            loop = asyncio.get_running_loop()
            syncing = loop.run_in_executor(self._thread, self._journal.sync)
        except Exception as error:  # it is those who wait that must know
            self._end(waiting, error)
        else:
            syncing.add_done_callback(partial(self._synced, waiting))

    def _synced(self, waiting: asyncio.Future[None], syncing: asyncio.Future[None]) -> None:
        error = syncing.exception()
        try:
            self._journal.begin()
        except Exception as later:
            error = error or later
        self._end(waiting, error)

    def _end(self, waiting: asyncio.Future[None], error: BaseException | None) -> None:
        if waiting.done():  # cancelled: told to stop at once
            pass
        elif error is None:
            waiting.set_result(None)
        else:
            waiting.set_exception(error)
        self._busy = self._next is not None
        if self._busy:
            asyncio.get_running_loop().call_soon(self._begin)
