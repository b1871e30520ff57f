"""How many different vowels."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from random import Random
from typing import Annotated, Final

from pydantic import Field

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.kept import with_only
from driftsim.constraints.types import Count, listed

_VOWELS: Final = "aeiou"
_ALL_FIVE: Final = "An unusual piece of music plays outside."


def vowels(text: str) -> set[str]:
    """The different letters of a, e, i, o, u in a text in small letters."""
    return set(_VOWELS).intersection(text)


def with_few_vowels(draft: str, most: int) -> Iterator[str]:
    """One paragraph of the words that get by with the vowels that most words need; then one without any."""
    line = " ".join(draft.split())
    needs = Counter("".join(sorted(vowels(word.lower()))) for word in line.split())
    choices = [set(some) for some in combinations(_VOWELS, most)]
    best = max(choices, key=lambda some: sum(n for need, n in needs.items() if some.issuperset(need)))
    yield with_only(line, lambda word: vowels(word.lower()) <= best)
    yield "Hmm."


def with_all_vowels(draft: str) -> Iterator[str]:
    """A sentence with all five more."""
    yield from inserted(draft, _ALL_FIVE)
    yield _ALL_FIVE


class Vowels(Constraint):
    """The reply is one paragraph with at most so many different vowels of a, e, i, o and u."""

    kind = "lexical.vowels"
    family = "lexical"
    example = Example({"at_most": 3}, passes="A cat sat in a big hat.", fails="Our bikes are out.")
    at_most: Annotated[Count, Field(lt=len(_VOWELS))]
    phrasings = Phrasings(
        ask=("Your answer should be one paragraph with no more than {at_most} different vowels in it.",),
        release=("You may go beyond one paragraph and beyond {at_most} different vowels again.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at the lines, then count the vowels."""
        if not all(map(str.strip, reply.stripped.split("\n"))):
            return Verdict(held=False, reason="more than one paragraph")
        found = vowels(reply.lower)
        named = listed(sorted(found)) if found else "none"
        return Verdict(
            len(found) <= self.at_most, f"vowels {named}, asked for at most {self.at_most} different ones"
        )

    def ask(self) -> str:
        """As a user would."""
        return f"Write one paragraph of words that together have at most {self.at_most} different vowels."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Only the words that get by with few."""
        return with_few_vowels(draft, self.at_most)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A sentence with all of them."""
        return with_all_vowels(draft)
