"""IFBench's bald eagle, backwards: word by word, or letter by letter."""

import re
from collections.abc import Iterator
from random import Random
from typing import ClassVar

from driftsim.constraints.base import Context, Example, Reply, Span, Verdict
from driftsim.constraints.ifbench.lone import Lone
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.replacement import without


class _Reversed(Lone):
    """The answer, which is the bald eagle, backwards."""

    family = "content"
    said: ClassVar[str]
    key: ClassVar[re.Pattern[str]]

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The answer amid the draft, then alone."""
        yield from inserted(draft, self.said)
        yield self.said

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another word in its place."""
        return without(draft, self._places, chance)

    def _places(self, text: str) -> list[Span]:
        return [match.span() for match in self.key.finditer(text)]


class WordReverse(_Reversed):
    """Read from the last word to the first, the reply holds `bald eagle`."""

    source_id = "custom:word_reverse"
    example = Example({}, passes="Eagle bald the is it.", fails="It is the bald eagle.")
    said = "Eagle bald the is symbol national the."
    key = re.compile("eagle", re.IGNORECASE)

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Turn the words around, without their marks and capitals."""
        held = "bald eagle" in " ".join(reversed(reply.small_bare_pieces))
        return Verdict(held, f'the words in reverse order {"hold" if held else "do not hold"} "bald eagle"')

    def ask(self) -> str:
        """As a user would."""
        return "Say what the national symbol of the US is, with the words of your sentence in reverse order."


class CharacterReverse(_Reversed):
    """The reply holds `elgae dlab`, in any case."""

    source_id = "custom:character_reverse"
    example = Example({}, passes="elgaE dlab eht si tI", fails="It is the bald eagle")
    said = "elgae dlab eht si tI"
    key = re.compile("elgae", re.IGNORECASE)

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for it."""
        held = "elgae dlab" in reply.lower
        return Verdict(held, f'"elgae dlab" {"found" if held else "missing"}')

    def ask(self) -> str:
        """As a user would."""
        return (
            "Say what the national symbol of the US is, with all letters of your sentence in reverse order."
        )
