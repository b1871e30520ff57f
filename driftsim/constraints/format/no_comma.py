"""No commas."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.commas import with_comma, without_commas
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.json_text import is_json
from driftsim.constraints.surgery.plain import as_json, as_prose, value_of


def no_comma(reply: Reply) -> Verdict:
    """Whether the reply is free of commas."""
    place = reply.text.find(",")
    if place < 0:
        return Verdict(held=True, reason="no comma")
    return Verdict(held=False, reason="a comma found", span=(place, place + 1))


class NoComma(Constraint):
    """The reply holds no comma.

    Only U+002C is one, as for IFEval: the commas of other scripts (`，`, `、`, `،`) are other marks.
    """

    kind = "format.no_comma"
    family = "format"
    example = Example({}, passes="Oak and elm; 1.000 leaves", fails="Oak, elm")
    phrasings = Phrasings(
        ask=("Write without commas.", "Avoid commas altogether.", "Leave out all commas."),
        forbid=("Put in a comma or more.",),
        release=("Commas are fine again.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first one."""
        return no_comma(reply)

    def ask(self) -> str:
        """As a user would."""
        return "Do not use commas."

    def deny(self) -> str:
        """As a user would."""
        return "Use at least one comma."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft without its commas; JSON as an object with one string, where that is JSON."""
        if is_json(draft):
            yield as_json(without_commas(as_prose(value_of(draft))))
        yield without_commas(draft)
        yield paragraph(chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A comma where one may well stand."""
        yield with_comma(draft, chance)
