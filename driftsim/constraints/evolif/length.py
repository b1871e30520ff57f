"""EvolIF's `length`."""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Final, Literal

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.evolif.reading import Group
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.structural.characters import Characters
from driftsim.constraints.structural.sentences import SentenceCount
from driftsim.constraints.structural.text_paragraphs import TextParagraphs
from driftsim.constraints.structural.words import Words
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.lines import chunks
from driftsim.constraints.types import Count, times
from driftsim.text import sentences

_KINDS: Final[Mapping[str, type[Bounded]]] = {
    "word": Words,
    "paragraph": TextParagraphs,
    "characters": Characters,
    "sentence": SentenceCount,
}
_COUNTS: Final[Mapping[str, Callable[[Reply], int]]] = {
    "word": lambda reply: len(reply.words),
    "paragraph": lambda reply: len(chunks(reply.text)),
    "characters": lambda reply: len(reply.text),
    "sentence": lambda reply: len(sentences(reply.stripped)) if not reply.blank else 0,
}


class LengthGroup(Group):
    """The reply has fewer, more, or exactly so many words, paragraphs, characters or sentences."""

    kind = "evolif.length"
    family = "structural"
    example = Example(
        {"mode": "word", "relation": "exactly", "number": 3}, passes="It's me", fails="It is me now"
    )
    mode: Literal["word", "paragraph", "characters", "sentence"]
    relation: Literal["less_than", "more_than", "exactly"]
    number: Count
    phrasings = Phrasings(
        ask=("Write {amount}.", "Your answer should have {amount}."),
        release=("The length no longer matters; it need not be {amount}.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count, and compare."""
        number = _COUNTS[self.mode](reply)
        asked = f"{self.relation.replace('_', ' ')} {self.number}"
        found = times(number, self.mode.removesuffix("s"))
        return Verdict(self.room().holds(number), f"{found}, asked for {asked}")

    def room(self) -> Room:
        """The numbers that satisfy it; none does where it asks for less than 0."""
        if self.relation == "exactly":
            return Room(self.number, self.number)
        return Room(self.number + 1, None) if self.relation == "more_than" else Room(0, self.number - 1)

    def amount(self) -> str:
        """The bound with the thing counted: `more than 5 words`."""
        relation = {"less_than": "fewer than", "more_than": "more than", "exactly": "exactly"}[self.relation]
        return f"{relation} {times(self.number, self.mode.removesuffix('s'))}"

    def spoken(self) -> dict[str, str]:
        """All three as `amount`."""
        return {"amount": self.amount()}

    def ask(self) -> str:
        """As a user would."""
        return _KINDS[self.mode].request.format(amount=self.amount())

    def deny(self) -> str:
        """As a user would."""
        return _KINDS[self.mode].refusal.format(amount=self.amount())

    def release(self) -> str:
        """As a user would."""
        return f"You no longer need to answer in {self.amount()}."

    def twins(self) -> tuple[Constraint, ...]:
        """The bound by our names; less than 0 has none."""
        low, high = self.room()
        kind = _KINDS[self.mode]
        if self.relation == "more_than":
            return (kind(at_least=low),)
        if self.relation == "exactly":
            return (kind(exactly=low),)
        return (kind(at_most=max(high or 0, 0)),)

    def opposite(self) -> Constraint | None:
        """The other relation: the exact complement; another exact length is merely denied."""
        if self.relation == "less_than" and self.number:
            return self.model_copy(update={"relation": "more_than", "number": self.number - 1})
        if self.relation == "more_than":
            return self.model_copy(update={"relation": "less_than", "number": self.number + 1})
        return None

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Nothing at all, where that is all that is left."""
        low, high = self.room()
        if (
            low == 0
            and high is not None
            and high >= 0
            and self.mode in ("characters", "paragraph", "sentence")
        ):
            yield from (text for text in (draft[:high], "") if self.mode == "characters" or not text)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Any text, where none is wanted; nothing, where some is."""
        yield paragraph(chance)
        if not self.room().holds(0):
            yield ""
