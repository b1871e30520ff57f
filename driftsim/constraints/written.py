"""From what people write to constraints: `{check: length.words, at_most: 120}` and back.

Errors name the parameter, the value and what would be right; readers add file and line.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from driftsim.constraints.base import Constraint
from driftsim.constraints.composed.composite import Composite
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.logic import Wrapped
from driftsim.constraints.registry import instructions, kinds
from driftsim.errors import ConstraintError, did_you_mean

_LONGEST = 200  # characters of a value that an error shows
_TYPES = ("int", "float")  # where a value may be either, its place names the one that was tried
_EXPECTED: Final[Mapping[str, str]] = {  # pydantic's kinds of error in the words of this project
    "bool_type": "true or false",
    "greater_than_equal": "at least {ge}",
    "int_type": "a whole number",
    "less_than_equal": "at most {le}",
    "literal_error": "{expected}",
    "float_type": "a number",
    "string_type": "a text",
    "too_short": "a list of at least {min_length}",
    "tuple_type": "a list",
}


def constraint_from(written: Any) -> Constraint:
    """Build a constraint from what stands in a file.

    Args:
        written: `{"check": KIND, **parameters}` or `{"ifeval": ID, "kwargs": {...}}`.

    Raises:
        ConstraintError: what stands there is no constraint; the message says why and what would be.

    Example:
        >>> constraint_from({"check": "length.words", "at_most": 120})
        Words(at_least=None, at_most=120, exactly=None)
    """
    if not isinstance(written, Mapping):
        raise ConstraintError(f"a constraint is a mapping with 'check' or 'ifeval', not {_shown(written)}")
    if ("check" in written) == ("ifeval" in written):
        raise ConstraintError(f"a constraint has either 'check' or 'ifeval', this one has {_keys(written)}")
    if "ifeval" in written:
        return _from_ifeval(written)
    kind = _named(written["check"], kinds(), "check")
    parameters = {key: value for key, value in written.items() if key != "check" and value is not None}
    if issubclass(kind, Wrapped) and "of" in parameters:
        parameters["of"] = constraint_from(parameters["of"])
    return _build(kind, parameters, name=kind.kind)


def instruction_from(source_id: Any, kwargs: Any) -> Constraint:
    """Build another tool's instruction, in that tool's reading.

    Null kwargs are dropped; a missing or an unknown one is an error: nothing is drawn or defaulted.

    Raises:
        ConstraintError: the id is unknown or the kwargs do not fit it.
    """
    if isinstance(source_id, str):
        source_id = source_id.removeprefix("en:")
    cls = _named(source_id, instructions(), "instruction id")
    if not isinstance(kwargs, Mapping):
        raise ConstraintError(f"{source_id}: kwargs must be a mapping, not {kwargs!r}")
    return _build(cls, {key: value for key, value in kwargs.items() if value is not None}, name=source_id)


def revised(constraint: Constraint, changes: Any) -> Constraint:
    """The next version of a constraint.

    Parameters are merged, null removes one; a new `check` or `ifeval` replaces everything; an
    instruction's `kwargs` are replaced whole; a negated constraint is revised inside. In one made of
    others a part is revised in its place: `{then: {at_most: 9}}`, `{of: {2: {at_most: 9}}}`.

    Raises:
        ConstraintError: the changes do not fit.
    """
    if not isinstance(changes, Mapping):
        raise ConstraintError(f"a revision is a mapping of parameters, not {_shown(changes)}")
    if "check" in changes or "ifeval" in changes:
        return constraint_from(changes)
    if isinstance(constraint, Wrapped):
        return constraint.around(revised(constraint.of, changes))
    if not changes:
        raise ConstraintError("a revision must change something, this one is empty")
    if isinstance(constraint, Composite):
        changes = constraint.merged(changes)
    if isinstance(constraint, Reference):
        if set(changes) != {"kwargs"}:
            raise ConstraintError(
                f"{constraint.origin} is revised by its 'kwargs', which replace the old ones whole,"
                f" not by {_keys(changes)}"
            )
        return instruction_from(constraint.origin, changes["kwargs"])
    return constraint_from({**constraint.spec(), **changes})


def _from_ifeval(written: Mapping[str, Any]) -> Constraint:
    extra = sorted(set(written) - {"ifeval", "kwargs"})
    if extra:
        raise ConstraintError(f"unknown key {extra[0]!r} beside 'ifeval' and 'kwargs'")
    return instruction_from(written["ifeval"], written.get("kwargs") or {})


def _named(name: Any, known: Mapping[str, type[Constraint]], what: str) -> type[Constraint]:
    if not isinstance(name, str) or name not in known:
        raise ConstraintError(f"unknown {what} {_shown(name)}{did_you_mean(str(name), known)}")
    return known[name]


def _build(cls: type[Constraint], parameters: Mapping[str, Any], *, name: str) -> Constraint:
    try:
        return cls.model_validate(dict(parameters))
    except ValidationError as error:
        # Of a value that may be of several types the last one's problem is told.
        problems = {_place(details): _problem(details, cls) for details in error.errors()}
        raise ConstraintError(f"{name}: {'; '.join(problems.values())}") from None


def _place(details: ErrorDetails) -> str:
    return ".".join(str(part) for part in details["loc"] if part not in _TYPES)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _problem(details: ErrorDetails, cls: type[Constraint]) -> str:
    place, value = _place(details), _shown(details["input"])
    known = list(cls.model_fields)
    if details["type"] == "missing":
        return f"parameter {place!r} is missing"
    if details["type"] == "extra_forbidden":
        return f"unknown parameter {place!r}{did_you_mean(place, known) if known else '; it takes none'}"
    expected = _EXPECTED.get(details["type"])
    if expected is not None:
        return f"parameter {place!r} is {value}: {expected.format_map(details.get('ctx', {}))} is expected"
    reason = details["msg"].removeprefix("Value error, ")
    return f"parameter {place!r} is {value}: {reason}" if place else reason


def _keys(mapping: Mapping[str, Any]) -> str:
    return ", ".join(repr(key) for key in mapping) or "none"
