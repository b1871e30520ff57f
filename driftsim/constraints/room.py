"""The counts that a changed text may have."""

from typing import NamedTuple


class Room(NamedTuple):
    """Whole numbers from `low` to `high`, both included; None where there is no end.

    Example:
        >>> Room(3, 5).lacking(1), Room(3, 5).excess(9)
        (2, 4)
    """

    low: int
    high: int | None

    def holds(self, number: int) -> bool:
        """Whether a number lies in it."""
        return self.low <= number and (self.high is None or number <= self.high)

    def lacking(self, number: int) -> int:
        """How many must be added at least."""
        return max(self.low - number, 0)

    def excess(self, number: int) -> int:
        """How many must be taken away at least."""
        return max(number - self.high, 0) if self.high is not None else 0

    def distance(self, number: int) -> int:
        """How far a number lies from it."""
        return self.lacking(number) + self.excess(number)

    def outside(self, width: int) -> list["Room"]:
        """The rooms next to it, below and above, at most so many numbers wide."""
        rooms = [] if self.high is None else [Room(self.high + 1, self.high + width)]
        return [Room(max(self.low - width, 0), self.low - 1), *rooms] if self.low else rooms
