"""Which whole numbers a constraint on a count allows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowed:
    """Numbers from `low` to `high`, both included, without those that lie in a gap.

    Args:
        low: The least.
        high: The greatest; None where there is none.
        gaps: Ranges left out, both ends included.

    Example:
        >>> Allowed(3, 5).meet(Allowed(0, 4)).meet(Allowed(gaps=((3, 4),))).empty
        True
    """

    low: int = 0
    high: int | None = None
    gaps: tuple[tuple[int, int], ...] = ()

    def meet(self, other: "Allowed") -> "Allowed":
        """The numbers that both allow."""
        highs = [high for high in (self.high, other.high) if high is not None]
        return Allowed(max(self.low, other.low), min(highs, default=None), self.gaps + other.gaps)

    @property
    def empty(self) -> bool:
        """Whether no number is left."""
        if self.high is None:
            return False
        lowest = self.low
        for first, last in sorted(self.gaps):
            if first <= lowest <= last:
                lowest = last + 1
        return lowest > self.high

    def complement(self) -> "Allowed":
        """All other numbers from 0 on; only for a range without gaps."""
        if self.high is None:
            return Allowed(high=self.low - 1)
        if self.low == 0:
            return Allowed(low=self.high + 1)
        return Allowed(gaps=((self.low, self.high),))

    def __str__(self) -> str:
        if self.gaps:
            first, last = self.gaps[0]
            return f"not {first}" if first == last else f"not {first} to {last}"
        if self.high is None:
            return f"at least {self.low}"
        if self.low == self.high:
            return f"exactly {self.low}"
        return f"{self.low} to {self.high}" if self.low else f"at most {self.high}"
