"""The numbers that two arms are compared on, each by the sums that a report's number has."""

from collections.abc import Callable, Mapping
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

MEASURES: Final[Mapping[str, Callable[[Arm], Cells]]] = {
    "csr": kept,
    "csr_loose": lambda arm: kept(arm, reading="held_loose"),
    "isr": whole,
    "ssr": stable,
    "uptake": lambda arm: kept(arm, rows=arm.checks.filter(pl.col("age") == 0)),
    "ifr": lambda arm: forgotten(arm, pairs(arm)),
    "ecr": corrected,
    "task_accuracy": answers,
}
"""The sums behind shares, by their key in the metrics document."""


def measured(found: Matched, sums: Callable[[Arm], Cells]) -> Contrast:
    """The contrast of one measure."""
    return contrast(sums(found.a), sums(found.b), joined=found.joined)


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
