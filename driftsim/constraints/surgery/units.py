"""The pieces of prose in a text: sentences or less, with no line break or mark of Markdown or JSON inside.

Found by one regular expression, so that a change inside a piece keeps bullets, tables and JSON whole.
"""

import re
from typing import NamedTuple

_MARKS = r"\n\"“”„«»{}\[\]<>*#|`\\~"
_ENDS = ".!?…。！？।۔"
_UNIT = re.compile(rf"(?<!\\)[^\W_](?:[^{_MARKS}{_ENDS}]|[{_ENDS}](?=\w))*[{_ENDS}]*")
_WORD = re.compile(r"\w+")


class Unit(NamedTuple):
    """A piece of prose.

    Args:
        start: Where its first word begins.
        stem: Where its last word ends: what is added goes here.
        end: Where its closing marks end; equal to `stem` where it has none.
    """

    start: int
    stem: int
    end: int

    @property
    def closed(self) -> bool:
        """Whether it ends like a sentence."""
        return self.end > self.stem


def word_count(text: str) -> int:
    """How many words, as `length.words` counts them."""
    return len(_WORD.findall(text))


def units(text: str) -> list[Unit]:
    """The pieces of prose, in order.

    Example:
        >>> [("- *Red* is warm. Go!")[unit.start : unit.end] for unit in units("- *Red* is warm. Go!")]
        ['Red', 'is warm.', 'Go!']
    """
    found = []
    for match in _UNIT.finditer(text):
        start, end = match.span()
        bare = match[0].rstrip(_ENDS)
        if len(bare) == end - start:
            end = start + len(bare.rstrip())
        stem = start + _last_word_end(bare)
        found.append(Unit(start, stem, end if text[end - 1] in _ENDS else stem))
    return found


def _last_word_end(piece: str) -> int:
    end = len(piece)
    while end > 1 and not (piece[end - 1].isalnum() or piece[end - 1] == "_"):
        end -= 1
    return end
