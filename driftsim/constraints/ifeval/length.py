"""IFEval's `length_constraints`."""

from driftsim.constraints.base import Example, Reply
from driftsim.constraints.ifeval.reference import Compared
from driftsim.constraints.structural.words import Words
from driftsim.constraints.types import Count, Relation


class NumberWords(Compared):
    """The number of words is at least, or less than, a number."""

    source_id = "length_constraints:number_words"
    ours = Words
    example = Example(
        {"num_words": 5, "relation": "at least"},
        passes="It's a well-known fact.",
        fails="It's well-known.",
    )
    number_name = "num_words"
    unit = "word"
    num_words: Count
    relation: Relation

    def count(self, reply: Reply) -> int:
        """Runs of word characters."""
        return len(reply.words)
