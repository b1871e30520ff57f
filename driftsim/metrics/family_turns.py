"""An arm's turns with what each family did there."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.estimate import ratio
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
    """An arm's turns by family.

    Args:
        arm: The arm.
    """
    checks = arm.checks
    names = tuple(checks["family"].cast(pl.String).unique().sort())
    conv, turn = (checks[name].to_numpy().astype(np.int64) for name in ("conv", "turn"))
    key = conv * (turn.max(initial=0) + 1) + turn
    _, first, row = np.unique(key, return_index=True, return_inverse=True)
    family = checks["family"].cast(pl.String).cast(pl.Enum(names)).to_physical().to_numpy().astype(np.int64)
    place = row * len(names) + family

    def total(what: pl.Expr) -> Floats:
        """The sum of something over the checks of each turn and family."""
        summed = checks.select(what.cast(pl.Float64)).to_series().to_numpy()
        found = np.bincount(place, summed, minlength=first.size * len(names)).astype(np.float64)
        return found.reshape(first.size, len(names))

    held = pl.col("held")
    broken = total(held.not_().fill_null(value=False))
    decided, undecided = total(held.is_not_null()), total(held.is_null())
    known = (broken > 0) | ((decided > 0) & (undecided == 0))
    return FamilyTurns(
        names=names,
        conv=np.unique(conv[first], return_inverse=True)[1],
        cluster=checks["cluster"].to_numpy()[first],
        turn=turn[first],
        load=checks["in_force"].to_numpy()[first].astype(np.float64),
        fails=np.where(known, (broken > 0).astype(np.float64), np.nan),
        age=ratio(total(pl.col("age")), decided + undecided),
        said=total(pl.col("since_stated") == 0) > 0,
    )
