"""Constraints made of others, taken apart into what must hold in any case and what is one of several ways."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.composed.joined import Joined
from driftsim.constraints.logic import Not
from driftsim.constraints.relations.claims import claim
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible

_SETS: Final = 16  # of many ways that are blocked by many, so many sets are told


@dataclass(frozen=True, slots=True)
class Apart:
    """Constraints in force, taken apart.

    Args:
        single: What must hold in any case, by names of their own: `tone`, `tone (part 2)`.
        choices: By such names, constraints of which at least one must hold.
        owners: The constraint in force to which each such name belongs.
    """

    single: Mapping[str, Constraint]
    choices: Mapping[str, tuple[Constraint, ...]]
    owners: Mapping[str, str]

    def told(self, conflict: Conflict) -> Conflict:
        """A conflict by the names of the constraints in force."""
        return replace(conflict, names=tuple(dict.fromkeys(self.owners[name] for name in conflict.names)))


def apart(in_force: Mapping[str, Constraint]) -> Apart:
    """Take constraints apart: all parts of an `all_of` must hold, and none of an `any_of` that is denied."""
    single: dict[str, Constraint] = {}
    choices: dict[str, tuple[Constraint, ...]] = {}
    owners: dict[str, str] = {}
    waiting = [(name, name, constraint) for name, constraint in reversed([*in_force.items()])]
    while waiting:
        owner, name, constraint = waiting.pop()
        every, some = _taken(constraint)
        if every:
            parts = [(owner, _free(f"{name} (part {n})", in_force), each) for n, each in enumerate(every, 1)]
            waiting += reversed(parts)
            continue
        owners[name] = owner
        if some:
            choices[name] = some
        else:
            single[name] = constraint
    return Apart(single, choices, owners)


def _taken(constraint: Constraint) -> tuple[tuple[Constraint, ...], tuple[Constraint, ...]]:
    """The parts that must all hold, or those of which one must; neither where it cannot be said so."""
    inside = claim("", constraint)
    if not isinstance(inside.atom, Joined):
        return (), ()
    parts, (low, high) = inside.atom.of, inside.atom.room()
    denied = tuple(Not(of=part) for part in parts)
    if low == len(parts):  # all of them
        return (parts, ()) if inside.held else ((), denied)
    if low == 1 and high in (None, len(parts)):  # at least one
        return ((), parts) if inside.held else (denied, ())
    if high == 0:  # none
        return (denied, ()) if inside.held else ((), parts)
    return (), ()


def _free(name: str, taken: Mapping[str, Constraint]) -> str:
    while name in taken:
        name += "'"
    return name


def together(name: str, ways: list[list[Conflict]]) -> Iterator[Conflict]:
    """The conflicts of a constraint each of whose ways runs into one.

    Args:
        name: The constraint.
        ways: By way, the conflicts that are certain, the strongest first.
    """
    for some in islice(product(*ways), _SETS):
        names = (name, *(each for conflict in some for each in conflict.names))
        reason = f'each way to satisfy "{name}" is blocked; {some[0].reason}'
        tricks = [conflict.trick for conflict in some if conflict.trick]
        found = tuple(dict.fromkeys(names))
        yield degenerate(found, reason, tricks[0]) if tricks else impossible(found, reason)
