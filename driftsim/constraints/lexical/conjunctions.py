"""How many different coordinating conjunctions."""

from collections.abc import Iterator
from random import Random
from typing import Final, Self

from pydantic import model_validator

from driftsim.constraints.base import Example, Reply
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.frames import carrying
from driftsim.constraints.surgery.kept import spans_of
from driftsim.constraints.surgery.replacement import without
from driftsim.text import edged

CONJUNCTIONS: Final = ("and", "but", "or", "so", "yet", "for", "nor")
_LONGEST: Final = max(map(len, CONJUNCTIONS))


def conjunction(piece: str) -> str:
    """The conjunction that a word between white space is; an empty text where it is none."""
    word = edged(piece)
    small = word.lower() if len(word) <= _LONGEST else ""
    return small if small in CONJUNCTIONS else ""


class Conjunctions(Bounded):
    """The reply uses so many of the seven coordinating conjunctions: and, but, or, so, yet, for, nor."""

    kind = "lexical.conjunctions"
    family = "lexical"
    example = Example(
        {"at_least": 3}, passes="Rest and eat, but work or play.", fails="And so, and then and."
    )
    unit = "different coordinating conjunction"
    request = "Use {amount} in your answer."
    refusal = "Do not use {amount} in your answer."
    phrasings = Phrasings(
        ask=("Your answer should have {amount}, such as and, but or so.",),
        release=("How many coordinating conjunctions you use no longer matters; it need not be {amount}.",),
    )

    @model_validator(mode="after")
    def _there_are_so_many(self) -> Self:
        most = max(self.at_least or 0, self.exactly or 0)
        if most > len(CONJUNCTIONS):
            raise ValueError(f"there are {len(CONJUNCTIONS)} coordinating conjunctions, not {most}")
        if not self.at_least and self.at_most is not None and self.at_most >= len(CONJUNCTIONS):
            raise ValueError(f"at_most={self.at_most} allows anything: there are {len(CONJUNCTIONS)} of them")
        return self

    def count(self, reply: Reply) -> int:
        """Those that occur."""
        return len(reply.edged_pieces.intersection(CONJUNCTIONS))

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """The most usual ones that are missing, or other words instead of the least usual."""
        used = Reply(draft).edged_pieces.intersection(CONJUNCTIONS)
        ordered = [*filter(used.__contains__, CONJUNCTIONS), *(c for c in CONJUNCTIONS if c not in used)]
        if lacking := room.lacking(len(used)):
            yield from carrying(draft, ordered[len(used) : len(used) + lacking], chance)
            yield " ".join(ordered[: room.low])
        else:
            gone = ordered[room.high : len(used)]
            yield from without(draft, lambda text: spans_of(text, lambda p: conjunction(p) in gone), chance)
