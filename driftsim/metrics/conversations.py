"""How long conversations stay clean."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import Cells, cells
from driftsim.metrics.estimate import curve, rate
from driftsim.metrics.product_limit import product_limit
from driftsim.metrics.types import Curve, Rate

_FOLLOWED = pl.col("followed")
_UNDECIDED = _FOLLOWED.is_null()


def decided(arm: Arm) -> pl.DataFrame:
    """The turns of finished conversations without an undecided turn, with `place`, their number from 0."""
    finished = arm.conversations.filter("finished").select("conv")
    whole = arm.turns.filter(_UNDECIDED.any().over("conv").not_()).join(finished, on="conv", how="semi")
    return whole.with_columns(place=pl.int_range(pl.len()).over("conv"))


def left_out(arm: Arm) -> int:
    """How many conversations ssr, edr_* and pass_hat leave out: unfinished, or with an undecided turn."""
    undecided = arm.turns.filter(_UNDECIDED).select("conv")
    return pl.concat([undecided, arm.conversations.filter(~pl.col("finished")).select("conv")])[
        "conv"
    ].n_unique()


def ssr(arm: Arm) -> Rate:
    """Session stability rate: how far conversations get before a violation (SysBench, arXiv 2408.10943).

    The mean over conversations of (leading turns in which everything held) / turns.
    """
    return rate(stable(arm))


def stable(arm: Arm) -> Cells:
    """The sums behind the ssr: how far each conversation gets before a violation, over conversations."""
    first = pl.col("place").filter(_FOLLOWED.not_()).min().fill_null(pl.len())
    by_conversation = decided(arm).group_by("conv", "cluster").agg((first / pl.len()).alias("stable"))
    return cells(arm.design, by_conversation.sort("conv"), pl.col("stable"))


def conversation_survival_by_turn(arm: Arm) -> Curve:
    """Clean so far: of the conversations with a decided turn t, the share without a violated turn up to t.

    Conversations that end early leave both sides, so that the curve may rise; `conversation_survival_km`
    cannot.
    """
    first = pl.col("turn").filter(_FOLLOWED.not_()).min().over("conv")
    clean = (pl.col("turn") < first).fill_null(value=True)
    rows = arm.turns.with_columns(clean=clean).filter(_FOLLOWED.is_not_null())
    return curve(cells(arm.design, rows, pl.col("clean"), place=pl.col("turn") - 1), start=1)


def conversation_survival_km(arm: Arm) -> Curve:
    """The survival curve of conversations: the chance to have no violated turn up to t (Kaplan & Meier 1958).

    At risk at turn t: conversations with a decided turn t and no violated or undecided turn before; `n` is
    their number.
    """
    first = pl.col("turn").filter(_FOLLOWED.not_() | _UNDECIDED).min().over("conv")
    rows = arm.turns.with_columns(first=first).filter(
        _FOLLOWED.is_not_null() & (pl.col("first").is_null() | (pl.col("turn") <= pl.col("first")))
    )
    sums = cells(arm.design, rows, _FOLLOWED.not_(), place=pl.col("turn") - 1)
    return curve(sums, start=1, statistic=product_limit)
