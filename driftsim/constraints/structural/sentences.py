"""Length in sentences."""

from collections.abc import Sequence

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.speech import Phrasings
from driftsim.text import places


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
        return places(reply.sentences, reply.text)
