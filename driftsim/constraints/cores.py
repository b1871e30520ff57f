"""Words as people count them: what stands between white space, without the marks around it."""

import re
from collections.abc import Iterator

from driftsim.text import MARKS

# From the first letter, digit or underscore of a piece to its last one, whatever stands between.
_CORE = re.compile(r"\w+(?:[^\w\s]+\w+)*")


def cores(text: str) -> list[str]:
    """The words, with the marks inside them: `don't` and `well-known` are one each.

    Example:
        >>> cores("“Well-known,” she said – don't!")
        ['Well-known', 'she', 'said', "don't"]
    """
    if not text.isascii():
        return _CORE.findall(text)
    return [core for piece in text.split() if (core := piece.strip(MARKS))]


def core_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where they stand, one after the other."""
    return (match.span() for match in _CORE.finditer(text))


def folded(text: str) -> list[str]:
    """The words, so that capitals make no difference."""
    return [core.casefold() for core in cores(text)]
