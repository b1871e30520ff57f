"""How often a letter occurs."""

from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.letters import with_letters
from driftsim.constraints.types import Letter
from driftsim.text import places


def letter_places(reply: Reply, letter: str) -> Sequence[Span]:
    """Where a letter stands, in any case; nowhere where lower-casing moves the characters."""
    if len(reply.lower) != len(reply.text):
        return ()
    return places([letter.lower()] * letter_count(reply, letter), reply.lower)


def letter_count(reply: Reply, letter: str) -> int:
    """How often a letter occurs, in any case."""
    return reply.lower.count(letter.lower())


class LetterCount(Bounded):
    """A letter, or another single character, occurs so many times, in any case."""

    kind = "lexical.letter"
    family = "lexical"
    example = Example({"letter": "q", "at_most": 1}, passes="Quite short.", fails="Quick quiz.")
    unit = "time"
    dispensable = True
    letter: Letter
    phrasings = Phrasings(
        ask=(
            'The letter "{letter}" should stand in your answer {amount}.',
            'Have the letter "{letter}" in your answer {amount}.',
        ),
        release=('How often the letter "{letter}" comes up no longer matters; it need not be {amount}.',),
    )

    def count(self, reply: Reply) -> int:
        """How often it occurs."""
        return letter_count(reply, self.letter)

    def places(self, reply: Reply) -> Sequence[Span]:
        """Where it stands."""
        return letter_places(reply, self.letter)

    def found(self, number: int) -> str:
        """As in `the letter "q" 2 times`."""
        return f'the letter "{self.letter}" {super().found(number)}'

    def ask(self) -> str:
        """As a user would."""
        if self.amount() == "no times":
            return f'Do not use the letter "{self.letter}" at all.'
        return f'Use the letter "{self.letter}" {self.amount()}.'

    def deny(self) -> str:
        """As a user would."""
        if self.amount() == "no times":
            return f'Use the letter "{self.letter}" at least 1 time.'
        return f'Do not use the letter "{self.letter}" {self.amount()}.'

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Words rich in the letter, or words without it."""
        return with_letters(draft, self.letter, room, chance)
