"""Highlighted passages."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.filler import sentences
from driftsim.constraints.surgery.picks import plain_words
from driftsim.constraints.surgery.sentences import with_sentences

_ROUNDS = 4  # marks that go may leave others that now are a pair
_IN_A_SENTENCE = 3  # words of a sentence of ours that can be highlighted
_EMPHASIS = re.compile(r"(?<!\*)(\*{1,3})(?![\s*])([^*\n]*)(?<!\s)\1(?!\*)")


class Highlights(Bounded):
    """The reply highlights so many passages with Markdown emphasis: `*so*`, `**so**` or `***so***`."""

    kind = "format.highlights"
    family = "format"
    example = Example({"at_least": 2}, passes="*Drink* and **eat**.", fails="* Drink and\n* eat *slowly*.")
    unit = "highlighted passage"
    dispensable = True
    request = "Use {amount} in your answer, such as *highlighted text*."
    refusal = "Do not use {amount} such as *highlighted text* in your answer."
    phrasings = Phrasings(
        ask=(
            "Mark {amount} with asterisks, like *this*.",
            "Your answer should have {amount}, set in asterisks like *this*.",
        ),
        release=("You no longer need to have {amount} in asterisks.",),
    )

    def places(self, reply: Reply) -> Sequence[Span]:
        """The passages between equal marks with no white space inside next to them."""
        return [match.span() for match in _EMPHASIS.finditer(reply.text)] if "*" in reply.text else ()

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Words put between asterisks, in more sentences where need be; or asterisks taken away."""
        for _ in range(_ROUNDS):
            found = self.places(Reply(draft))
            if lacking := room.lacking(len(found)):
                words = [span for span in plain_words(draft, chance) if not _within(span, found)][:lacking]
                if len(words) < lacking:
                    more = sentences(1 + (lacking - len(words)) // _IN_A_SENTENCE, chance)
                    draft = with_sentences(draft, more)
                else:
                    draft = replaced_all(draft, [(span, f"*{draft[slice(*span)]}*") for span in words])
            elif excess := room.excess(len(found)):
                draft = replaced_all(
                    draft, [(span, draft[slice(*span)].strip("*")) for span in found[-excess:]]
                )
        yield draft


def _within(span: Span, found: Sequence[Span]) -> bool:
    return any(start <= span[0] < end for start, end in found)
