"""Sentences with more and more alliteration."""

from collections.abc import Callable, Iterator
from itertools import cycle, groupby, islice, pairwise
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.sentences import appended
from driftsim.text import ASCII_PUNCTUATION, sentences

_EDGE: Final = ASCII_PUNCTUATION + " "
_ALLITERATIVE: Final = (
    "seven silent swans swam slowly southward seeking some safe summer shelter".split(),
    "big brown bears bring bright blue berries back before breakfast begins".split(),
    "tiny tame tigers take their time to taste the two tempting treats".split(),
)
_PLAIN: Final = "It rains. We stay in."

Score = Callable[[str], int]


def _runs(sentence: str) -> list[int]:
    """How many words each run of neighbours with the same first character has, from two."""
    words = (word.lstrip(_EDGE) for word in sentence.lower().split())
    sizes = (len(list(group)) for _, group in groupby(word[0] for word in words if word))
    return [size for size in sizes if size > 1]


def longest_run(sentence: str) -> int:
    """The words of the longest run."""
    return max(_runs(sentence), default=0)


def all_runs(sentence: str) -> int:
    """The words of all runs together."""
    return sum(_runs(sentence))


def growing(reply: Reply, score: Score) -> Verdict:
    """Whether the score grows from each sentence to the next."""
    scores = map(score, reply.sentences)
    for place, (first, second) in enumerate(pairwise(scores), 1):
        if first >= second:
            reason = f"sentence {place} has {first} alliterating words, the next one {second}"
            return Verdict(held=False, reason=reason)
    return Verdict(held=True, reason=f"alliterating words grow over {len(reply.sentences)} sentences")


def grown(draft: str, score: Score) -> Iterator[str]:
    """The draft's beginning, then sentences with more and more alliteration."""
    opening = next(iter(sentences(draft)), "").strip()
    for start in (opening, "It rains."):
        sizes = range(max(score(start) + 1, 2), max(score(start) + 1, 2) + len(_ALLITERATIVE))
        new = (_sentence(size, words) for size, words in zip(sizes, _ALLITERATIVE, strict=True))
        yield appended(start, " ".join(new))


def _sentence(size: int, words: list[str]) -> str:
    return " ".join(islice(cycle(words), size)).capitalize() + "."


def flat(draft: str) -> Iterator[str]:
    """Two sentences without alliteration more."""
    yield appended(draft, _PLAIN)
    yield _PLAIN


class Alliteration(Constraint):
    """From each sentence to the next, the longest run of words with the same first letter grows."""

    kind = "lexical.alliteration"
    family = "lexical"
    example = Example(
        {}, passes="It rains. Big bears sleep. Tame tigers take tea.", fails="Big bad cats. Big boys run."
    )
    phrasings = Phrasings(
        ask=("Use more alliteration in each sentence than in the one before.",),
        release=("Alliteration no longer matters; it need not grow from sentence to sentence.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare neighbours."""
        return growing(reply, longest_run)

    def ask(self) -> str:
        """As a user would."""
        return "Make each sentence have a longer sequence of alliterative words than the one before."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences with more and more of it."""
        return grown(draft, longest_run)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences without any."""
        return flat(draft)
