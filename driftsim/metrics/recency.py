"""Whether what was said last is followed better than what was said first."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import cells
from driftsim.metrics.estimate import rate, signed

_AGE, _HELD = pl.col("age"), pl.col("held").cast(pl.Float64)


def recency_index(arm: Arm) -> dict[str, object]:
    """Compliance with the newest minus that with the oldest constraint in force, at the same turns.

    The mean over turns of the difference, from −1 to 1. Newest and oldest go by age, the turns since the
    spell began; several of one age are averaged. A turn counts if its newest and oldest differ in age and
    something is decided of both. Where scenarios always add the same constraints first, the index cannot tell
    a constraint's place from its difficulty.

    Args:
        arm: The arm.

    Returns:
        A rate, with `newest` and `oldest`, the two rates of the same turns.
    """
    turns = _turns(arm)
    halved = (pl.col("newest") - pl.col("oldest") + 1) / 2
    return {
        **signed(cells(arm.design, turns, halved)),
        **{side: rate(cells(arm.design, turns, pl.col(side))) for side in ("newest", "oldest")},
    }


def _turns(arm: Arm) -> pl.DataFrame:
    ends = arm.checks.lazy().with_columns(
        least=_AGE.min().over("conv", "turn"), most=_AGE.max().over("conv", "turn")
    )
    sides = (
        ends.filter(
            (pl.col("least") < pl.col("most")) & ((pl.col("least") == _AGE) | (pl.col("most") == _AGE))
        )
        .group_by("conv", "turn")
        .agg(
            pl.col("cluster").first(),
            newest=_HELD.filter(pl.col("least") == _AGE).mean(),
            oldest=_HELD.filter(pl.col("most") == _AGE).mean(),
        )
    )
    return sides.drop_nulls(["newest", "oldest"]).sort("conv", "turn").collect()
