"""One constraint held against one reply, in both readings."""

from dataclasses import dataclass

from driftsim.constraints import Constraint, Context, Reply, Span
from driftsim.errors import CheckError

NO_REPLY = "there was no reply"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict in both readings; null where it could not be decided."""

    held: bool | None
    held_loose: bool | None
    reason: str
    span: Span | None = None


def decide(constraint: Constraint, reply: Reply | None, context: Context, *, loose: bool = True) -> Decision:
    """Both readings of a constraint on a reply. A checker that raises decides nothing.

    Args:
        constraint: What is required.
        reply: The reply; None where there was none, which decides nothing.
        context: What the check may look at beside it.
        loose: Whether the loose reading is wanted too.

    Example:
        >>> from driftsim.constraints import constraint_from
        >>> decide(constraint_from({"check": "length.words", "at_most": 2}), Reply("Yes."), Context()).held
        True
    """
    if reply is None:
        return Decision(None, None, NO_REPLY)
    try:
        strict = constraint.strict(reply, context)
    except Exception as error:  # a checker's fault must reach the table, not the user's screen
        return Decision(None, None, _fault(error))
    if strict.held or not loose:
        return Decision(strict.held, strict.held, strict.reason, strict.span)
    try:
        held_loose: bool | None = constraint.loose_beyond_strict(reply, context)
    except Exception:  # the strict verdict stands all the same
        held_loose = None
    return Decision(strict.held, held_loose, strict.reason, strict.span)


def _fault(error: Exception) -> str:
    return str(error) if isinstance(error, CheckError) else f"{type(error).__name__} in the check: {error}"
