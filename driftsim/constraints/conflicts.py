"""Which constraints in force together cannot hold together."""

from collections.abc import Iterable, Mapping

from driftsim.constraints.base import Constraint
from driftsim.constraints.relations import RELATIONS, Conflict, scene

__all__ = ["Conflict", "conflicts"]


def conflicts(in_force: Mapping[str, Constraint]) -> tuple[Conflict, ...]:
    """The conflicts between constraints in force, errors first; pure.

    A conflict is told once: by the smallest set of constraints that are in it, with the strongest
    reason. What is told here is an error only if it was proven; silence proves nothing
    (docs/design.md names what is not looked at).

    Args:
        in_force: The constraints by name; negated ones take part.

    Example:
        >>> from driftsim.constraints import constraint_from
        >>> short = constraint_from({"check": "length.words", "at_most": 50})
        >>> long = constraint_from({"check": "length.words", "at_least": 100})
        >>> [conflict.names for conflict in conflicts({"short": short, "long": long})]
        [('short', 'long')]
    """
    looked_at = scene(in_force)
    found = (conflict for relation in RELATIONS for conflict in relation(looked_at))
    order = {name: place for place, name in enumerate(in_force)}
    kept = _told_once(found)
    kept.sort(key=lambda conflict: (not conflict.certain, [order[name] for name in conflict.names]))
    return tuple(kept)


def _told_once(found: Iterable[Conflict]) -> list[Conflict]:
    """Without those that hold all constraints of another one that is at least as strong."""
    kept: list[Conflict] = []
    for conflict in sorted(found, key=lambda conflict: (-conflict.strength, len(conflict.names))):
        names = set(conflict.names)
        if not any(set(other.names) <= names for other in kept):
            kept.append(conflict)
    return kept
