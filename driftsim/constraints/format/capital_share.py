"""How large a share of the letters are capitals."""

from collections.abc import Iterator
from random import Random
from typing import Self

from pydantic import model_validator

from driftsim.constraints.base import Example, Reply
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.capital_share import with_share
from driftsim.constraints.surgery.filler import paragraph
from driftsim.text import letter_cases


class CapitalShare(Bounded):
    """So many percent of the letters are capitals, rounded; a reply without letters has none."""

    kind = "format.capital_share"
    family = "format"
    example = Example({"at_least": 26, "at_most": 32}, passes="ABCdefghij", fails="ABCDefghij")
    unit = "percent"
    request = "Write {amount} of the letters as capitals."
    refusal = "Do not write {amount} of the letters as capitals."
    phrasings = Phrasings(
        ask=("Let {amount} of your letters be capital letters.",),
        release=("How many letters are capitals no longer matters; it need not be {amount}.",),
    )

    @model_validator(mode="after")
    def _is_a_share(self) -> Self:
        over = [
            value
            for value in (self.at_least, self.at_most, self.exactly)
            if value is not None and value > 100
        ]
        if over:
            raise ValueError(f"a share lies between 0 and 100 percent, not at {over[0]}")
        return self

    def count(self, reply: Reply) -> int:
        """Capitals for each hundred of letters that have a case."""
        capitals, small = letter_cases(reply.text)
        return round(100 * capitals / (capitals + small)) if capitals + small else 0

    def room(self) -> Room:
        """The bounds; 100 percent is none."""
        low, high = super().room()
        return Room(low, None if high == 100 else high)

    def found(self, number: int) -> str:
        """As in `30 percent capitals`."""
        return f"{number} percent capitals"

    def amount(self) -> str:
        """As in `at most 30 percent`."""
        return f"{self.range()} percent"

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Words raised or lowered, then letters."""
        high = 100 if room.high is None else min(room.high, 100)
        if room.low <= high:
            yield from with_share(draft, room.low, high)
            yield from with_share(f"{draft.rstrip()} {paragraph(chance)}", room.low, high)
