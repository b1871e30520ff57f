"""A plug-in of driftsim: one constraint in one file."""

import re
from collections.abc import Iterator
from random import Random

from driftsim.constraints import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.types import Phrases

# What one of them is in metric units.
METRIC = {
    "inch": (2.54, "cm"), "inches": (2.54, "cm"), "foot": (0.305, "m"), "feet": (0.305, "m"),
    "yard": (0.914, "m"), "yards": (0.914, "m"), "mile": (1.61, "km"), "miles": (1.61, "km"),
    "ounce": (28.3, "g"), "ounces": (28.3, "g"), "pound": (0.454, "kg"), "pounds": (0.454, "kg"),
    "pint": (0.473, "l"), "pints": (0.473, "l"), "gallon": (3.79, "l"), "gallons": (3.79, "l"),
}  # fmt: skip
MEASURE = re.compile(
    rf"(?<![\w.,])([0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)[ -]?({'|'.join(METRIC)})(?!\w)", re.IGNORECASE
)


class MetricUnits(Constraint):
    """Measures are given in metric units: no number stands before inches, feet, miles, pounds and the like.

    Args:
        allowed: Units that may be used all the same.
    """

    kind = "units.metric"
    family = "content"
    example = Example({"allowed": ["pints"]}, passes="Walk 5 km, then two pints.", fails="It is 3 miles.")
    phrasings = Phrasings(
        ask=("I grew up with metres and litres, so no other units but {allowed}.",),
        release=("Any units will do again, not just metric ones and {allowed}.",),
    )
    allowed: Phrases = ()

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first measure in another unit."""
        for match in self._others(reply.text):
            return Verdict(held=False, reason=f'"{match[0]}" is not metric', span=match.span())
        return Verdict(held=True, reason="no measure in other units")

    def ask(self) -> str:
        """As a user would; names the parameter."""
        return f"Give measures in metric units{f' or {self._named()}' if self.allowed else ''} only."

    def deny(self) -> str:
        """As a user would, of the negation."""
        return f"Give at least one measure in units that are neither metric nor {self._named()}."

    def spoken(self) -> dict[str, str]:
        """The parameter in words, for the phrasings."""
        return {"allowed": self._named()}

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The measures converted: with this, simulated models follow the constraint."""
        text = draft
        for match in reversed(list(self._others(draft))):
            factor, unit = METRIC[match[2].lower()]
            text = f"{text[: match.start()]}{float(match[1]) * factor:.3g} {unit}{text[match.end() :]}"
        yield text
        yield "It is 5 km."

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A measure in other units behind the draft: with this, they forget it."""
        for unit in chance.sample(sorted(METRIC), len(METRIC)):
            yield f"{draft.rstrip()} That is 3 {unit}."

    def _others(self, text: str) -> Iterator[re.Match[str]]:
        allowed = {unit.lower() for unit in self.allowed}
        return (match for match in MEASURE.finditer(text) if match[2].lower() not in allowed)

    def _named(self) -> str:
        return " or ".join(self.allowed) or "none"
