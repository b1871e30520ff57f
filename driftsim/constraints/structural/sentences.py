"""Length in sentences."""

from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.sentence_count import fewer, more

_ROUNDS = 4  # what is added or joined may move other ends of sentences


class SentenceCount(Bounded):
    """The reply is so many sentences long, as Punkt splits them; line breaks end no sentence."""

    kind = "length.sentences"
    family = "structural"
    example = Example({"exactly": 2}, passes="It rains. Dr. Wu stays in.", fails="It rains. Stay in. Read.")
    unit = "sentence"
    request = "Answer in {amount}."
    refusal = "Do not answer in {amount}."
    phrasings = Phrasings(
        ask=("Write {amount}.", "Make your answer {amount} long.", "Your answer should have {amount}."),
        release=("The number of sentences no longer matters; it need not be {amount}.",),
    )

    def count(self, reply: Reply) -> int:
        """The sentences: the full stop of `Dr.` ends none."""
        return len(reply.sentences)

    def places(self, reply: Reply) -> Sequence[Span]:
        """The sentences."""
        return reply.sentence_places

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Sentences halved or added, joined or left out; any text has one at least."""
        if room.high == 0:
            return
        habit = bool(room.lacking(self.count(Reply(draft))))
        for same_words in (habit, not habit):
            yield self._resized_to(draft, room, chance, same_words=same_words)

    def _resized_to(self, draft: str, room: Room, chance: Random, *, same_words: bool) -> str:
        """Changed until Punkt agrees."""
        for _ in range(_ROUNDS):
            reply = Reply(draft)
            number = len(reply.sentences)
            if lacking := room.lacking(number):
                draft = more(draft, lacking, chance, same_words=same_words)
            elif excess := room.excess(number):
                draft = fewer(draft, self.places(reply), excess, same_words=same_words)
            else:
                break
        return draft
