"""Single words put into capital letters, or out of them."""

from collections.abc import Sequence
from random import Random

from driftsim.constraints.base import Span
from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.picks import plain_words

_STARTS = ".!?:"


def raised(text: str, number: int, chance: Random) -> str:
    """The text with up to so many of its words put into capital letters.

    Example:
        >>> from random import Random
        >>> raised("Bring an umbrella.", 1, Random(1))
        'Bring an UMBRELLA.'
    """
    found = [span for span in plain_words(text, chance) if not text[slice(*span)].isupper()]
    return replaced_all(text, [(span, text[slice(*span)].upper()) for span in found[:number]])


def lowered(text: str, spans: Sequence[Span], number: int) -> str:
    """The text with the last so many of its words in capital letters written as usual.

    Args:
        text: The text.
        spans: Where its words in capital letters stand.
        number: How many of them change.
    """
    shouted = sum(end - start for start, end in spans) * 2 > sum(map(str.isalpha, text))
    changes = [(span, _usual(text, span, shouted=shouted)) for span in spans[-number:]]
    return replaced_all(text, changes)


def _usual(text: str, span: Span, *, shouted: bool) -> str:
    word = text[slice(*span)]
    before = text[: span[0]].rstrip()
    begins = not before or before[-1] in _STARTS
    if word == "A" and begins:
        return "The"
    usual = word.capitalize() if begins or not (shouted or len(word) == 1) else word.lower()
    return word.lower() if usual.isupper() else usual
