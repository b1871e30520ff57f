"""Changing how a text feels: other sentences for some, and more of the right ones."""

from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice
from random import Random
from typing import Final

from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.sentences import with_sentences
from driftsim.constraints.surgery.units import units

BANKS: Final[Mapping[str, tuple[str, ...]]] = {
    "positive": (
        "This is a wonderful plan.",
        "The result is excellent.",
        "Everyone will love it.",
        "It is a great pleasure to help.",
        "The view is beautiful.",
        "It works perfectly and makes people happy.",
    ),
    "negative": (
        "This is a terrible plan.",
        "The result is awful.",
        "Everyone will hate it.",
        "It is a sad waste.",
        "The noise is horrible.",
        "It fails badly and makes people angry.",
    ),
    "neutral": (
        "The list has two parts.",
        "The door is on the left side.",
        "The table stands near the window.",
        "The second page shows the dates.",
        "The road runs from east to west.",
        "The train leaves in the morning.",
    ),
}
_MORE: Final = (1, 2, 4, 8)
_OPENING: Final = 2


def toned(draft: str, name: str, keeps: Callable[[str], bool], chance: Random) -> Iterator[str]:
    """Texts near a draft with the feeling of a bank, the nearest first.

    Args:
        draft: The text.
        name: The bank.
        keeps: Whether a sentence of the text may stay.
        chance: Which sentences are taken.
    """
    bank = BANKS[name]
    fresh = cycle(chance.sample(bank, len(bank)))
    found = units(draft)
    wrong = [unit for unit in found if not keeps(draft[unit.start : unit.end])]
    text = replaced_all(draft, [((u.start, u.end), like(draft, next(fresh))) for u in wrong])
    yield text
    opening = draft[: found[_OPENING - 1].end] if len(found) > _OPENING else ""
    for start in filter(str.strip, (text, opening)):
        for number in _MORE:
            yield with_sentences(start, list(islice(fresh, number)))
    yield " ".join(islice(fresh, _OPENING + 1))
    yield next(fresh)
