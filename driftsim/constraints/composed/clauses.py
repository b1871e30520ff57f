"""Requests as parts of a longer one."""

from collections.abc import Sequence

from driftsim.constraints.base import Constraint
from driftsim.constraints.speech import Request


def clause(constraint: Constraint) -> str:
    """What a constraint asks for, without its full stop, to stand within a sentence.

    Example:
        >>> from driftsim.constraints import constraint_from
        >>> clause(constraint_from({"check": "format.no_comma"}))
        'do not use commas'
    """
    taken = Request.of(constraint.ask())
    text = taken.sentence if taken.doing is None else taken.imperative
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def condition(constraint: Constraint) -> str:
    """When a reply does what a constraint asks for: `you use any commas`."""
    taken = Request.of(constraint.ask())
    if taken.doing is None:
        return f"this is true of your answer ({clause(constraint)})"
    return f"you {'do not ' * taken.negative}{taken.doing}"


def numbered(constraints: Sequence[Constraint]) -> str:
    """What several ask for: `(1) answer in French; (2) use no commas`; one alone has no number."""
    clauses = [_bracketed(each) for each in constraints]
    if len(clauses) == 1:
        return clauses[0]
    return "; ".join(f"({number}) {text}" for number, text in enumerate(clauses, 1))


def _bracketed(constraint: Constraint) -> str:
    text = clause(constraint)
    return f"[{text}]" if "; (" in text else text
