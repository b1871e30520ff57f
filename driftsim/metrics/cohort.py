"""The drift curve of one and the same group of constraints."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import cells
from driftsim.metrics.estimate import curve
from driftsim.metrics.types import Curve

ENOUGH_SPELLS = 30
"""The last age shown is the largest that so many spells reach, or half of them if there are under 60."""

_HELD = pl.col("held")
_AGE = pl.col("age")


def csr_by_age_cohort(arm: Arm) -> Curve:
    """The csr by age over the spells that were observed through the last age shown.

    The same spells stand behind every point, so that the curve cannot bend because spells leave. It speaks of
    long spells only.
    """
    reach = arm.checks.lazy().with_columns(reach=_AGE.max().over("spell"))
    last = _last_age(reach)
    rows = reach.filter((pl.col("reach") >= last) & (last >= _AGE))
    return curve(cells(arm.design, rows, _HELD, _HELD.is_not_null(), place=_AGE), start=0)


def _last_age(reach: pl.LazyFrame) -> int:
    spells = reach.group_by("spell").agg(pl.col("reach").first()).collect()["reach"].sort(descending=True)
    enough = min(ENOUGH_SPELLS, (spells.len() + 1) // 2)
    return int(spells[enough - 1]) if enough else 0
