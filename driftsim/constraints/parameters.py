"""The parameters of a constraint in words, from their schema."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from driftsim.constraints.base import Constraint

_FEW: Final = 8  # values that are told one by one
_PLAIN: Final = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


def described(cls: type[Constraint]) -> Iterator[tuple[str, str]]:
    """Each parameter with what it takes.

    Example:
        >>> from driftsim.constraints import registered
        >>> dict(described(registered()["style.formality"]))
        {'formality': '"formal" or "informal"'}
    """
    schema = cls.model_json_schema()
    named = {f"#/$defs/{key}": value for key, value in schema.get("$defs", {}).items()}
    for name, given in schema.get("properties", {}).items():
        optional = "" if name in schema.get("required", ()) else ", optional"
        yield name, f"{_sort(_inlined(given, named))}{optional}"


def _inlined(value: Any, named: Mapping[str, Any]) -> Any:
    """A schema with those that it refers to in their places."""
    if isinstance(value, list):
        return [_inlined(each, named) for each in value]
    if not isinstance(value, dict):
        return value
    return named[value["$ref"]] if "$ref" in value else {k: _inlined(v, named) for k, v in value.items()}


def _sort(schema: Mapping[str, Any]) -> str:
    """What a value must be."""
    if "enum" in schema:
        values = [f'"{value}"' for value in schema["enum"]]
        more = [f"{len(values) - _FEW} more"] if len(values) > _FEW + 1 else []
        return _either([*values[:_FEW], *more] if more else values)
    if "anyOf" in schema:
        sorts = [_sort(each) for each in schema["anyOf"] if each.get("type") != "null"]
        sorts = [each for each in sorts if each != "whole number" or "number" not in sorts]
        return f"{_either(dict.fromkeys(sorts))}{_limits(schema)}"
    if schema.get("title") == Constraint.__name__:
        return "constraint"
    if "properties" in schema:
        return f"mapping with {' and '.join(schema['properties'])}"
    if schema.get("type") == "array":
        return _list(schema["items"])
    if "additionalProperties" in schema:
        return f"mapping from text to {_sort(schema['additionalProperties'])}"
    return f"{_PLAIN.get(schema.get('type', ''), 'mapping')}{_limits(schema)}"


def _list(items: Mapping[str, Any]) -> str:
    """A list of something; of pairs, it is written as a mapping."""
    if "prefixItems" in items:
        return f"mapping from {' to '.join(map(_sort, items['prefixItems']))}"
    limits = _limits(items)
    return f"list of {_sort(items).removesuffix(limits)}s{limits}"


def _limits(schema: Mapping[str, Any]) -> str:
    """From which number to which."""
    words = {"ge": "from", "gt": "above", "le": "to", "lt": "below"}
    names = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
    found = {key: schema.get(key, schema.get(name)) for key, name in names.items()}
    said = " ".join(f"{words[key]} {bound:g}" for key, bound in found.items() if bound is not None)
    return f" {said}" if said else ""


def _either(values: Any) -> str:
    *first, last = values
    return f"{', '.join(first)} or {last}" if first else last
