"""Length in paragraphs that a line of three asterisks divides."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.parts import in_fewer, in_more
from driftsim.text import places

_DIVIDER = re.compile(r"^[^\S\n]*\*\*\*[^\S\n]*$", re.MULTILINE)
_MARKS = "***"


def _segments(text: str) -> list[str]:
    """What stands between the dividers, also where it is blank."""
    return [segment.strip() for segment in (_DIVIDER.split(text) if _MARKS in text else (text,))]


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
        return places(filter(None, _segments(reply.text)), reply.text)

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """The draft divided at its breaks, or fewer dividers; nothing but a divider holds no paragraph."""
        segments = _segments(draft)
        if room.high == 0:
            yield "***"
        elif room.excess(len(list(filter(None, segments)))):
            yield "\n***\n".join(in_fewer(segments, room.high or 1, "\n\n"))
        else:
            yield "\n***\n".join(in_more(segments, room.low, chance))
