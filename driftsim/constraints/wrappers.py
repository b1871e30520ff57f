"""What may stand around the first and the last word of a reply: fences, tags, marks, white space."""

import re
from functools import lru_cache
from typing import Final

from driftsim.constraints.base import Span
from driftsim.text import ASCII_PUNCTUATION

_CJK: Final = "。，、？！：；（）【】「」『』《》〈〉—…·～￥"
EDGE_MARKS: Final = ASCII_PUNCTUATION + _CJK  # what EvolIF calls punctuation
_INVISIBLE: Final = "\ufeff\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f"
_SPACE: Final = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
_FREE: Final = _SPACE + _INVISIBLE + "“”„‘’«»•" + EDGE_MARKS
_AT_START: Final = _FREE.replace("<", "").replace("`", "")
_AT_END: Final = _FREE.replace(">", "")
_FENCE: Final = re.compile(r"```[\w.+-]*[^\S\n]*(?:\n|\Z)")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
_RUN: Final = re.compile(r"<+|`+")
_LONGEST_TAG: Final = 500
_SELECTOR: Final = "\ufe0f"


def first_place(text: str) -> int:
    """Where the text begins behind a fence, tags, marks of Markdown, quotes and white space.

    Example:
        >>> first_place("# **Oaks**"), first_place("<p>Oaks</p>")
        (4, 3)
    """
    place = 0
    while True:
        place = len(text) - len(text[place:].lstrip(_AT_START)) if place == 0 else _skip(text, place)
        wrapper = _FENCE.match(text, place) or _TAG.match(text, place)
        if wrapper:
            place = wrapper.end()
        elif run := _RUN.match(text, place):
            place = max(run.end() - len(run[0][:3]) * (len(run[0]) > 3), place + 1)
        else:
            return place


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in _AT_START:
        place += 1
    return place


def last_place(text: str) -> int:
    """Where the text ends before closing tags, a fence, marks, quotes and white space.

    Example:
        >>> last_place("Oaks. **")
        4
    """
    place = len(text)
    while True:
        place = len(text[:place].rstrip(_AT_END)) if place == len(text) else _skip_back(text, place)
        if not place or text[place - 1] != ">":
            return place
        start = text.rfind("<", max(place - _LONGEST_TAG, 0), place)
        if start >= 0 and _TAG.fullmatch(text, start, place):
            place = start
        else:
            while place and text[place - 1] == ">":
                place -= 1


def _skip_back(text: str, place: int) -> int:
    while place and text[place - 1] in _AT_END:
        place -= 1
    return place


@lru_cache(maxsize=1024)
def _phrase(phrase: str) -> re.Pattern[str]:
    bare = phrase.replace(_SELECTOR, "") or phrase
    left = r"(?<!\w)" if re.match(r"\w", bare) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", bare) else ""
    core = "".join(re.escape(char) + _optional_selector(char) for char in bare)
    return re.compile(f"{left}{core}{right}", re.IGNORECASE)


def _optional_selector(char: str) -> str:
    """A variation selector may follow an emoji."""
    return "" if char.isascii() or char.isalnum() else f"{_SELECTOR}?"


def is_free(char: str) -> bool:
    """Whether a character at an edge is passed over."""
    return char in _FREE


def opens_with(text: str, phrase: str) -> Span | None:
    """Where a phrase stands that a text begins with, its wrappers left out; None where it does not."""
    place, sought = first_place(text), _phrase(phrase)
    found = sought.match(text, place)
    if found is None and phrase[0] in _FREE:
        found = sought.search(text, 0, min(place + 2 * len(phrase), len(text)))
        found = found if found and found.start() <= place else None
    return found.span() if found else None


def closes_with(text: str, phrase: str) -> Span | None:
    """Where a phrase stands that a text ends with, its wrappers left out; None where it does not."""
    place, sought = last_place(text), _phrase(phrase)
    start = max(place - 2 * len(phrase), 0)
    spans = [found.span() for found in sought.finditer(text, start, place)]
    if phrase[-1] in _FREE:
        spans += [found.span() for found in sought.finditer(text, start)]
    return next((span for span in reversed(spans) if span[1] >= place), None)
