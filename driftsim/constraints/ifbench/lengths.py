"""IFBench's counts of words: all of them, and different ones."""

from collections.abc import Iterator
from random import Random
from types import MappingProxyType
from typing import Self

from pydantic import model_validator

from driftsim.constraints.base import Example, Reply
from driftsim.constraints.ifbench.same import Same
from driftsim.constraints.ifeval.reference import AtLeast
from driftsim.constraints.structural.unique_words import UniqueWords, narrowed
from driftsim.constraints.structural.words import Words
from driftsim.constraints.types import Count
from driftsim.text import edged


class WordCountRange(Same):
    """The number of words lies between two numbers, both included."""

    source_id = "count:word_count_range"
    ours = Words
    example = Example(
        {"min_words": 3, "max_words": 4}, passes="It's well known.", fails="It's a well-known fact."
    )
    renamed = MappingProxyType({"min_words": "at_least", "max_words": "at_most"})
    min_words: Count
    max_words: Count

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min_words > self.max_words:
            raise ValueError(f"min_words={self.min_words} is more than max_words={self.max_words}")
        return self


class UniqueWordCount(AtLeast):
    """At least so many different words; punctuation that stands alone counts as one more."""

    source_id = "count:unique_word_count"
    ours = UniqueWords
    example = Example({"N": 3}, passes="Rain, rain - sun.", fails="Rain rain sun.")
    number_name = "N"
    unit = "different word"
    request = "Use {amount} in your answer."
    N: Count

    def count(self, reply: Reply) -> int:
        """The different words, the empty one included."""
        return len(reply.edged_pieces)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Only the first words of the draft, without marks that stand alone."""
        yield narrowed(draft, self.N - 1, lambda piece: edged(piece.lower()) or "\n")
        yield "rain " * (self.N > 1)
