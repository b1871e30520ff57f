"""A run that goes on, as a screen sees it; who holds it stands above this package and is handed in."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Status:
    """How far a run is.

    Args:
        total: Its conversations.
        done: Those that have ended, in an earlier part of it too.
        turns: The turns held since it began or was gone on with.
        faults: The conversations that a fault ended.
        seconds: Since then.
        spent: Tokens and cost, in words; empty where none are told.
        said: The last thing that was said about it.
        over: Whether it is over.
    """

    total: int
    done: int = 0
    turns: int = 0
    faults: int = 0
    seconds: float = 0.0
    spent: str = ""
    said: str = ""
    over: bool = False

    @property
    def left(self) -> float | None:
        """Seconds until the end, by the pace so far; None where nothing can be said."""
        if self.over or not self.done or not self.seconds:
            return None
        return self.seconds / self.done * (self.total - self.done)


class Going(Protocol):
    """A run in another thread."""

    def status(self) -> Status:
        """How far it is now."""
        ...

    def stop(self) -> None:
        """Stop after the turns in flight; told again, at once."""
        ...
