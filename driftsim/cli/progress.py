"""A progress bar on stderr that counts conversations; silent where stderr is no terminal."""

from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from driftsim.events import ConversationDone, Event


class Bar:
    """Takes events and shows how many conversations are done.

    Args:
        total: How many are expected.
        doing: What is being done.
    """

    def __init__(self, total: int, doing: str) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task(doing, total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, event: Event) -> None:
        """Take one event."""
        if isinstance(event, ConversationDone):
            self._progress.advance(self._task)
