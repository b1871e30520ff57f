"""Texts that are JSON: where prose may be put without breaking them."""

import json
import re
from collections.abc import Iterator

from driftsim.constraints.base import Span

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_COLON = re.compile(r"\s*:")
_FENCE = re.compile(r"\s*```\w*")


def is_json(text: str) -> bool:
    """Whether a text is a JSON object or array, in a code fence or bare."""
    fence = _FENCE.match(text)
    body = text[fence.end() :].rstrip().removesuffix("```").strip() if fence else text.strip()
    if body[:1] + body[-1:] not in ("{}", "[]"):
        return False
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def string_values(text: str) -> Iterator[Span]:
    """Where the strings that are values, not keys, stand in a JSON text, without their quotes."""
    for match in _STRING.finditer(text):
        if not _COLON.match(text, match.end()):
            yield match.start() + 1, match.end() - 1


def with_value(text: str, addition: str) -> str:
    """A JSON text with a sentence more: in its last string with several words, or in a new one.

    Example:
        >>> with_value('{"note": "It rains."}', "Stay in.")
        '{"note": "It rains. Stay in."}'
        >>> with_value('{"oaks": 2}', "Stay in.")
        '{"oaks": 2, "note": "Stay in."}'
    """
    values = list(string_values(text))
    if not values:
        return with_member(text, "note", addition)
    prose = [(start, end) for start, end in values if " " in text[start:end]]
    start, end = (prose or values)[-1]
    return f"{text[:end]}{' ' if end > start else ''}{_escaped(addition)}{text[end:]}"


def with_member(text: str, key: str, value: str, *, gap: str = " ") -> str:
    """A JSON text with one member, or one element, more at its end.

    Args:
        text: An object or an array.
        key: The name of the new member; an array has no use for it.
        value: The string to add.
        gap: The white space in front of it.
    """
    close = max(text.rfind("}"), text.rfind("]"))
    head = text[:close].rstrip()
    member = json.dumps(value, ensure_ascii=False)
    if text[close] == "}":
        member = f"{json.dumps(key, ensure_ascii=False)}: {member}"
    if head[-1] in "{[":
        return f"{head}{gap.strip(' ')}{member}{text[len(head) :]}"
    return f"{head},{gap}{member}{text[len(head) :]}"


def as_string(text: str, ending: str) -> str:
    """All prose of a JSON text, and an ending behind it, as one JSON string.

    Example:
        >>> as_string('{"a": "It rains.", "b": ["Stay in."]}', "Bye.")
        '"It rains. Stay in. Bye."'
    """
    prose = [text[start:end] for start, end in string_values(text)]
    return f'"{" ".join(filter(None, [*prose, _escaped(ending)]))}"'


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
