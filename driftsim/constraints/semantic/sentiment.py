"""The sentiment of a reply."""

from collections.abc import Iterator
from random import Random
from typing import ClassVar, Final, Literal

from driftsim.constraints.agreement import Agreement
from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.semantic.vader import compound
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.tones import BANKS, toned
from driftsim.text import sentences

Feeling = Literal["positive", "negative", "neutral"]

# C. J. Hutto and E. E. Gilbert, VADER, ICWSM 2014; the bound is that of their package's README ("typical
# threshold values"), which also scores longer texts by the mean of their sentences.
BOUND: Final = 0.05
_PIECE: Final = 60  # words of a sentence that are scored at once
_LONGEST: Final = 1000  # characters of so many words; beyond, it is emojis or no words at all


def average(found: list[str]) -> float:
    """The mean of VADER's compound scores of some sentences, from -1 to 1; 0 where there are none.

    Example:
        >>> average(["The soup was delicious.", "The box is red."]) > BOUND
        True
    """
    pieces = [piece for sentence in found for piece in _pieces(sentence)]
    return sum(map(compound, pieces)) / len(pieces) if pieces else 0.0


def feeling(score: float) -> Feeling:
    """The label of a compound score."""
    if score >= BOUND:
        return "positive"
    return "negative" if score <= -BOUND else "neutral"


def _pieces(sentence: str) -> Iterator[str]:
    if len(sentence) <= _PIECE:
        if sentence.strip():
            yield sentence
        return
    words = sentence.split()
    whole = [sentence] if words else []
    if len(words) > _PIECE:
        whole = [" ".join(words[at : at + _PIECE]) for at in range(0, len(words), _PIECE)]
    for piece in whole:
        if len(piece) <= _LONGEST or piece.isascii():
            yield piece
        else:
            yield from (piece[at : at + _PIECE] for at in range(0, len(piece), _PIECE))


class Sentiment(Constraint):
    """The reply is positive, negative or neutral, by VADER's lexicon and rules.

    The compound scores of the sentences are averaged; from 0.05 on a reply is positive, from -0.05 down
    negative, between them neutral (Hutto and Gilbert, 2014). VADER knows English words with a feeling,
    negation, emphasis, `but` and emojis; it takes sarcasm at its word and does not know that a plain
    sentence tells bad news. Any other language counts as neutral, but for words that look like English ones
    (the German `war`).
    """

    kind = "semantic.sentiment"
    family = "semantic"
    example = Example(
        {"sentiment": "positive"},
        passes="The soup was delicious, and the staff were kind.",
        fails="The soup was awful, and the staff were rude.",
    )
    agreement: ClassVar[Agreement] = Agreement(right=38, texts=51, kappa=0.618, how="VADER's label")
    phrasings = Phrasings(
        ask=("Keep the sentiment of your answer {sentiment}.", "I want a {sentiment} answer."),
        forbid=("Your answer must be anything but {sentiment}.",),
        release=("The tone no longer has to be {sentiment}.",),
    )
    sentiment: Feeling

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Score the sentences, and average."""
        score = average(reply.sentences)
        found = feeling(score)
        degree = {"positive": (1 + score) / 2, "negative": (1 - score) / 2, "neutral": 1 - abs(score)}
        held = found == self.sentiment
        reason = f"{found} (VADER {score:+.2f}), asked for {self.sentiment}"
        return Verdict(held, reason, score=1.0 if held else max(0.0, min(1.0, degree[self.sentiment])))

    def ask(self) -> str:
        """As a user would."""
        return f"Write your answer in a {self.sentiment} tone."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not write your answer in a {self.sentiment} tone."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Other sentences for those with another feeling, then more of the right ones."""
        return self._towards(self.sentiment, draft, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The same towards another feeling."""
        others = [name for name in BANKS if name != self.sentiment]
        for name in chance.sample(others, len(others)):
            yield from self._towards(name, draft, chance)

    def _towards(self, name: str, draft: str, chance: Random) -> Iterator[str]:
        def keeps(piece: str) -> bool:
            return feeling(average(sentences(piece))) in (name, "neutral")

        return toned(draft, name, keeps, chance)
