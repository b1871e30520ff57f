"""Length in paragraphs that a line of three asterisks divides."""

import re
from collections.abc import Sequence

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.speech import Phrasings
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
    request = "Answer in {amount}, separated by lines with nothing but *** on them."
    refusal = "Do not answer in {amount} separated by lines with nothing but *** on them."
    phrasings = Phrasings(
        ask=(
            "Write {amount} and put a line with only *** on it between one and the next.",
            "Divide your answer into {amount}, with *** on a line of its own between them.",
        ),
        release=("You no longer need to write {amount} with *** between them.",),
    )

    def places(self, reply: Reply) -> Sequence[Span]:
        """What stands between the dividers and is not blank."""
        segments = (segment.strip() for segment in _DIVIDER.split(reply.text))
        return places(filter(None, segments), reply.text)
