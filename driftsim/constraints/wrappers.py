"""What may stand around the first and the last word of a reply: fences, tags, marks, white space."""

import re
from functools import lru_cache
from typing import Final

from driftsim.constraints.base import Span
from driftsim.text import ASCII_PUNCTUATION

_CJK: Final = "。，、？！：；（）【】「」『』《》〈〉—…·～￥"
EDGE_MARKS: Final = ASCII_PUNCTUATION + _CJK  # what EvolIF calls punctuation
_SELECTOR: Final = "\ufe0f"
_INVISIBLE: Final = f"\ufeff\u180e\u200b\u200c\u200d\u200e\u200f\u2060{_SELECTOR}"
_FREE: Final = frozenset(f"{_INVISIBLE}“”„‘’«»•{EDGE_MARKS}")
_CHARS: Final = rf"[\s{re.escape(''.join(sorted(_FREE)))}]"
_BEFORE: Final = re.compile(rf"(?>```[\w.+-]*[^\S\n]*(?:\n|\Z)|</?[A-Za-z][^<>]*>|<!--[^<>]*-->|{_CHARS})*+")
# The same read backwards: a fence has nothing but marks behind it.
_BEHIND: Final = re.compile(rf"(?>>[^<>]*[A-Za-z]/?<|>--[^<>]*--!<|{_CHARS})*+")


def first_place(text: str) -> int:
    """Where the text begins behind a fence, tags, marks of Markdown, quotes and white space.

    Example:
        >>> first_place("# **Oaks**"), first_place("<p>Oaks</p>")
        (4, 3)
    """
    found = _BEFORE.match(text)
    return found.end() if found else 0


def last_place(text: str) -> int:
    """Where the text ends before closing tags, a fence, marks, quotes and white space.

    Example:
        >>> last_place("Oaks. **")
        4
    """
    found = _BEHIND.match(text[::-1])
    return len(text) - found.end() if found else len(text)


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
    return char in _FREE or char.isspace()


def opens_with(text: str, phrase: str) -> Span | None:
    """Where a phrase stands that a text begins with, its wrappers left out; None where it does not."""
    place, sought = first_place(text), _phrase(phrase)
    found = sought.match(text, place)
    if found is None and is_free(phrase[0]):
        found = sought.search(text, 0, min(place + 2 * len(phrase), len(text)))
        found = found if found and found.start() <= place else None
    return found.span() if found else None


def closes_with(text: str, phrase: str) -> Span | None:
    """Where a phrase stands that a text ends with, its wrappers left out; None where it does not."""
    place, sought = last_place(text), _phrase(phrase)
    start = max(place - 2 * len(phrase), 0)
    spans = [found.span() for found in sought.finditer(text, start, place)]
    if is_free(phrase[-1]):
        spans += [found.span() for found in sought.finditer(text, start)]
    return next((span for span in reversed(spans) if span[1] >= place), None)
