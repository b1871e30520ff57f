"""Several sides in plain sentences: who is ahead of the first, by how much, and whether that can be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from driftsim.report import facts
from driftsim.report.figures import Rate, curve, difference, known, rate, sign, turned
from driftsim.report.view import Side
from driftsim.report.words import Quote, well_observed
from driftsim.report.written import told_finely
from driftsim.visible import safe

METRICS = ("csr", "isr", "ssr")
MIXED = "They were measured by different metric versions and should not be compared."
FEW = "The scenarios are few: this speaks of these scenarios only."
CAUTION = (
    "These differences take the sides as independent. A paired comparison is finer; it needs the same"
    " scenarios and seeds in both."
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
        return {1: "ahead", -1: "behind"}.get(sign(self.rate), "undecided")


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
    told_of += [text for side in sides[1:] if (text := _drift(side, sides[0], quote))]
    versions = {str(side.metrics.get("metric_version")) for side in sides}
    few = {facts.interval_label(side.metrics) for side in sides} & {"these scenarios only", "few scenarios"}
    cautions = [*([FEW] if few else []), *([MIXED] if len(versions) > 1 else []), CAUTION]
    return [" ".join([*told_of, *_chance(len(sides))]), " ".join(cautions)]


def _told(name: str, baseline: str, found: Difference | None, quote: Quote) -> str:
    one, other = quote(name), quote(baseline)
    if found is None:
        return f"{one} and {other} cannot be compared: one of them has no compliance."
    if found.claim == "ahead":
        return f"{one} is ahead of {other} by {told_finely(found.rate)} in compliance."
    if found.claim == "behind":
        return f"{one} is behind {other} by {told_finely(turned(found.rate))} in compliance."
    if found.claim == "unknown":
        return f"{one} and {other} cannot be told apart: there is no interval."
    apart = f"{told_finely(found.rate, signed=True)} in compliance, which includes 0"
    return f"{one} and {other} cannot be told apart: {apart}."


def _drift(one: Side, other: Side, quote: Quote) -> str:
    """Whether one side loses more than the other, from new to the last age that both observe well."""
    lasts = [well_observed(known(curve(side.metrics.get("csr_by_age")))) for side in (one, other)]
    ages = [last.x for last in lasts if last is not None]
    if len(ages) < 2:
        return ""
    losses = [_loss(side, min(ages)) for side in (one, other)]
    more = difference(*losses)
    if sign(more) == 0:
        return ""
    over = f"in {facts.plural(min(ages), 'turn')} of age"
    steeper, flatter = (one, other) if sign(more) > 0 else (other, one)
    by = told_finely(more if sign(more) > 0 else turned(more))
    return f"{quote(steeper.name)} loses {by} more than {quote(flatter.name)} {over}: it drifts faster."


def _loss(side: Side, age: int) -> Rate:
    rates = {point.x: point.rate for point in known(curve(side.metrics.get("csr_by_age")))}
    return difference(rates[min(rates)], rates[age]) if age in rates else Rate()


def _chance(sides: int) -> list[str]:
    return [f"With {sides - 1} comparisons, one may come out by chance."] if sides > 2 else []
