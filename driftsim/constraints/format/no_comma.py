"""No commas."""

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings


def no_comma(reply: Reply) -> Verdict:
    """Whether the reply is free of commas."""
    place = reply.text.find(",")
    if place < 0:
        return Verdict(held=True, reason="no comma")
    return Verdict(held=False, reason="a comma found", span=(place, place + 1))


class NoComma(Constraint):
    """The reply holds no comma."""

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
