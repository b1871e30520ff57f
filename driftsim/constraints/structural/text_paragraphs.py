"""Length in paragraphs that blank lines divide."""

from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.lines import chunks
from driftsim.constraints.surgery.parts import in_fewer, in_more


class TextParagraphs(Bounded):
    """The reply has so many paragraphs, divided by lines with nothing but white space on them."""

    kind = "length.text_paragraphs"
    family = "structural"
    example = Example(
        {"exactly": 2}, passes="Rain at dawn.\n \nSun at noon.", fails="Rain at dawn.\nSun at noon."
    )
    unit = "paragraph"
    request = "Answer in {amount}, separated by blank lines."
    refusal = "Do not answer in {amount} separated by blank lines."
    phrasings = Phrasings(
        ask=(
            "Write {amount} with a blank line between one and the next.",
            "Structure your answer in {amount}, with blank lines between them.",
        ),
        release=("The number of paragraphs no longer matters; it need not be {amount}.",),
    )

    def places(self, reply: Reply) -> Sequence[Span]:
        """What stands between the blank lines."""
        return chunks(reply.text)

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """The draft divided at its breaks, or put together line by line."""
        if room.high == 0:
            return
        pieces = [draft[slice(*span)] for span in chunks(draft)]
        if room.excess(len(pieces)):
            yield "\n\n".join(in_fewer(pieces, room.high or 1, "\n"))
        else:
            yield "\n\n".join(in_more(pieces, room.low, chance))
            more = in_more([], room.lacking(len(pieces)), chance)
            yield "\n\n".join([*pieces, *more])
