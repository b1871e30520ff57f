"""An arm's turns with what each family did there."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.types import Bools, Floats, Ints


@dataclass(frozen=True)
class FamilyTurns:
    """An arm's turns with what each family did there, sorted by conversation and turn.

    Args:
        names: The families.
        conv: The conversation of each turn, numbered from 0 without gaps, shape (turns,).
        cluster: Its cluster.
        turn: Its number.
        load: How many constraints are in force.
        fails: 1 where a family's check is false, 0 where all are true, else nan; shape (turns, families).
        age: The mean age of its constraints; nan where none is in force.
        said: Whether one of them was said at this turn.
    """

    names: tuple[str, ...]
    conv: Ints
    cluster: Ints
    turn: Ints
    load: Floats
    fails: Floats
    age: Floats
    said: Bools


def family_turns(arm: Arm) -> FamilyTurns:
    """An arm's turns by family."""
    checks = arm.checks.with_columns(family=pl.col("family").cast(pl.String))
    names = tuple(checks["family"].unique().sort())
    held = pl.col("held")
    each = (
        checks.group_by("conv", "cluster", "turn", "in_force", "family")
        .agg(
            fails=pl.when(held.not_().any()).then(1.0).when(held.is_not_null().all()).then(0.0),
            age=pl.col("age").mean(),
            said=(pl.col("since_stated") == 0).any(),
        )
        .pivot(
            "family",
            index=["conv", "cluster", "turn", "in_force"],
            values=["fails", "age", "said"],
        )
        .sort("conv", "turn")
    )

    def wide(what: str, kind: type[pl.DataType]) -> pl.DataFrame:
        return each.select(pl.col(f"{what}_{name}" if names else what).cast(kind) for name in names)

    return FamilyTurns(
        names=names,
        conv=np.unique(each["conv"].to_numpy(), return_inverse=True)[1],
        cluster=each["cluster"].to_numpy(),
        turn=each["turn"].to_numpy(),
        load=each["in_force"].to_numpy().astype(np.float64),
        fails=wide("fails", pl.Float64).to_numpy(),
        age=wide("age", pl.Float64).to_numpy(),
        said=wide("said", pl.Boolean).fill_null(value=False).to_numpy().astype(bool),
    )
