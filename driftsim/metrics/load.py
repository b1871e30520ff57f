"""How much a model can keep at once (FollowBench, arXiv 2310.20410)."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import cells
from driftsim.metrics.conversations import decided
from driftsim.metrics.estimate import curve, rate
from driftsim.metrics.turns import whole
from driftsim.metrics.types import Curve, Rate

_LEVEL = pl.col("in_force")


def hsr(arm: Arm) -> Curve:
    """Hard satisfaction rate: the share of turns in which all constraints held, by how many are in force.

    `x` is that number, from 1; turns that are undecided count on neither side.

    Args:
        arm: The arm.
    """
    return curve(whole(arm, place=_LEVEL - 1), start=1)


def csl(arm: Arm) -> Rate:
    """Consistent satisfaction levels: the levels from 1 on that a conversation masters without a gap.

    A level is a number of constraints in force; it is mastered if every turn that has it is followed. The
    mean over conversations that have a turn with one constraint: others could not begin to count. As with
    ssr, conversations with an undecided turn and unfinished ones are left out.

    Args:
        arm: The arm.
    """
    levels = (
        decided(arm)
        .group_by("conv", "cluster", "in_force")
        .agg(pl.col("followed").all())
        .sort("conv", "in_force")
    )
    in_a_row = levels.with_columns(
        mastered=(pl.col("followed") & (pl.int_range(1, pl.len() + 1) == _LEVEL)).cum_min().over("conv")
    )
    each = (
        in_a_row.group_by("conv", "cluster", maintain_order=True)
        .agg(pl.col("mastered").sum().alias("levels"), _LEVEL.min().alias("lowest"))
        .filter(pl.col("lowest") == 1)
    )
    highest = levels["in_force"].max()
    return rate(
        cells(arm.design, each, pl.col("levels")), bound=float(highest if isinstance(highest, int) else 1)
    )
