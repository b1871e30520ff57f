"""Being told to stop: once, by a person or a limit, and the turns in flight are finished; twice, and not."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from driftsim.runner.limits import Reached

_FIRST: Final = "stopping after the turns in flight; once more to stop at once"


class Stop:
    """Whether the run is to stop.

    Args:
        tell: Told in words when a person first asks for that.
        signals: Whether Ctrl-C and SIGTERM ask for it.
    """

    def __init__(self, tell: Callable[[str], None] = lambda _: None, *, signals: bool = True) -> None:
        self.asked = False
        self.limit: Reached | None = None
        self._tell, self._signals = tell, signals
        self._tasks: list[asyncio.Task[None]] = []
        self._then: Callable[[], None] = lambda: None

    def ask(self) -> None:
        """Stop after the turns in flight; asked again, stop them too."""
        if self.asked:
            self.now()
        else:
            self.halt()
            self._tell(_FIRST)

    def reach(self, limit: Reached | None) -> None:
        """Stop after the turns in flight if a limit is met, and remember which."""
        if limit is not None and not self.asked:
            self.limit = limit
            self.halt()

    def halt(self) -> None:
        """Stop after the turns in flight, without a word."""
        if not self.asked:
            self.asked = True
            self._then()

    def now(self) -> None:
        """Stop at once."""
        self.halt()
        for task in self._tasks:
            task.cancel()

    @contextmanager
    def then(self, do: Callable[[], None]) -> Iterator[None]:
        """As long as the block lasts, do this when a stop is first asked for."""
        self._then = do
        try:
            yield
        finally:
            self._then = lambda: None

    @contextmanager
    def on_signals(self, tasks: list[asyncio.Task[None]]) -> Iterator[None]:
        """Ctrl-C and SIGTERM ask for it, as long as the block lasts."""
        self._tasks = tasks
        loop = asyncio.get_running_loop()
        before: dict[signal.Signals, Any] = {}
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not here, or not in this thread
            for number in (signal.SIGINT, signal.SIGTERM) if self._signals else ():
                handler = signal.getsignal(number)
                loop.add_signal_handler(number, self.ask)
                before[number] = handler
        try:
            yield
        finally:
            for taken, handler in before.items():
                loop.remove_signal_handler(taken)
                signal.signal(taken, handler)
