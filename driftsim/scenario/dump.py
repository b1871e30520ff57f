"""A scenario as a file that people like to read: what `load` gives, written back.

Text of several lines stands in blocks, long text is folded, short values share a line; whatever could be
taken for something else is quoted. `parse_document` reads the same data back.
"""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, Final

from driftsim.scenario.graph import Scenario

_WIDTH: Final = 100
_WORD: Final = re.compile(r"[^\W\d][\w.()-]*(?:[ :][\w.()-]+)*")
_PROSE: Final = re.compile(r"[^\W\d](?:[\w .,!?'\"()/;$%&+*=@’“”…–—-]*[\w.!?'\")’”…])?")
_NOT_A_WORD: Final = frozenset("null true false yes no on off y n".split())


def dump(scenario: Scenario) -> str:
    """The text of a scenario's file.

    Example:
        >>> from driftsim.scenario.load import scenario_from
        >>> print(dump(scenario_from({"id": "a", "turns": {"ask": {"say": "Hello!"}}}, where=("a",))), end="")
        id: a
        turns:
          ask:
            say: Hello!
    """
    return dump_document(scenario.written)


def dump_document(written: Mapping[str, Any]) -> str:
    """Plain data as YAML.

    Raises:
        ValueError: a value is no plain data, or a number that is not finite.
    """
    return "".join(f"{line}\n" for line in _mapping(written, ""))


def _mapping(mapping: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        head, *rest = _value(value, indent, len(indent) + len(key) + 2)
        yield f"{indent}{_scalar(str(key), _WORD)}:{f' {head}' if head else ''}"
        yield from rest


def _value(value: Any, indent: str, used: int) -> Iterator[str]:
    """The lines of a value behind its key: the first on the key's line, the others indented."""
    inner = f"{indent}  "
    short = _flow(value)
    if isinstance(value, str):
        yield from _text(value, inner, used)
    elif not isinstance(value, Mapping | list | tuple):
        yield _scalar(value, _WORD)
    elif short is not None and (len(short) + used <= _WIDTH or not value):
        yield short
    elif isinstance(value, Mapping):
        yield ""
        yield from _mapping(value, inner)
    else:
        yield ""
        for item in value:
            yield from _item(item, inner)


def _item(item: Any, indent: str) -> Iterator[str]:
    if isinstance(item, Mapping) and item and _flow(item) is None:
        first, *rest = _mapping(item, f"{indent}  ")
        yield f"{indent}- {first.lstrip(' ')}"
        yield from rest
        return
    head, *rest = _value(item, indent, len(indent) + 2)
    yield f"{indent}- {head}".rstrip(" ")
    yield from rest


def _flow(value: Any) -> str | None:
    """A value on one line; None for one that is too deep or too long for that, and for every node."""
    if isinstance(value, Mapping):
        inside = [(_scalar(str(key), _WORD), _flow(each)) for key, each in value.items()]
        deep = "say" in value or any(isinstance(each, Mapping) and each for each in value.values())
        return None if deep or any(each is None for _, each in inside) else _braced(inside)
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = [_flow(each) for each in value]
        deep = any(isinstance(each, Mapping | list | tuple) and each for each in value)
        return None if deep or None in items else f"[{', '.join(filter(None, items))}]"
    text = _scalar(value, _WORD)
    return text if len(text) <= _WIDTH and "\\n" not in text else None


def _braced(pairs: Sequence[tuple[str, str | None]]) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in pairs)}}}"


def _text(text: str, indent: str, used: int) -> Iterator[str]:
    if "\n" in text and _fits_block(text):
        tail = len(text) - len(text.rstrip("\n"))
        yield "|" + ("-" if tail == 0 else "" if tail == 1 else "+")
        body = text[:-1] if tail else text
        yield from (f"{indent}{line}" if line else "" for line in body.split("\n"))
    elif len(text) + used > _WIDTH and _folds(text):
        yield ">-"
        width = max(_WIDTH - len(indent), 40)
        lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
        yield from (f"{indent}{line}" for line in lines)
    else:
        yield _scalar(text, _WORD if _WORD.fullmatch(text) else _PROSE)


def _fits_block(text: str) -> bool:
    """Whether a text of several lines can stand in a literal block as it is."""
    plain = all(character.isprintable() or character in "\n\t" for character in text)
    return plain and not text.startswith((" ", "\n", "\t")) and not re.search(r"^[ \t]+$", text, re.MULTILINE)


def _folds(text: str) -> bool:
    """Whether a text of one line comes back from a folded block."""
    return text.isprintable() and " ".join(text.split()) == text


def _scalar(value: Any, plain: re.Pattern[str]) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float) and isfinite(value):
        return repr(value)
    if not isinstance(value, str):
        raise ValueError(f"{value!r} cannot stand in a scenario's file")
    if plain.fullmatch(value) and value.isprintable() and value.lower() not in _NOT_A_WORD:
        return value
    return "".join(c if c.isprintable() else _escaped(c) for c in json.dumps(value, ensure_ascii=False))


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
