"""How often a word occurs."""

from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.matching import whole_word
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.occurrences import with_words
from driftsim.constraints.types import Trimmed


class Frequency(Bounded):
    """A word or phrase occurs so many times, as a whole word and in any case."""

    kind = "lexical.frequency"
    family = "lexical"
    example = Example({"word": "tea", "at_least": 2}, passes="Tea, more tea!", fails="Tea in steady sips.")
    unit = "time"
    dispensable = True
    word: Trimmed
    phrasings = Phrasings(
        ask=('Your answer should have "{word}" in it {amount}.', 'Work "{word}" in {amount}.'),
        release=('How often you use "{word}" no longer matters; it need not be {amount}.',),
    )

    def places(self, reply: Reply) -> Sequence[Span]:
        """Where the word stands."""
        return whole_word(self.word).spans(reply.text)

    def found(self, number: int) -> str:
        """As in `"tea" 2 times`."""
        return f'"{self.word}" {super().found(number)}'

    def ask(self) -> str:
        """As a user would."""
        if self.amount() == "no times":
            return f'Do not use "{self.word}" at all.'
        return f'Use "{self.word}" {self.amount()}.'

    def deny(self) -> str:
        """As a user would."""
        if self.amount() == "no times":
            return f'Use "{self.word}" at least 1 time.'
        return f'Do not use "{self.word}" {self.amount()}.'

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """The word put in, or another one in its place."""
        return with_words(draft, self.word, whole_word(self.word).spans, room, chance)
