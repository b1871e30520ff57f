"""From what people write to edits: `{"add": {"short": {"check": "length.words", "at_most": 80}}}`."""

from collections.abc import Mapping
from typing import Any, Final

from driftsim.constraints import constraint_from
from driftsim.errors import InputError, did_you_mean
from driftsim.ledger.values import SCOPES, Definition, Edits

EDIT_KEYS: Final = ("add", "revise", "negate", "retract", "restate")


def definition_from(written: Any) -> Definition:
    """Build a definition: a constraint with its `scope`.

    Raises:
        InputError: the constraint or the scope is wrong.
    """
    if not isinstance(written, Mapping):
        raise InputError(f"a constraint is a mapping with 'check' or 'ifeval', not {written!r}")
    scope = written.get("scope", "conversation")
    if scope not in SCOPES:
        raise InputError(f"unknown scope {scope!r}{did_you_mean(str(scope), SCOPES)}")
    return Definition(constraint_from({k: v for k, v in written.items() if k != "scope"}), scope)


def edits_from(written: Mapping[str, Any]) -> Edits:
    """Build the edits of one turn from its edit keys; all are optional, other keys are not looked at.

    Raises:
        InputError: with the edit and the constraint's name as its place.

    Example:
        >>> edits_from({"retract": ["short"]}).retract
        ('short',)
    """
    added = _mapping(written, "add")
    return Edits(
        add={name: _definition(name, definition) for name, definition in added.items()},
        revise=_mapping(written, "revise"),
        negate=_names(written, "negate"),
        retract=_names(written, "retract"),
        restate=_names(written, "restate"),
    )


def _definition(name: str, written: Any) -> Definition:
    try:
        if not name.strip():
            raise InputError("a constraint needs a name")
        return definition_from(written)
    except InputError as error:
        raise error.at(f"add of {name!r}") from None


def _mapping(written: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = written.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InputError(f"{key!r} is a mapping from a constraint's name, not {value!r}")
    return value


def _names(written: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = written.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise InputError(f"{key!r} is a list of constraints' names, not {value!r}")
    return tuple(value)
