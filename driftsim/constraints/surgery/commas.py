"""Commas taken out of a text, or one put in."""

import re
from random import Random

from driftsim.constraints.surgery.edits import replaced
from driftsim.constraints.surgery.manner import like

_IN_A_NUMBER = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TIGHT = re.compile(r",(?=[^\s,])")
_BEFORE_A_CLAUSE = re.compile(r" (?=(?:and|but|or|so|because|while|which|where)\b)")
_BLANK = re.compile(r"(?<=\w) (?=\w)")


def without_commas(text: str) -> str:
    """The text without commas; thousands stay one number, other things that only a comma divides get a blank.

    Example:
        >>> without_commas("First, take 1,000 steps,then rest, please.")
        'First take 1000 steps then rest please.'
    """
    return _TIGHT.sub(" ", _IN_A_NUMBER.sub("", text)).replace(",", "")


def with_comma(text: str, chance: Random) -> str:
    """The text with a comma before a conjunction or between two words; with more words where there are none.

    Example:
        >>> from random import Random
        >>> with_comma("Walk there and rest.", Random(1))
        'Walk there, and rest.'
    """
    places = [match.start() for match in _BEFORE_A_CLAUSE.finditer(text)]
    places = places or [match.start() for match in _BLANK.finditer(text)]
    if places:
        place = chance.choice(places)
        return replaced(text, (place, place), ",")
    rest = text.rstrip()
    return f"{rest}{like(rest, ', and so on.')}" if rest else "Well, so it is."
