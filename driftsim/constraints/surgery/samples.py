"""Plain texts that a regular expression from a file finds."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from driftsim.constraints.matching import Finder

_BY_CATEGORY = {"DIGIT": "7", "WORD": "a", "SPACE": " ", "NOT_DIGIT": "a", "NOT_WORD": "-", "NOT_SPACE": "a"}
_TRIED = "aA7 -_.~éж好"


def samples(source: str, find: Finder) -> Iterator[str]:
    """Texts in which a pattern is found: the pattern as it stands where that will do, then built ones.

    Args:
        source: A regular expression, mostly a plain word.
        find: Its finder, with the edges that belong to it.

    Example:
        >>> from driftsim.constraints.matching import pattern
        >>> list(samples("m.p|x", pattern("m.p|x")))[0]
        'm.p|x'
    """
    built = _built(source)
    plain = [source, source.replace("\\", ""), *built]
    edged = [f"{text}{edge}" for text in built for edge in "a "] + [f"a{text}" for text in built]
    for text in dict.fromkeys([*plain, *edged]):
        if text.strip() and find.first(text):
            yield text


@lru_cache(maxsize=512)
def _built(source: str) -> tuple[str, ...]:
    try:
        parsed = import_module("re._parser").parse(source)
    except Exception:  # what Python's own parser cannot read has no sample here
        return ()
    return (_text(parsed, {}),)


def _text(parts: Any, groups: dict[int, str]) -> str:
    return "".join(_part(str(name), value, groups) for name, value in parts)


def _part(name: str, value: Any, groups: dict[int, str]) -> str:
    if name == "LITERAL":
        return chr(value)
    if name == "NOT_LITERAL":
        return next(char for char in _TRIED if ord(char) != value)
    if name == "ANY":
        return "a"
    if name == "IN":
        return _member(value)
    if name == "BRANCH":
        return _text(value[1][0], groups)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _text(value[2], groups) * max(int(value[0]), 1 if int(value[1]) else 0)
    if name == "SUBPATTERN":
        groups[value[0]] = _text(value[3], groups)
        return groups[value[0]]
    if name == "ATOMIC_GROUP":
        return _text(value, groups)
    return groups.get(value, "") if name == "GROUPREF" else ""


def _member(items: Any) -> str:
    """One character of a set."""
    named = [(str(name), value) for name, value in items]
    if named[0][0] == "NEGATE":
        return next((char for char in _TRIED if not any(_holds(item, char) for item in named[1:])), "a")
    name, value = named[0]
    if name == "RANGE":
        return chr(value[0])
    return chr(value) if name == "LITERAL" else _BY_CATEGORY[str(value).removeprefix("CATEGORY_")]


def _holds(item: tuple[str, Any], char: str) -> bool:
    name, value = item
    if name == "LITERAL":
        return bool(ord(char) == value)
    if name == "RANGE":
        return bool(value[0] <= ord(char) <= value[1])
    kind = str(value).removeprefix("CATEGORY_")
    belongs = {"DIGIT": char.isdigit(), "WORD": char.isalnum() or char == "_", "SPACE": char.isspace()}
    return belongs[kind.removeprefix("NOT_")] != kind.startswith("NOT_")
