"""EvolIF's twelve groups: nine in the reading of its own checkers; three that only a judge can grade."""

from collections.abc import Mapping
from typing import Any, Final

from driftsim.constraints import Constraint, constraint_from
from driftsim.errors import InputError, did_you_mean
from driftsim.formats.fields import short

_JUDGED: Final = ("emotion", "reader_age", "style")
_BARE: Final = ("existence", "forbidden")  # their arguments are the keywords themselves
_GROUPS: Final = (
    *("startwith", "endwith", "format", "countableItems", "length", "existence", "forbidden", "case"),
    *("punctuation", *_JUDGED),
)


class CannotCheck(Exception):
    """A constraint that no checker decides; the message is the reason."""


def constraint_of(group: str, args: Any) -> Constraint:
    """What a group of EvolIF demands, with the verdicts of its own checkers.

    Raises:
        CannotCheck: it needs a judge.
        InputError: no such group, or arguments that do not fit it.

    Example:
        >>> constraint_of("countableItems", {"num": 4})
        CountableItems(num=4)
    """
    if group not in _GROUPS:
        raise InputError(f"unknown group {group!r}{did_you_mean(group, _GROUPS)}")
    if group in _JUDGED:
        raise CannotCheck("needs a judge")
    parameters = {"keywords": args} if group in _BARE else args
    if not isinstance(parameters, Mapping):
        raise InputError(f"'args' is {short(args)}: an object is expected")
    return constraint_from({"check": f"evolif.{group}", **parameters})
