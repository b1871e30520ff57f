"""JSON into prose and back."""

import json
import re
from collections.abc import Iterator
from typing import Any

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
    gaps = list(sentence_gaps(text)) if "\n" not in text and "," in text else []
    if len(gaps) < 2:
        return json.dumps({like(text, "answer"): text}, ensure_ascii=False)
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(text)]
    first, *points = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    value = {like(text, "answer"): first, like(text, "points"): points}
    return json.dumps(value, ensure_ascii=False, indent=2)


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
