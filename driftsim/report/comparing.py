"""Several sides in plain sentences: who is ahead of the first, by how much, and whether that can be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from driftsim.report.figures import Rate, difference, rate, told
from driftsim.report.safe import safe
from driftsim.report.view import Side
from driftsim.report.words import Quote

METRICS = ("csr", "isr", "ssr")
CAUTION = (
    "These differences take the sides as independent. Where both hold the same scenarios and seeds,"
    " a paired comparison tells finer ones."
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One side minus the first one, on one metric.

    Args:
        name: The side.
        metric: The metric's key.
        rate: The difference with its interval (MOVER).
    """

    name: str
    metric: str
    rate: Rate

    @property
    def claim(self) -> str:
        """What the interval allows to say of the side: `ahead`, `behind`, `undecided`, or `unknown`."""
        if self.rate.low is None or self.rate.high is None:
            return "unknown"
        if self.rate.low > 0:
            return "ahead"
        return "behind" if self.rate.high < 0 else "undecided"


def differences(sides: Sequence[Side]) -> list[Difference]:
    """Every other side minus the first, on each headline metric that both have."""
    found = [
        Difference(other.name, key, difference(rate(other.metrics.get(key)), rate(sides[0].metrics.get(key))))
        for other in sides[1:]
        for key in METRICS
    ]
    return [each for each in found if each.rate.value is not None]


def sentences(sides: Sequence[Side], *, quote: Quote = safe) -> list[str]:
    """Who is ahead; nothing for fewer than two sides."""
    if len(sides) < 2:
        return []
    found = {each.name: each for each in differences(sides) if each.metric == "csr"}
    told_of = [_told(side.name, sides[0].name, found.get(side.name), quote) for side in sides[1:]]
    versions = {str(side.metrics.get("metric_version")) for side in sides}
    mixed = ["They were measured by different metric versions and should not be compared."] if len(versions) > 1 else []
    return [" ".join([*told_of, *_chance(len(sides))]), *mixed, CAUTION]


def _told(name: str, baseline: str, found: Difference | None, quote: Quote) -> str:
    one, other = quote(name), quote(baseline)
    if found is None:
        return f"{one} and {other} cannot be compared: one of them has no compliance."
    if found.claim == "ahead":
        return f"{one} is ahead of {other} by {told(found.rate)} in compliance."
    if found.claim == "behind":
        back = Rate(-(found.rate.value or 0), -(found.rate.high or 0), -(found.rate.low or 0))
        return f"{one} is behind {other} by {told(back)} in compliance."
    if found.claim == "unknown":
        return f"{one} and {other} cannot be told apart: there is no interval."
    return f"{one} and {other} cannot be told apart: {told(found.rate, signed=True)} in compliance, which includes 0."


def _chance(sides: int) -> list[str]:
    return [f"With {sides - 1} comparisons, one may come out by chance."] if sides > 2 else []
