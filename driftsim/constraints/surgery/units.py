"""The pieces of prose in a text: sentences or less, with no line break or mark of Markdown or JSON inside.

Found by one regular expression, so that a change inside a piece keeps bullets, tables and JSON whole.
"""

import re
from typing import NamedTuple

from driftsim.text import Sentences

_MARKS = r"\n\"“”„«»{}\[\]<>*#|`\\~"
_ENDS = ".!?…。！？।۔"
_UNIT = re.compile(rf"(?<!\\)[^\W_](?:[^{_MARKS}{_ENDS}]|[{_ENDS}](?=\w))*[{_ENDS}]*")
_SHORTENED = Sentences.ABBREVIATIONS | {"e.g", "i.e", "cf", "approx"}
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
    found: list[Unit] = []
    for match in _UNIT.finditer(text):
        start, end = match.span()
        bare = match[0].rstrip(_ENDS)
        if len(bare) == end - start:
            end = start + len(bare.rstrip())
        stem = start + _last_word_end(bare)
        unit = Unit(start, stem, end if text[end - 1] in _ENDS else stem)
        if found and _goes_on(text, found[-1], unit):
            unit = Unit(found.pop().start, unit.stem, unit.end)
        found.append(unit)
    return found


def _goes_on(text: str, first: Unit, second: Unit) -> bool:
    """Whether the first one ends with an abbreviation only: `Dr. Wu`."""
    if not first.closed or text[first.stem : second.start] != ". ":
        return False
    return text[first.start : first.stem].rsplit(None, 1)[-1].lower() in _SHORTENED


def _last_word_end(piece: str) -> int:
    end = len(piece)
    while end > 1 and not (piece[end - 1].isalnum() or piece[end - 1] == "_"):
        end -= 1
    return end
