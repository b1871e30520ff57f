"""What is said of constraints that cannot hold together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """Constraints in force of which no reply, or hardly any, satisfies all.

    Args:
        names: The constraints, in the order in which they are in force; one that no reply satisfies
            stands alone.
        reason: Why, in one sentence; where a degenerate reply escapes, the trick is named.
        certain: Whether it is an error; else a warning.
        trick: How a degenerate reply escapes; None where none does, or where it is only a warning.
    """

    names: tuple[str, ...]
    reason: str
    certain: bool
    trick: str | None = None

    @property
    def strength(self) -> int:
        """2 where no reply passes, 1 where only degenerate ones do, 0 for a warning."""
        return (2 if self.trick is None else 1) if self.certain else 0


def impossible(names: tuple[str, ...], reason: str) -> Conflict:
    """No reply passes."""
    return Conflict(names, reason, certain=True)


def degenerate(names: tuple[str, ...], reason: str, trick: str) -> Conflict:
    """Only a reply that nobody would want passes."""
    return Conflict(names, f"{reason}; only {trick} escapes", certain=True, trick=trick)


def doubtful(names: tuple[str, ...], reason: str) -> Conflict:
    """They are better not asked for together."""
    return Conflict(names, reason, certain=False)
