"""Places for the reader to fill in."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.occurrences import with_brackets

_PLACEHOLDER = re.compile(r"\[(?![xX]?\])[^\[\]\n]*[^\[\]\s][^\[\]\n]*\](?!\()")


class Placeholders(Bounded):
    """The reply has so many placeholders in square brackets; links and checkboxes are none."""

    kind = "content.placeholders"
    family = "content"
    example = Example(
        {"at_least": 2}, passes="Dear [name], come to [place].", fails="Dear [name], see [this](a.html)."
    )
    unit = "placeholder"
    dispensable = True
    request = "Use {amount} in square brackets, such as [address]."
    refusal = "Do not use {amount} in square brackets."
    phrasings = Phrasings(
        ask=(
            "Leave {amount} in square brackets, such as [name], for me to fill in.",
            "Your answer should have {amount} that I can fill in, in square brackets like [date].",
        ),
        release=("You no longer need to leave {amount} in square brackets.",),
    )

    def places(self, reply: Reply) -> Sequence[Span]:
        """Bracketed text on one line."""
        if "[" not in reply.text:
            return ()
        return [match.span() for match in _PLACEHOLDER.finditer(reply.text)]

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Brackets added, or taken away."""
        return with_brackets(draft, lambda text: self.places(Reply(text)), room, chance)
