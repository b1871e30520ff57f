"""What a text begins with and what it ends with."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.surgery.insertion import appended, cases, prefixed, unquoted
from driftsim.constraints.surgery.manner import capitalized, decapitalized

_CLOSERS = ("That is all.", "More on that soon.", "Take good care.")
_OPENERS = ("Sure.", "Of course.", "Here it is.")
_ODD = ("Good luck!", "7", "*", "好")  # where none of the others will do


def ending_with(draft: str, phrase: str) -> Iterator[str]:
    """Texts near a draft that end with a phrase, the nearest first.

    Example:
        >>> list(ending_with("IT RAINS", "Bye."))[:2]
        ['IT RAINS. BYE.', 'IT RAINS. Bye.']
    """
    body, closing = unquoted(draft)
    place = body.lower().rfind(phrase.lower())
    end = place + len(phrase)
    if place >= 0 and not any(char.isalnum() for char in body[end:]):
        yield f"{body[:end]}{closing}"
    for wording in cases(phrase, draft):
        yield appended(draft, wording)
    for gap in (" ", "\n"):
        yield f"{draft.rstrip()}{gap}{phrase}"
    yield phrase
    yield f"So it goes. {phrase}"


def ending_otherwise(draft: str, chance: Random) -> Iterator[str]:
    """Texts near a draft that end with something else than it does, the nearest first."""
    closers = [*chance.sample(_CLOSERS, len(_CLOSERS)), *_ODD]
    for closer in closers:
        for wording in cases(closer, draft):
            yield appended(draft, wording)
    yield from closers


def beginning_with(draft: str, text: str) -> Iterator[str]:
    r"""Texts near a draft that begin with a text, the nearest first.

    Example:
        >>> next(beginning_with("An oak.\nAn elm.", "Name two trees."))
        'Name two trees.\nAn oak.\nAn elm.'
    """
    gap = "\n" if "\n" in draft.strip() else " "
    for wording in cases(text, draft):
        yield f"{wording}{gap}{draft.lstrip()}".rstrip()
    yield text


def beginning_otherwise(draft: str, chance: Random) -> Iterator[str]:
    """Texts near a draft that begin with something else than it does, the nearest first."""
    openers = [*chance.sample(_OPENERS, len(_OPENERS)), *_ODD]
    for opener in openers:
        for wording in cases(opener, draft):
            yield prefixed(draft, wording)
    yield from openers


def headed(part: str, word: str) -> str:
    r"""A part that begins with a word, on a line of its own where the part begins with a mark.

    Example:
        >>> headed("It rained.", "finally"), headed("* Rain", "finally")
        ('Finally it rained.', 'Finally\n* Rain')
    """
    if part.isupper():
        shouted = word.upper()  # a word that gets longer in capitals is another one
        opening, rest = shouted if len(shouted) == len(word) else word, part
    else:
        opening, rest = word if part.islower() else capitalized(word), decapitalized(part)
    return f"{opening} {rest}" if part[:1].isalnum() else f"{opening}\n{part}"
