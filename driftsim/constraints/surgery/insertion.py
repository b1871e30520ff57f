"""Putting a sentence into a text so that its form stays: its case, its JSON, its quotes, its ends."""

import re
from collections.abc import Iterator

from driftsim.constraints.surgery.json_text import is_json, with_value
from driftsim.constraints.surgery.manner import like

# A long enough word with its mark: neither "Dr." nor "1." ends a sentence here.
_BOUNDARY = re.compile(r"(?<=[^\W\d_]{4})[.!?][\"”')\]*]* +(?=[^\W_])")
_FIXED = re.compile(r"\s*(?:[#<`~|]|[*_-]{3,}\s*$)")
_QUOTES = {'"': '"', "“": "”"}
_PROSE = 4  # so many words make a line prose


def cases(addition: str, draft: str) -> list[str]:
    """The addition in the case of the draft and, where that differs, as it is."""
    return list(dict.fromkeys((like(draft, addition), addition)))


def unquoted(draft: str) -> tuple[str, str]:
    """A text without the closing quote around the whole of it, and what was cut off."""
    body = draft.rstrip()
    if len(body) > 1 and _QUOTES.get(body.lstrip()[:1]) == body[-1]:
        return body[:-1], body[-1]
    return body, ""


def inserted(draft: str, sentence: str) -> Iterator[str]:
    """Texts with a sentence more, the nearest first.

    Example:
        >>> next(inserted("It rained. It poured. It stopped.", "We stayed in."))
        'It rained. It poured. We stayed in. It stopped.'
    """
    for wording in cases(sentence, draft):
        yield placed(draft, wording)
    yield appended(draft, sentence)
    yield f"{draft.rstrip()}\n{sentence}"


def placed(draft: str, sentence: str) -> str:
    """The text with a sentence where it disturbs least: in a JSON string, or amid the prose."""
    if not draft.strip():
        return sentence
    if is_json(draft):
        return with_value(draft, sentence)
    lines = draft.split("\n")
    where = _line(lines)
    if where is None:
        return appended(draft, sentence)
    line = lines[where]
    gaps = boundaries(line)
    if gaps:
        gap = gaps[len(gaps) // 2]
        lines[where] = f"{line[:gap]}{sentence} {line[gap:]}"
    elif where == len(lines) - 1:
        return appended(draft, sentence)
    else:
        lines[where] = _joined(line, sentence)
    return "\n".join(lines)


def boundaries(text: str, start: int = 0) -> list[int]:
    """Where, from a place on, a sentence begins behind another one in its line."""
    return [match.end() for match in _BOUNDARY.finditer(text, start)]


def _line(lines: list[str]) -> int | None:
    """The line of prose in the middle, the last one only where there is no other."""
    prose = [n for n, line in enumerate(lines) if line.count(" ") >= _PROSE and not _FIXED.match(line)]
    if len(prose) > 1 and prose[-1] == len(lines) - 1:
        prose.pop()
    return prose[len(prose) // 2] if prose else None


def appended(draft: str, addition: str) -> str:
    """The text with something at its very end, though inside the quotes around the whole."""
    body, closing = unquoted(draft)
    if body.endswith("```"):
        return f"{body}\n{addition}"
    return f"{_joined(body, addition)}{closing}"


def _joined(line: str, addition: str) -> str:
    body = line.rstrip()
    if not body:
        return f"{line}{addition}"
    mark = "." if body[-1].isalnum() and addition[:1].isalnum() else ""
    return f"{body}{mark} {addition}"


def prefixed(draft: str, opening: str) -> str:
    """The text with something at its very beginning, though inside the quotes around the whole."""
    body = draft.lstrip()
    if unquoted(draft)[1]:
        return f"{body[0]}{opening} {body[1:]}"
    return f"{opening} {body}" if body else opening
