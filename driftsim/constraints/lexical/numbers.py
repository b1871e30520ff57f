"""How many numbers."""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.frames import carrying
from driftsim.constraints.surgery.occurrences import with_words

_NUMBER = re.compile(r"\d(?:[.,]?\d)*")


def numbers(text: str) -> list[Span]:
    """Where numbers in digits stand: `1,000` and `3.5` are one each, `10-20` is two."""
    return [match.span() for match in _NUMBER.finditer(text)]


def with_numbers(
    draft: str, find: Callable[[str], Sequence[Span]], room: Room, chance: Random
) -> Iterator[str]:
    """Texts near a draft with so many numbers, the nearest first."""
    if lacking := room.lacking(len(find(draft))):
        yield from carrying(draft, [str(chance.randint(2, 99)) for _ in range(lacking)], chance)
    yield from with_words(draft, "7", find, room, chance)
    if room.low == 0:
        yield "It rains."


class Numbers(Bounded):
    """The reply holds so many numbers in digits; `1,000` and `3.5` are one each."""

    kind = "lexical.numbers"
    family = "lexical"
    example = Example({"exactly": 2}, passes="In 2020 I had 3.5 kg.", fails="From 10-20 and 30.")
    unit = "number"
    dispensable = True
    request = "Include {amount} in digits in your answer."
    refusal = "Do not include {amount} in digits in your answer."
    phrasings = Phrasings(
        ask=("Your answer should have {amount} in digits.", "Use {amount}, written in digits."),
        release=("How many numbers you give no longer matters; it need not be {amount}.",),
    )

    def places(self, reply: Reply) -> Sequence[Span]:
        """Digits, with marks of thousands and decimals."""
        return numbers(reply.text)

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Numbers in one more sentence, or words instead."""
        return with_numbers(draft, numbers, room, chance)
