"""Length in paragraphs that a line of three asterisks divides."""

import re
from collections.abc import Sequence

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.text import places

_DIVIDER = re.compile(r"^[^\S\n]*\*\*\*[^\S\n]*$", re.MULTILINE)


class Paragraphs(Bounded):
    """The reply has so many paragraphs, divided by a line that holds nothing but `***`."""

    kind = "length.paragraphs"
    family = "structural"
    example = Example(
        {"exactly": 2}, passes="Rain at dawn.\n***\nSun at noon.", fails="Rain at dawn.\n\nSun at noon."
    )
    unit = "paragraph"
    request = "Answer in {amount}, with a line that holds only *** between two paragraphs."
    refusal = "Do not answer in {amount} divided by a line that holds only ***."

    def places(self, reply: Reply) -> Sequence[Span]:
        """What stands between the dividers and is not blank."""
        segments = (segment.strip() for segment in _DIVIDER.split(reply.text))
        return places(filter(None, segments), reply.text)
