"""Being told to stop: once, and the turns in flight are finished; twice, and they are not. A limit tells it once."""

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
        tell: Told in words when that is first asked for.
    """

    def __init__(self, tell: Callable[[str], None] = lambda _: None) -> None:
        self.asked = False
        self.limit: Reached | None = None
        self._tell = tell
        self._tasks: list[asyncio.Task[None]] = []

    def ask(self) -> None:
        """Stop after the turns in flight; asked again, stop them too."""
        if self.asked:
            for task in self._tasks:
                task.cancel()
        else:
            self.asked = True
            self._tell(_FIRST)

    def reach(self, limit: Reached | None) -> None:
        """Stop after the turns in flight if a limit is met, and remember which."""
        if limit is not None and not self.asked:
            self.asked, self.limit = True, limit

    @contextmanager
    def on_signals(self, tasks: list[asyncio.Task[None]]) -> Iterator[None]:
        """Ctrl-C and SIGTERM ask for it, as long as the block lasts."""
        self._tasks = tasks
        loop = asyncio.get_running_loop()
        before: dict[signal.Signals, Any] = {}
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not here, or not in this thread
            for number in (signal.SIGINT, signal.SIGTERM):
                handler = signal.getsignal(number)
                loop.add_signal_handler(number, self.ask)
                before[number] = handler
        try:
            yield
        finally:
            for taken, handler in before.items():
                loop.remove_signal_handler(taken)
                signal.signal(taken, handler)
