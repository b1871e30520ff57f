"""A limit per minute, kept over every window of sixty seconds."""

from collections import deque
from dataclasses import dataclass
from typing import Final

MINUTE: Final = 60.0


@dataclass(slots=True)
class Use:
    """So much was used at a time; what is known only later may be corrected in place."""

    at: float
    amount: float


class Window:
    """So much may be used in any sixty seconds.

    A use that alone is larger than the limit has its turn when nothing else was used.

    Args:
        limit: How much, 1 or more.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._used: deque[Use] = deque()

    def delay(self, now: float, amount: float = 1) -> float:
        """Seconds until this much may be used; 0 where it may be used now."""
        while self._used and self._used[0].at <= now - MINUTE:
            self._used.popleft()
        over = sum(use.amount for use in self._used) + amount - self._limit
        for use in self._used:
            if over <= 0:
                return 0.0
            over -= use.amount
            free = use.at + MINUTE - now
            if over <= 0:
                return free
        return free if self._used else 0.0

    def use(self, now: float, amount: float = 1) -> Use:
        """Use it now."""
        self._used.append(Use(now, amount))
        return self._used[-1]
