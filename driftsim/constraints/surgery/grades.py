"""Making a text easier or harder to read."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random
from typing import Final

from driftsim.constraints.readability import Counts, counts
from driftsim.constraints.surgery.sentences import halved, joined, with_sentence
from driftsim.constraints.surgery.units import Unit, units
from driftsim.text import sentences

_ROUNDS: Final = 40
_KEPT: Final = 2  # sentences of a draft that stay in any case
_BANK: Final = (
    "We go. It is so. That will do. You can see it.",
    "Go on and have a look. It is not far to go.",
    "The way is short and the sun is out.",
    "Start with what you know and ask a friend to help.",
    "Most people take the path along the river and rest near the bridge.",
    "A little preparation beforehand will usually save everybody a lot of trouble afterwards.",
    "Careful preparation of the necessary materials considerably reduces the probability of complications.",
    "Considerable organisational experience is generally indispensable whenever several independent"
    " departments simultaneously reconsider established administrative procedures.",
    "Notwithstanding considerable institutional complexity the international representatives subsequently"
    " reconsidered the administrative recommendations that interdisciplinary investigations had"
    " unambiguously demonstrated to be economically indefensible and organisationally impracticable"
    " under contemporary circumstances.",
)
_SHORTEST: Final = 3  # words of a sentence that may be joined to the next one
Room = tuple[float, float]


def regraded(draft: str, room: Room, chance: Random) -> Iterator[str]:
    """Texts near a draft whose Flesch–Kincaid grade ought to lie in a room, the nearest first."""
    cut = _steered(draft, room, _resentenced)
    yield cut
    for start in (cut, _opening(draft), ""):
        yield _steered(start, room, lambda text, room: _with_one_more(text, room, chance))


def _steered(text: str, room: Room, step: Callable[[str, Room], str]) -> str:
    """The text after as many steps as it takes, or as there are."""
    for _ in range(_ROUNDS):
        grade = counts(sentences(text)).grade
        if grade is not None and room[0] <= grade <= room[1]:
            break
        changed = step(text, room)
        if changed == text:
            break
        text = changed
    return text


def _resentenced(text: str, room: Room) -> str:
    """One sentence made two where the grade is too high, else two made one."""
    found = units(text)
    if (counts(sentences(text)).grade or 0) > room[1]:
        return next(filter(None, (halved(text, unit) for unit in found)), text)
    ends = (joined(text, one, two) for one, two in pairwise(found) if _in_a_row(text, one, two))
    return next(ends, text)


def _in_a_row(text: str, one: Unit, two: Unit) -> bool:
    between = text[one.end : two.start]
    return one.closed and between == " " and text[one.start : one.stem].count(" ") >= _SHORTEST


def _opening(draft: str) -> str:
    """The first sentences of a draft."""
    found = units(draft)
    return draft[: found[_KEPT - 1].end] if len(found) > _KEPT else ""


def _with_one_more(text: str, room: Room, chance: Random) -> str:
    """The text with the sentence that brings it nearest to the room."""
    now = counts(sentences(text))
    bank = chance.sample(_BANK, len(_BANK))
    best = min(bank, key=lambda each: _distance(now.with_more(counts(sentences(each))), room))
    if not text.strip():
        return best
    return with_sentence(text, best)


def _distance(found: Counts, room: Room) -> float:
    """How far a text lies from the middle of a room, or from its only end."""
    grade = found.grade or 0
    return abs(grade - _aim(room))


def _aim(room: Room) -> float:
    low, high = room
    if low == float("-inf"):
        return high - 1
    return low + 1 if high == float("inf") else (low + high) / 2
