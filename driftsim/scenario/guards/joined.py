"""Conditions made of others: `not`, `and`, `or`."""

from collections.abc import Iterator
from dataclasses import dataclass

from driftsim.scenario.guards.values import Facts, Guard


@dataclass(frozen=True, slots=True)
class Not:
    """The other condition does not hold."""

    of: Guard

    def holds(self, facts: Facts) -> bool:
        """Whether the other does not."""
        return not self.of.holds(facts)

    def names(self) -> frozenset[str]:
        """Those of the other."""
        return self.of.names()

    def atoms(self) -> Iterator[Guard]:
        """Those of the other."""
        return self.of.atoms()

    def __str__(self) -> str:
        return f"not {_inside(self.of, And, Or)}"


@dataclass(frozen=True, slots=True)
class _Joined:
    parts: tuple[Guard, ...]

    def names(self) -> frozenset[str]:
        """Those of all parts."""
        return frozenset().union(*(part.names() for part in self.parts))

    def atoms(self) -> Iterator[Guard]:
        """Those of all parts."""
        for part in self.parts:
            yield from part.atoms()


@dataclass(frozen=True, slots=True)
class And(_Joined):
    """All parts hold; there are at least two."""

    def holds(self, facts: Facts) -> bool:
        """Whether all do."""
        return all(part.holds(facts) for part in self.parts)

    def __str__(self) -> str:
        return " and ".join(_inside(part, And, Or) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or(_Joined):
    """Some part holds; there are at least two."""

    def holds(self, facts: Facts) -> bool:
        """Whether one does."""
        return any(part.holds(facts) for part in self.parts)

    def __str__(self) -> str:
        return " or ".join(_inside(part, Or) for part in self.parts)


def _inside(part: Guard, *looser: type) -> str:
    return f"({part})" if isinstance(part, looser) else str(part)
