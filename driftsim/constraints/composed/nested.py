"""Constraints inside constraints: how they are read, and how deep they may stand."""

from collections.abc import Mapping
from typing import Any, Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.logic import Wrapped
from driftsim.errors import ConstraintError

DEEPEST: Final = 20
TOO_DEEP: Final = f"constraints stand in each other more than {DEEPEST} deep; take some apart"


def built(value: Any, *where: str) -> Constraint:
    """The constraint that stands somewhere in another one, as a value or as it is written.

    Args:
        value: What stands there.
        where: The place, outermost first, for the error.

    Raises:
        ConstraintError: what stands there is no constraint, or one that is nested too deeply.
    """
    if isinstance(value, Constraint):
        return value
    from driftsim.constraints.written import constraint_from

    try:
        _refuse_the_deep(value)
        return constraint_from(value)
    except ConstraintError as error:
        raise error.at(*where) from None


def parts_of(constraint: Constraint) -> tuple[Constraint, ...]:
    """The constraints that stand directly in another one; none in a plain one."""
    from driftsim.constraints.composed.composite import Composite

    if isinstance(constraint, Wrapped):
        return (constraint.of,)
    return constraint.parts() if isinstance(constraint, Composite) else ()


def too_deep(constraint: Constraint) -> bool:
    """Whether constraints stand in each other more than twenty deep, negations counted."""
    waiting = [(constraint, 1)]
    while waiting:
        inside, level = waiting.pop()
        if level > DEEPEST:
            return True
        waiting += [(part, level + 1) for part in parts_of(inside)]
    return False


def _refuse_the_deep(value: Any) -> None:
    """Before anything is built, so that what is built need not call itself too often."""
    waiting = [(value, 2)]
    while waiting:
        inside, level = waiting.pop()
        if isinstance(inside, Mapping):
            here = "check" in inside
            if here and level > DEEPEST:
                raise ConstraintError(TOO_DEEP)
            level, inside = level + here, inside.values()
        elif not isinstance(inside, list):
            continue
        waiting += [(each, level) for each in inside]
