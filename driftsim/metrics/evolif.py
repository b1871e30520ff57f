"""EvolIF's endurance: how much of a conversation a user of limited patience would have stayed for."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import cells
from driftsim.metrics.conversations import decided
from driftsim.metrics.estimate import rate
from driftsim.metrics.types import Rate

PATIENCE = 3
"""The user gives up at this many violated turns in a row."""

_MOST_REC = 2.0  # f failures allow at most f recoveries, and f / (f - 1) is at most 2

_FOLLOWED = pl.col("followed")


def endurance(arm: Arm) -> dict[str, Rate]:
    """EvolIF's figures, each a mean over conversations read up to and with the third violated turn in a row.

    `edr_len` turns read; `edr_acc` sum of the satisfied shares; `edr_succ` turns in which everything held;
    `edr_lss` the longest streak of these; `rob` = edr_succ / edr_len; `rec` = recoveries / (failures − 1),
    where there are two failures or more; `edr_exhausted` the share of conversations that were given up. All
    but the last three are counts of turns and may exceed 1.

    Source: EvolIF, arXiv 2511.03508.
    """
    read = _read(arm)
    each = _by_conversation(read)
    longest = float(each["len"].max() or 1)  # type: ignore[arg-type]

    def mean(column: str, bound: float) -> Rate:
        rows = each.filter(pl.col(column).is_not_null())
        return rate(cells(arm.design, rows, pl.col(column)), bound=bound)

    counts = {f"edr_{column}": mean(column, longest) for column in ("len", "acc", "succ", "lss")}
    shares = {"edr_exhausted": mean("exhausted", 1), "rec": mean("rec", _MOST_REC), "rob": mean("rob", 1)}
    return {**counts, **shares}


def _read(arm: Arm) -> pl.DataFrame:
    """The turns that are read, with `streak`: the number of the run of equal turns that a turn belongs to."""
    turns = decided(arm).with_columns(
        streak=(_FOLLOWED.shift(1) != _FOLLOWED).fill_null(value=False).cum_sum().over("conv")
    )
    run = pl.int_range(1, pl.len() + 1).over("conv", "streak")
    gave_up = pl.col("place").filter(_FOLLOWED.not_() & (pl.col("run") == PATIENCE)).min().over("conv")
    return (
        turns.with_columns(run=run)
        .with_columns(gave_up=gave_up)
        .filter(pl.col("gave_up").is_null() | (pl.col("place") <= pl.col("gave_up")))
    )


def _by_conversation(read: pl.DataFrame) -> pl.DataFrame:
    recovered = _FOLLOWED & (_FOLLOWED.shift(1).over("conv") == pl.lit(False))  # noqa: FBT003
    failures = pl.col("len") - pl.col("succ") - 1
    return (
        read.with_columns(recovered=recovered.fill_null(value=False))
        .group_by("conv", "cluster")
        .agg(
            pl.len().cast(pl.Int64).alias("len"),
            (pl.col("satisfied") / pl.col("in_force")).sum().alias("acc"),
            _FOLLOWED.sum().cast(pl.Int64).alias("succ"),
            pl.col("run").filter(_FOLLOWED).max().fill_null(0).alias("lss"),
            pl.col("gave_up").is_not_null().any().alias("exhausted"),
            pl.col("recovered").sum().cast(pl.Int64).alias("recoveries"),
        )
        .with_columns(
            rob=pl.col("succ") / pl.col("len"),
            rec=pl.when(failures > 0).then(pl.col("recoveries") / failures),
        )
        .sort("conv")
    )
