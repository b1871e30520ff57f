"""Leaving words out of a text, or finding them: words as they stand between white space."""

import re
from collections.abc import Callable

from driftsim.constraints.base import Span
from driftsim.text import ASCII_PUNCTUATION

_PIECE = re.compile(r"\S+")


def with_only(text: str, keep: Callable[[str], bool]) -> str:
    """The text with only the words that are to be kept; lines stay lines, and sentences keep their ends.

    Example:
        >>> with_only("It rains at dawn, again.", lambda word: len(word) > 2 and word != "again.")
        'rains dawn.'
    """
    return "\n".join(_line(line, keep) for line in text.split("\n"))


def _line(line: str, keep: Callable[[str], bool]) -> str:
    kept: list[str] = []
    for piece in line.split():
        if keep(piece):
            kept.append(piece)
        elif kept and piece[-1] in ".!?" and kept[-1][-1] not in ".!?":
            kept[-1] = (kept[-1].rstrip(",;:") or kept[-1]) + piece[-1]
    return " ".join(kept)


def spans_of(text: str, wanted: Callable[[str], bool]) -> list[Span]:
    """Where certain words stand, without the punctuation around them.

    Args:
        text: The text.
        wanted: Whether a word, with the punctuation around it, is meant.

    Example:
        >>> spans_of("A kayak, a boat.", lambda word: word.startswith("k"))
        [(2, 7)]
    """
    return [_core(match) for match in _PIECE.finditer(text) if wanted(match[0])]


def _core(match: re.Match[str]) -> Span:
    piece = match[0]
    left = len(piece) - len(piece.lstrip(ASCII_PUNCTUATION))
    size = len(piece.strip(ASCII_PUNCTUATION))
    return (match.start() + left, match.start() + left + size) if size else match.span()
