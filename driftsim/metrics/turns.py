"""Shares of turns in which everything held."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import Cells, cells
from driftsim.metrics.estimate import curve, rate
from driftsim.metrics.types import Curve, Rate

_FOLLOWED = pl.col("followed")


def whole(arm: Arm, *, place: pl.Expr | None = None) -> Cells:
    """The sums behind the isr: turns in which all held, over those decided."""
    return cells(arm.design, arm.turns, _FOLLOWED, _FOLLOWED.is_not_null(), place=place)


def isr(arm: Arm) -> Rate:
    """Instruction satisfaction rate: the share of turns in which all held (SysBench, arXiv 2408.10943).

    Over turns with something in force; turns that are undecided (no check false, some without a verdict)
    count on neither side.
    """
    return rate(whole(arm))


def isr_by_turn(arm: Arm) -> Curve:
    """The isr at each turn, from 1, over the conversations that have it."""
    return curve(whole(arm, place=pl.col("turn") - 1), start=1)
