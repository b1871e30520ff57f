"""How many words stand in capital letters."""

from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.capitals import lowered, raised
from driftsim.constraints.surgery.filler import sentences
from driftsim.constraints.surgery.sentences import with_sentences
from driftsim.text import places

_ROUNDS = 4  # what is raised or lowered may become other tokens
_IN_A_SENTENCE = 4  # words of a sentence of ours that can be raised


def capital_words(reply: Reply) -> int:
    """How many tokens have capital letters only."""
    return sum(map(str.isupper, reply.tokens))


def capital_places(reply: Reply) -> Sequence[Span]:
    """Where they stand."""
    spans = places(reply.tokens, reply.text)
    return [span for token, span in zip(reply.tokens, spans, strict=True) if token.isupper()]


class CapitalWords(Bounded):
    """So many words of the reply are all in capital letters; `I` and `U.S.` are, a hyphen joins."""

    kind = "length.capital_words"
    family = "structural"
    example = Example({"at_least": 2}, passes="NASA says GO.", fails="Nasa says GO.")
    unit = "all-capital word"
    request = "Use {amount} in your answer."
    refusal = "Do not use {amount} in your answer."
    phrasings = Phrasings(
        ask=("Write your answer with {amount}.", "Your answer should have {amount}."),
        release=("The number of all-capital words no longer matters; it need not be {amount}.",),
    )

    def count(self, reply: Reply) -> int:
        """Tokens with capital letters only."""
        return capital_words(reply)

    def places(self, reply: Reply) -> Sequence[Span]:
        """These tokens."""
        return capital_places(reply)

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Words raised or lowered; where there are too few, sentences come to be raised."""
        for _ in range(_ROUNDS):
            reply = Reply(draft)
            spans = capital_places(reply)
            if lacking := room.lacking(len(spans)):
                changed = raised(draft, lacking, chance)
                if changed == draft:
                    changed = with_sentences(draft, sentences(1 + lacking // _IN_A_SENTENCE, chance))
                draft = changed
            elif excess := room.excess(len(spans)):
                draft = lowered(draft, spans, excess)
        yield draft
