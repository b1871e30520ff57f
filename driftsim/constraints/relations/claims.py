"""Constraints in force without their negations around them."""

from collections.abc import Mapping
from dataclasses import dataclass

from driftsim.constraints.base import Constraint
from driftsim.constraints.logic import Not, Opposite


@dataclass(frozen=True, slots=True)
class Claim:
    """A constraint in force: a reply that is not blank satisfies it exactly if `atom` comes out as `held`.

    Args:
        name: Its name.
        atom: A constraint that is no negation.
        held: Whether the atom must hold, or must not.
    """

    name: str
    atom: Constraint
    held: bool


def claim(name: str, constraint: Constraint) -> Claim:
    """Take the negations off a constraint."""
    held = True
    while isinstance(constraint, Not | Opposite):
        opposite = constraint.of.opposite() if isinstance(constraint, Opposite) else None
        held = held if opposite is not None else not held
        constraint = constraint.of if opposite is None else opposite
    return Claim(name, constraint, held)


def claims(in_force: Mapping[str, Constraint]) -> tuple[Claim, ...]:
    """All of them."""
    return tuple(claim(name, constraint) for name, constraint in in_force.items())
