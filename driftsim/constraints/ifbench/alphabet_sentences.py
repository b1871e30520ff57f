"""IFBench's 26 sentences from A to Z."""

from collections.abc import Iterator
from itertools import islice
from random import Random
from string import ascii_lowercase
from typing import Final

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.ifbench.lone import Lone
from driftsim.constraints.surgery.filler import stream
from driftsim.constraints.surgery.insertion import appended
from driftsim.constraints.types import times
from driftsim.text import places

_SUBJECTS: Final = (
    "Apples/Bakers/Cats/Doves/Eagles/Foxes/Geese/Horses/Islands/Judges/Kites/Lanterns/Moths/Nurses/Owls/Pigeons"
    "/Queens/Rivers/Sailors/Tailors/Uncles/Violins/Whales/Xylophones/Yaks/Zebras"
).split("/")
_PREDICATES: Final = ("need some rest", "look fine today", "are never late", "like the rain")


def _sentences(chance: Random) -> str:
    return " ".join(f"{subject} {chance.choice(_PREDICATES)}." for subject in _SUBJECTS)


class SentenceAlphabet(Lone):
    """26 sentences, which begin with the letters of the alphabet in order."""

    source_id = "custom:sentence_alphabet"
    family = "structural"
    example = Example({}, passes=_sentences(Random(0)), fails=_sentences(Random(0)).replace("Cats", '"Cats"'))

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the sentences, then compare the first character of each; a mark before it counts as one."""
        found = reply.sentences
        if len(found) != len(ascii_lowercase):
            reason = f"{times(len(found), 'sentence')}, asked for {len(ascii_lowercase)}"
            return Verdict(held=False, reason=reason)
        for place, (sentence, letter) in enumerate(zip(found, ascii_lowercase, strict=True)):
            if sentence.lstrip()[:1].lower() != letter:
                span = next(islice(places(found, reply.text), place, None))
                reason = f'sentence {place + 1} does not begin with "{letter.upper()}"'
                return Verdict(held=False, reason=reason, span=span)
        return Verdict(held=True, reason="26 sentences begin with A to Z")

    def ask(self) -> str:
        """As a user would."""
        return (
            "Tell a story in 26 sentences that begin with the letters of the alphabet, in order from A to Z."
        )

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences of our own."""
        yield _sentences(chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One sentence more; else two of our own."""
        yield appended(draft, next(stream(chance)))
        yield " ".join(islice(stream(chance), 2))
