"""The numbers that two arms are compared on, each by the sums that a report's number has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import Cells
from driftsim.metrics.conversations import stable
from driftsim.metrics.paired.contrast import Contrast, contrast
from driftsim.metrics.paired.match import Matched
from driftsim.metrics.rates import kept
from driftsim.metrics.tasks import answers
from driftsim.metrics.transitions import corrected, forgotten, pairs
from driftsim.metrics.turns import whole


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of an arm.

    Args:
        sums: Its numerators and denominators.
        better: Whether more of it is better: 1, or -1 where less is.
    """

    sums: Callable[[Arm], Cells]
    better: int = 1


MEASURES: Final[Mapping[str, Measure]] = {
    "csr": Measure(kept),
    "csr_loose": Measure(lambda arm: kept(arm, reading="held_loose")),
    "isr": Measure(whole),
    "ssr": Measure(stable),
    "uptake": Measure(lambda arm: kept(arm, rows=arm.checks.filter(pl.col("age") == 0))),
    "ifr": Measure(lambda arm: forgotten(arm, pairs(arm)), better=-1),
    "ecr": Measure(corrected),
    "task_accuracy": Measure(answers),
}
"""Shares, by their key in the metrics document."""


def measured(found: Matched, measure: Measure) -> Contrast:
    """The contrast of one measure."""
    return contrast(measure.sums(found.a), measure.sums(found.b), joined=found.joined)


def by_family(found: Matched) -> tuple[list[str], Contrast]:
    """The families of constraints, in the order of their names, and their csr."""
    family = pl.col("family").to_physical()
    both = contrast(kept(found.a, place=family), kept(found.b, place=family), joined=found.joined)
    names = found.a.checks["family"].dtype.categories.to_list()  # type: ignore[attr-defined]
    return names[: both.a.size], both


def by_age(found: Matched) -> Contrast:
    """The csr by age, from 0."""
    age = pl.col("age")
    return contrast(kept(found.a, place=age), kept(found.b, place=age), joined=found.joined)
