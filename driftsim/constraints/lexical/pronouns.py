"""Pronouns."""

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.occurrences import with_words

# IFBench counts these as well, which mostly stand before a noun or join clauses (IFBench, count:pronouns).
MIXED: Final = frozenset(
    "this that these those whose which what each either neither both all some any".split()
)
PRONOUNS: Final = frozenset(
    "i me we us you he him she her it they them my mine our ours your yours his hers its their theirs"
    " myself ourselves yourself yourselves himself herself itself themselves who whom whoever whomever"
    " whatever whichever anybody anyone anything everybody everyone everything nobody nothing somebody"
    " someone something none".split()
)
_WORD: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(PRONOUNS, key=len, reverse=True))})(?!\w)", re.IGNORECASE
)


def pronouns(text: str) -> list[Span]:
    """Where pronouns stand; `I` in `I'm` is one."""
    return [match.span() for match in _WORD.finditer(text)]


class Pronouns(Bounded):
    """The reply holds so many pronouns: personal, possessive, reflexive, indefinite; not `that`, `which`."""

    kind = "lexical.pronouns"
    family = "lexical"
    example = Example({"at_least": 3}, passes="I'm sure you like them.", fails="That is all I know.")
    unit = "pronoun"
    request = "Use {amount} in your answer."
    refusal = "Do not use {amount} in your answer."
    phrasings = Phrasings(
        ask=("Write it with {amount}.", "Your answer should have {amount}."),
        release=("The number of pronouns no longer matters; it need not be {amount}.",),
    )

    def count(self, reply: Reply) -> int:
        """The words that are pronouns."""
        return sum(reply.word_counts[word] for word in PRONOUNS & reply.word_counts.keys())

    def places(self, reply: Reply) -> Sequence[Span]:
        """The pronouns."""
        return pronouns(reply.text)

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Some more, or other words instead."""
        return with_words(draft, "it", pronouns, room, chance)
