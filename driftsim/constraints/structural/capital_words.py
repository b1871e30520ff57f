"""How many words stand in capital letters."""

from collections.abc import Sequence

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.speech import Phrasings
from driftsim.text import places


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
