"""Words in running text that can be dressed up without harm: whole ones, with nothing but blanks around."""

import re
from random import Random

from driftsim.constraints.base import Span

_PLAIN = re.compile(r"(?<![\w'’\-./\\&*_<\[`])[^\W\d_]{3,}(?![\w'’\-/&*_>\]`])")
_LONG = 5  # letters of a word that is worth it


def plain_words(text: str, chance: Random) -> list[Span]:
    """Where they stand, in a drawn order, long ones that do not begin a line first."""
    found = [match.span() for match in _PLAIN.finditer(text)]
    drawn = chance.sample(found, len(found))
    return sorted(drawn, key=lambda span: _poorness(text, span))


def _poorness(text: str, span: Span) -> tuple[bool, bool]:
    return text[span[0] - 1 : span[0]] in ("", "\n"), span[1] - span[0] < _LONG
