"""IFBench's `ratio`: stop words, kinds of sentences, trigrams of another text."""

from collections.abc import Iterator
from random import Random
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from pydantic import Field

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.content.overlap import Overlap, by_characters
from driftsim.constraints.ifbench.same import Asked, Same
from driftsim.constraints.lexical.stop_words import StopWords
from driftsim.constraints.structural.sentence_mix import KINDS, SentenceMix, marks_of, mixed, unmixed
from driftsim.constraints.types import Percentage


class StopWordShare(Same):
    """At most so many percent of the words are stop words; `don't` is two."""

    source_id = "ratio:stop_words"
    ours = StopWords
    example = Example({"percentage": 50}, passes="Blue cars pass the house.", fails="It is what it is.")
    renamed = MappingProxyType({"percentage": "at_most"})
    percentage: Percentage


def _last_character(sentence: str) -> str:
    return sentence[-1:]


class _Mix(Asked):
    """Shares of sentences by their very last character; none of any kind will do."""

    mix: ClassVar[dict[str, int]]

    def twin_parameters(self) -> dict[str, Any]:
        """The shares."""
        return dict(self.mix)

    @property
    def _shares(self) -> dict[str, int]:
        return {KINDS[name]: share for name, share in self.mix.items()}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the last characters, and compare."""
        shares = self._shares
        found = marks_of(reply, _last_character)
        held = len({found[mark] / share for mark, share in shares.items()}) == 1
        counts = ", ".join(f"{found[mark]} sentences end in {mark}" for mark in shares)
        return Verdict(held, f"{counts}, asked for {' to '.join(map(str, shares.values()))}")

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences of the kinds that are too few in this reading."""
        return mixed(draft, self._shares, _last_character, chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One sentence too many."""
        return unmixed(draft)


class SentenceType(_Mix):
    """Twice as many sentences end in a full stop as in a question mark; none of both will do."""

    source_id = "ratio:sentence_type"
    ours = SentenceMix
    example = Example({}, passes="It rains. It pours. Why?", fails="It rains. Why?")
    mix: ClassVar[dict[str, int]] = {"statements": 2, "questions": 1}


class SentenceBalance(_Mix):
    """As many sentences end in a full stop as in a question mark and in an exclamation mark; none will do."""

    source_id = "ratio:sentence_balance"
    ours = SentenceMix
    example = Example({}, passes="It rains. Why? Wow!", fails="It rains. It pours. Why?")
    mix: ClassVar[dict[str, int]] = {"statements": 1, "questions": 1, "exclamations": 1}


class TrigramOverlap(Asked):
    """So many percent of the reply's different character trigrams occur in another text, give or take 2."""

    source_id = "ratio:overlap"
    ours = Overlap
    example = Example({"reference_text": "abcdef", "percentage": 50}, passes="abcdxy", fails="abcdxyz")
    renamed = MappingProxyType({"reference_text": "text"})
    reference_text: Annotated[str, Field(min_length=1)]
    percentage: Percentage

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare the trigrams."""
        return by_characters(self.reference_text, self.percentage).verdict(reply.text)

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Pieces of the other text, or of a strange one, put behind the draft."""
        return by_characters(self.reference_text, self.percentage).reached(draft, chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The other text alone, or nothing of it."""
        return by_characters(self.reference_text, self.percentage).strayed(draft)
