"""Words written as in a title."""

import re
from collections.abc import Iterator
from typing import Final

from driftsim.constraints.base import Span
from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.manner import capitalized
from driftsim.constraints.surgery.spots import each_spot

# What titles leave small: articles, conjunctions and short prepositions.
MINOR: Final = frozenset(
    "a an the and but for nor or so yet as at by in of off on per to up via if from into like near onto over"
    " past upon with than vs".split()
)
_WHOLE: Final = {"can't": "can not", "won't": "will not", "shan't": "shall not", "cannot": "can not"}
_JOINED: Final = re.compile(r"\b(?:can't|won't|shan't|cannot)\b", re.IGNORECASE)
_NOT: Final = re.compile(r"n't\b", re.IGNORECASE)
_INITIAL: Final = re.compile(r"(?<![\w'’])[^\W\d_]")


def small_words(text: str) -> Iterator[Span]:
    """The words that a title would not write so: they hold no capital, and are no minor words within a line.

    Example:
        >>> list(small_words("the Old house of a Cat"))
        [(0, 3), (8, 13)]
    """
    end = -1
    for start, stop in each_spot(text):
        first = end < 0 or "\n" in text[end:start]
        word, end = text[start:stop], stop
        small = word[0].islower() and not any(map(str.isupper, word))
        if small and (first or word not in MINOR):
            yield start, stop


def as_title(text: str) -> str:
    """The text with a capital at the start of the words that a title capitalizes.

    Example:
        >>> as_title("the old house on a hill")
        'The Old House on a Hill'
    """
    return replaced_all(text, ((span, capitalized(text[slice(*span)])) for span in small_words(text)))


def all_capitalized(text: str) -> str:
    """The text with a capital at the start of every word, `don't` as two words.

    Example:
        >>> all_capitalized("we don't go to a well-known hill")
        'We Do Not Go To A Well-Known Hill'
    """
    text = _JOINED.sub(lambda match: _WHOLE[match[0].lower()], text)
    return _INITIAL.sub(lambda match: match[0].upper(), _NOT.sub(" not", text))
