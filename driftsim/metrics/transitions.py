"""From one turn to the next: what is forgotten, and what is mended."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import Cells, cells
from driftsim.metrics.estimate import curve, rate
from driftsim.metrics.types import Curve, Rate

_HELD = pl.col("held")
_TURN = pl.col("turn")


def pairs(arm: Arm) -> pl.DataFrame:
    """Decided checks whose spell has one at the next turn too: `next` (held there), `restated` (there)."""
    same = (pl.col("spell").shift(-1) == pl.col("spell")) & (_TURN.shift(-1) == _TURN + 1)
    following = arm.checks.lazy().select(
        "cluster",
        "turn",
        "held",
        next=pl.when(same).then(_HELD.shift(-1)),
        restated=pl.col("since_stated").shift(-1) == 0,
    )
    return following.filter(_HELD.is_not_null() & pl.col("next").is_not_null()).collect()


def ifr(arm: Arm, following: pl.DataFrame) -> Rate:
    """Instruction forgetting ratio: of the constraints followed at t, the share violated at t+1.

    Over those in force, in the same spell, and decided at both turns.

    Args:
        arm: The arm.
        following: Its `pairs`.

    Source: Multi-IF, arXiv 2410.15553.
    """
    return rate(forgotten(arm, following))


def ifr_by_turn(arm: Arm, following: pl.DataFrame) -> Curve:
    """The ifr by the turn t that the constraint was followed at, from 1.

    Args:
        arm: The arm.
        following: Its `pairs`.
    """
    return curve(forgotten(arm, following, by_turn=True), start=1)


def recovery(arm: Arm, following: pl.DataFrame, *, restated: bool | None = None) -> Rate:
    """Of the constraints violated at t and in force at t+1, the share followed there.

    Descriptive: a scenario that restates after violations chooses the hard cases for itself.

    Args:
        arm: The arm.
        following: Its `pairs`.
        restated: Only those said again at t+1, or only those not; all unless given.
    """
    rows = following.filter(_HELD.not_())
    chosen = rows if restated is None else rows.filter(pl.col("restated") == pl.lit(restated))
    return rate(cells(arm.design, chosen, pl.col("next")))


def ecr(arm: Arm) -> Rate:
    """Error correction ratio: of the violated checks whose spell goes on, the share followed later.

    Every violated (constraint, turn) pair counts once; a spell goes on if a later check of it is decided.

    Source: Multi-IF, arXiv 2410.15553.
    """
    return rate(corrected(arm))


def ecr_by_turn(arm: Arm) -> Curve:
    """The ecr by the turn of the violation, from 1."""
    return curve(corrected(arm, by_turn=True), start=1)


def forgotten(arm: Arm, following: pl.DataFrame, *, by_turn: bool = False) -> Cells:
    """The sums behind the ifr: checks lost at the next turn, over those followed."""
    place = _TURN - 1 if by_turn else None
    return cells(arm.design, following.filter(_HELD), pl.col("next").not_(), place=place)


def corrected(arm: Arm, *, by_turn: bool = False) -> Cells:
    """The sums behind the ecr: violated checks followed later, over those whose spell goes on."""
    last = arm.checks.lazy().with_columns(
        last=_TURN.filter(_HELD.is_not_null()).max().over("spell"),
        mended=_TURN.filter(_HELD).max().over("spell"),
    )
    violated = last.filter(_HELD.not_() & (pl.col("last") > _TURN))
    mended = (pl.col("mended") > _TURN).fill_null(value=False)
    return cells(arm.design, violated, mended, place=_TURN - 1 if by_turn else None)
