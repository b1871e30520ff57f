"""Length in characters."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.characters import lengthened, shortened


class Characters(Bounded):
    """The reply is so many characters long: code points, white space among them."""

    kind = "length.characters"
    family = "structural"
    example = Example({"at_most": 12}, passes="Rain at 5 am", fails="Rain at 5 pm.")
    unit = "character"
    request = "Answer in {amount}."
    refusal = "Do not answer in {amount}."
    phrasings = Phrasings(
        ask=("Write {amount}.", "Make your answer {amount} long, spaces included."),
        release=("The number of characters no longer matters; it need not be {amount}.",),
    )

    def count(self, reply: Reply) -> int:
        """Code points."""
        return len(reply.text)

    def excess(self, reply: Reply, most: int) -> Span:
        """What is too much, at the end."""
        return most, len(reply.text)

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Sentences added, or words taken away, then letters; one word at least is left."""
        if room.high == 0:
            return
        if lacking := room.lacking(len(draft)):
            yield from lengthened(draft, Room(room.low, room.high), lacking, chance)
        else:
            yield from shortened(draft, room)

    def miss(self, number: int) -> int:
        """A twentieth more or fewer."""
        return 1 + number // 20
