"""Constraints: checkable requirements on a reply, as immutable values."""

from driftsim.constraints.base import Constraint, Context, Example, Family, Reply, Span, Verdict
from driftsim.constraints.logic import Not, Opposite
from driftsim.constraints.registry import instructions, kinds, registered
from driftsim.constraints.written import constraint_from, instruction_from, revised

__all__ = [
    "Constraint",
    "Context",
    "Example",
    "Family",
    "Not",
    "Opposite",
    "Reply",
    "Span",
    "Verdict",
    "constraint_from",
    "instruction_from",
    "instructions",
    "kinds",
    "registered",
    "revised",
]
