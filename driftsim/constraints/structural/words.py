"""Length in words."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.words import cut, grown
from driftsim.text import words, words_beyond

_SLACK = 4  # words that may go beyond what is asked, so that a sentence ends well


class Words(Bounded):
    """The reply is so many words long; a word is a run of letters, digits and underscores."""

    kind = "length.words"
    family = "structural"
    example = Example({"at_most": 4}, passes="It is well known.", fails="It's well known by now.")
    unit = "word"
    request = "Answer in {amount}."
    refusal = "Do not answer in {amount}."
    phrasings = Phrasings(
        ask=("Write {amount}.", "Make your answer {amount} long.", "Your answer should have {amount}."),
        release=("The number of words no longer matters; it need not be {amount}.",),
    )

    def count(self, reply: Reply) -> int:
        """Runs of word characters: `don't` is two."""
        return len(reply.words)

    def excess(self, reply: Reply, most: int) -> Span | None:
        """The words that are too many."""
        return words_beyond(reply.text, most)

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Sentences that run on, or end sooner; without any word there is only a silence."""
        number = len(words(draft))
        if lacking := room.lacking(number):
            yield grown(draft, lacking, chance)
            yield grown(draft, lacking, chance, anew=False)
        elif room.high:
            slack = min(room.high - room.low, _SLACK)
            yield cut(draft, number - room.high, slack=slack)
            yield cut(draft, number - room.high, slack=slack, whole=False)
        else:
            yield "…"

    def miss(self, number: int) -> int:
        """A twentieth more or fewer."""
        return 1 + number // 20
