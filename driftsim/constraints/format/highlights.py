"""Highlighted passages."""

import re
from collections.abc import Sequence

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.speech import Phrasings

_EMPHASIS = re.compile(r"(?<!\*)(\*{1,3})(?![\s*])([^*\n]*)(?<!\s)\1(?!\*)")


class Highlights(Bounded):
    """The reply highlights so many passages with Markdown emphasis: `*so*`, `**so**` or `***so***`."""

    kind = "format.highlights"
    family = "format"
    example = Example({"at_least": 2}, passes="*Drink* and **eat**.", fails="* Drink and\n* eat *slowly*.")
    unit = "highlighted passage"
    dispensable = True
    request = "Use {amount} in your answer, such as *highlighted text*."
    refusal = "Do not use {amount} such as *highlighted text* in your answer."
    phrasings = Phrasings(
        ask=(
            "Mark {amount} with asterisks, like *this*.",
            "Your answer should have {amount}, set in asterisks like *this*.",
        ),
        release=("You no longer need to have {amount} in asterisks.",),
    )

    def places(self, reply: Reply) -> Sequence[Span]:
        """The passages between equal marks with no white space inside next to them."""
        return [match.span() for match in _EMPHASIS.finditer(reply.text)] if "*" in reply.text else ()
