"""Guards: what an edge asks of the model's last reply. A closed vocabulary, parsed, never code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Facts:
    """What a guard may look at after a turn.

    Args:
        held: Of every check in force its strict verdict, None where it could not be decided.
        answered: Whether the turn's task was answered right; None without a task or a decision.
        reply: The reply.
    """

    held: Mapping[str, bool | None] = field(default_factory=dict)
    answered: bool | None = None
    reply: str = ""


class Guard(Protocol):
    """A condition on the facts of a turn."""

    def holds(self, facts: Facts) -> bool:
        """Whether the condition is met."""

    def names(self) -> frozenset[str]:
        """The constraints it asks about."""


@dataclass(frozen=True, slots=True)
class Always:
    """Holds whatever the model did."""

    def holds(self, facts: Facts) -> bool:
        """True."""
        return True

    def names(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def __str__(self) -> str:
        return "always"


ALWAYS = Always()
