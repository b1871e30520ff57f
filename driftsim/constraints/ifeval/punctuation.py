"""IFEval's `punctuation`."""

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.format.no_comma import NoComma, no_comma
from driftsim.constraints.ifeval.reference import Reference


class WithoutComma(Reference):
    """The reply holds no comma."""

    source_id = "punctuation:no_comma"
    ours = NoComma
    example = Example({}, passes="Red and blue， 1.000", fails="Red, blue")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first one."""
        return no_comma(reply)

    def ask(self) -> str:
        """As a user would."""
        return NoComma().ask()

    def deny(self) -> str:
        """As a user would."""
        return NoComma().deny()
