"""Replacing pieces of a text by their places."""

from collections.abc import Iterable

from driftsim.constraints.base import Span


def replaced(text: str, span: Span, piece: str) -> str:
    """The text with another piece in one place; an empty span inserts.

    Example:
        >>> replaced("a cat", (2, 5), "dog")
        'a dog'
    """
    return text[: span[0]] + piece + text[span[1] :]


def replaced_all(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    """The text with other pieces in several places that do not overlap, in any order."""
    parts, end = [], 0
    for (start, stop), piece in sorted(changes):
        parts += [text[end:start], piece]
        end = stop
    return "".join([*parts, text[end:]])
