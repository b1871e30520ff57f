"""Which constraints in force together cannot hold together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from driftsim.constraints.base import Constraint
from driftsim.constraints.relations import RELATIONS, Conflict, scene
from driftsim.constraints.relations.apart import Apart, apart, together

__all__ = ["Conflict", "conflicts"]


def conflicts(in_force: Mapping[str, Constraint]) -> tuple[Conflict, ...]:
    """The conflicts between constraints in force, errors first; pure.

    A conflict is told once: by the smallest set of constraints that are in it, with the strongest
    reason. What is told here is an error only if it was proven; silence proves nothing
    (docs/design.md names what is not looked at).

    Args:
        in_force: The constraints by name; negated ones take part, and those made of others as their parts.

    Example:
        >>> from driftsim.constraints import constraint_from
        >>> short = constraint_from({"check": "length.words", "at_most": 50})
        >>> long = constraint_from({"check": "length.words", "at_least": 100})
        >>> [conflict.names for conflict in conflicts({"short": short, "long": long})]
        [('short', 'long')]
    """
    taken = apart(in_force)
    found = map(taken.told, chain(_between(taken.single), _choices(taken)))
    order = {name: place for place, name in enumerate(in_force)}
    kept = _told_once(_ordered(found, order))
    kept.sort(key=lambda conflict: (not conflict.certain, [order[name] for name in conflict.names]))
    return tuple(kept)


def _between(single: Mapping[str, Constraint]) -> list[Conflict]:
    looked_at = scene(single)
    return [conflict for relation in RELATIONS for conflict in relation(looked_at)]


def _choices(taken: Apart) -> Iterator[Conflict]:
    """The conflicts of constraints that one of several parts satisfies: each part must run into one."""
    for name, parts in taken.choices.items():
        ways = [_blocks(taken, name, part) for part in parts]
        if all(ways):
            yield from together(name, ways)


def _blocks(taken: Apart, name: str, part: Constraint) -> list[Conflict]:
    """What one part runs into for certain, the strongest first, with the whole in its place."""
    inside = apart({**taken.single, name: part})
    if name in inside.choices:
        return []
    found = [inside.told(each) for each in _between(inside.single) if each.certain]
    return sorted((each for each in found if name in each.names), key=lambda each: -each.strength)


def _ordered(found: Iterable[Conflict], order: Mapping[str, int]) -> Iterator[Conflict]:
    for conflict in found:
        yield replace(conflict, names=tuple(sorted(conflict.names, key=order.__getitem__)))


def _told_once(found: Iterable[Conflict]) -> list[Conflict]:
    """Without those that hold all constraints of another one that is at least as strong."""
    kept: list[Conflict] = []
    for conflict in sorted(found, key=lambda conflict: (-conflict.strength, len(conflict.names))):
        names = set(conflict.names)
        if not any(set(other.names) <= names for other in kept):
            kept.append(conflict)
    return kept
