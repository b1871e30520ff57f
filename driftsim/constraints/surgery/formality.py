"""Making a text more formal, or less."""

import re
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from random import Random
from typing import Final

from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.replacement import shaped
from driftsim.constraints.surgery.sentences import with_sentences
from driftsim.constraints.surgery.units import units

_SHORT: Final = dict(
    pair.split("/")
    for pair in "do not/don't|cannot/can't|will not/won't|is not/isn't|are not/aren't|was not/wasn't"
    "|does not/doesn't|did not/didn't|would not/wouldn't|should not/shouldn't|could not/couldn't|it is/it's"
    "|that is/that's|there is/there's|I am/I'm|you are/you're|we are/we're|they are/they're|I will/I'll"
    "|you will/you'll|we will/we'll|I have/I've|you have/you've|we have/we've|they have/they've"
    "|what is/what's|let us/let's|I would/I'd|you would/you'd|we would/we'd".split("|")
)
_LONG: Final = {loose: plain for plain, loose in _SHORT.items()} | dict(
    pair.split("/")
    for pair in "yeah/yes|yep/yes|nope/no|nah/no|kinda/rather|sorta/rather|gonna/going to|wanna/want to"
    "|gotta/have to|gimme/give me|lemme/let me|dunno/do not know|cuz/because|awesome/excellent|cool/good"
    "|kids/children|stuff/material|guys/people|folks/people|hey/good day|hi/good day|thanks/thank you"
    "|super/very|totally/entirely|grab/take|a bunch/a number|tons of/many|loads of/many|ok/acceptable"
    "|okay/acceptable|!/.".split("|")
)
_LOOSE_BANK: Final = (
    "Yeah it's kinda cool stuff.",
    "Hey that's pretty much it.",
    "It's super easy so don't worry.",
    "You're gonna love it.",
    "There's tons of stuff here.",
    "No worries it's totally okay.",
)
_STIFF_BANK: Final = (
    "Further assistance shall be provided on request.",
    "The enclosed information is therefore subject to revision.",
    "This matter shall accordingly be considered prior to the decision.",
    "It is hereby confirmed on behalf of the office.",
    "The request shall consequently be considered in accordance with the rules.",
)
_MORE: Final = (1, 2, 4, 8, 16)
_OPENING: Final = 2


def stiffened(draft: str, chance: Random) -> Iterator[str]:
    """Texts near a draft that ought to be formal, the nearest first."""
    return _restyled(_swapped(draft, _LONG), _STIFF_BANK, chance)


def loosened(draft: str, chance: Random) -> Iterator[str]:
    """Texts near a draft that ought to be informal, the nearest first."""
    return _restyled(_swapped(draft, _SHORT), _LOOSE_BANK, chance)


def _swapped(text: str, words: Mapping[str, str]) -> str:
    """The text with other words for some, capitals as they were."""
    lower = {key.lower(): value for key, value in words.items()}
    pattern = re.compile(
        "|".join(rf"(?<!\w){re.escape(key)}(?!\w)" if key[0].isalpha() else re.escape(key) for key in lower),
        re.IGNORECASE,
    )
    straight = text.replace("’", "'")
    changes = []
    for found in pattern.finditer(straight):
        new = lower.get(found[0].lower())
        if new is not None:
            changes.append((found.span(), _shaped(new, found[0], loud=text.isupper())))
    return replaced_all(text, changes)


def _shaped(new: str, old: str, *, loud: bool) -> str:
    if old[:1] == "I" and not loud:  # "I am", "I'm" and, at the beginning of a sentence, "It is"
        return new[:1].upper() + new[1:]
    return shaped(new, old, loud=loud) if not new.startswith("I") else new


def _restyled(text: str, bank: tuple[str, ...], chance: Random) -> Iterator[str]:
    yield text
    fresh = cycle(chance.sample(bank, len(bank)))
    found = units(text)
    opening = text[: found[_OPENING - 1].end] if len(found) > _OPENING else ""
    for start in filter(str.strip, (text, opening)):
        for number in _MORE:
            yield with_sentences(start, list(islice(fresh, number)))
    yield " ".join(islice(fresh, _OPENING))
