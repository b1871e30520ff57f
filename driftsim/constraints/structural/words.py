"""Length in words."""

from collections.abc import Sequence

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.speech import Phrasings
from driftsim.text import places


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

    def places(self, reply: Reply) -> Sequence[Span]:
        """The words."""
        return places(reply.words, reply.text)
