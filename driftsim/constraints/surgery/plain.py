"""JSON into prose and back."""

import json
import re
from collections.abc import Iterator
from typing import Any

from driftsim.constraints.surgery.json_text import string_values, with_value
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.parts import sentence_gaps

_FENCE = re.compile(r"\A```\w*")


def as_json(text: str) -> str:
    """A text as a JSON object: one string, or an answer with its points where commas stand in it anyway.

    Example:
        >>> as_json("It rains.")
        '{"answer": "It rains."}'
    """
    text = text.strip()
    if text[:1] in ("{", "["):
        return _mended(text)
    gaps = list(sentence_gaps(text)) if "\n" not in text and "," in text else []
    if len(gaps) < 2:
        return json.dumps({like(text, "answer"): text}, ensure_ascii=False)
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(text)]
    first, *points = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    value = {like(text, "answer"): first, like(text, "points"): points}
    return json.dumps(value, ensure_ascii=False, indent=2)


def _mended(text: str) -> str:
    """What once was JSON: with what stands behind it put inside, or else its strings as prose in another."""
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        value, end = [_unescaped(text[start:stop]) for start, stop in string_values(text)], len(text)
    rest = text[end:].strip()
    return with_value(text[:end], rest) if rest else as_json(as_prose(value) or text.lstrip("{[ \t\n") or "…")


def _unescaped(piece: str) -> str:
    try:
        return str(json.loads(f'"{piece}"'))
    except ValueError:
        return piece


def value_of(text: str) -> Any:
    """What a JSON text, in a code fence or bare, holds; the text itself where it is none."""
    bare = _FENCE.sub("", text.strip()).removesuffix("```")
    try:
        return json.loads(bare)
    except (ValueError, RecursionError):
        return text


def as_prose(value: Any) -> str:
    """The strings in what JSON holds, keys left out, one after the other; each a sentence."""
    pieces = (piece.strip() for piece in _strings(value) if piece.strip())
    return " ".join(piece if piece[-1] in ".!?:;" else f"{piece}." for piece in pieces)


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += reversed(value.values())
        elif isinstance(value, list):
            waiting += reversed(value)
        elif value is not None:
            yield str(value)
