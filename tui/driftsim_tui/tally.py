"""What screens count from a run's tables: pure functions on frames."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from driftsim_tui.source import COLUMNS, Curves, Filter, Heat, Point
from driftsim_tui.values import VIOLATIONS

_HELD = pl.col("held")


def only(checks: pl.DataFrame, which: Filter) -> pl.DataFrame:
    """The checks of the constraint that is looked at, or all."""
    return checks if which.constraint is None else checks.filter(pl.col("constraint") == which.constraint)


def passing(conversations: pl.DataFrame, checks: pl.DataFrame, which: Filter) -> pl.DataFrame:
    """The ids of the conversations that pass all of a filter but its text."""
    for column in ("scenario", "arm"):
        wanted = getattr(which, column)
        if wanted is not None:
            conversations = conversations.filter(pl.col(column) == wanted)
    found = conversations.select("conversation")
    if which.constraint is None and which.outcome is None:
        return found
    having = only(checks, which)
    if which.outcome is not None:
        having = having.filter(pl.col("outcome") == which.outcome)
    return found.join(having.select("conversation"), on="conversation", how="semi")


def summaries(
    conversations: pl.DataFrame,
    checks: pl.DataFrame,
    faults: pl.DataFrame,
    kept: pl.DataFrame | None,
    which: Filter,
) -> pl.DataFrame:
    """The list of conversations, with exactly `COLUMNS`, in the run's own order.

    Args:
        conversations: The table, or some columns of it.
        checks: The checks; of each conversation those of the filter's constraint are counted, or all.
        faults: What ended conversations before their time.
        kept: The ids of those to list; None for all.
        which: The filter.
    """
    listed = conversations if kept is None else conversations.join(kept, on="conversation", how="semi")
    counted = (
        only(checks, which)
        .lazy()
        .group_by("conversation")
        .agg(
            first=pl.col("turn").filter(~_HELD).min(),
            csr=_HELD.mean(),
            violations=(~_HELD).sum().cast(pl.Int64),
            **{name: (pl.col("outcome") == name).sum().cast(pl.Int64) for name in VIOLATIONS},
        )
        .collect()
    )
    ended = faults.select("conversation", fault="kind")
    joined = listed.join(counted, on="conversation", how="left", maintain_order="left").join(
        ended, on="conversation", how="left", maintain_order="left"
    )
    zeros = pl.col("violations", *VIOLATIONS).fill_null(0)
    return joined.with_columns(zeros).select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())


def heat(checks: pl.DataFrame) -> Heat:
    """How often each constraint held at each turn."""
    counted = (
        checks.lazy()
        .group_by("constraint", "turn")
        .agg(held=_HELD.sum().cast(pl.Int64), decided=_HELD.count().cast(pl.Int64), all=pl.len())
        .collect()
    )
    order = (
        counted.group_by("constraint")
        .agg(pl.col("all").sum())
        .sort(["all", "constraint"], descending=[True, False])
    )
    return Heat(
        constraints=tuple(order["constraint"].to_list()),
        turns=max(counted["turn"].to_list(), default=0),
        held={
            (name, turn): (held, decided)
            for name, turn, held, decided in counted.select(
                "constraint", "turn", "held", "decided"
            ).iter_rows()
        },
    )


def curves(conversations: pl.DataFrame, checks: pl.DataFrame, arms: Iterable[str]) -> tuple[Curves, ...]:
    """The curves of each arm that has conversations, as the report has them."""
    there = set(conversations["arm"].unique().to_list())
    ordered = [arm for arm in dict.fromkeys((*arms, *sorted(there))) if arm in there]
    return tuple(_curves(conversations, checks, arm) for arm in ordered)


def _curves(conversations: pl.DataFrame, checks: pl.DataFrame, name: str) -> Curves:
    from driftsim.metrics import Tables, frame
    from driftsim.metrics.arm import arm
    from driftsim.metrics.rates import csr, csr_by_age, csr_by_turn
    from driftsim.metrics.survival import half_life, survival_after_uptake

    rest = {table: frame(table, ()) for table in ("turns", "retired", "baselines")}
    one = arm(Tables(conversations=conversations, checks=checks, **rest), name, seed=0, resamples=2000)
    survival = survival_after_uptake(one)
    return Curves(
        arm=name,
        by_age=_points(csr_by_age(one)),
        by_turn=_points(csr_by_turn(one)),
        survival=_points(survival),
        csr=_point(0, csr(one)),
        half_life=_point(0, half_life(one, survival)),
    )


def _points(curve: Iterable[Mapping[str, Any]]) -> tuple[Point, ...]:
    found = (_point(rate["x"], rate) for rate in curve)
    return tuple(point for point in found if point is not None)


def _point(x: int, rate: Mapping[str, Any]) -> Point | None:
    if rate["value"] is None:
        return None
    return Point(x, float(rate["value"]), rate["low"], rate["high"], rate["n"])
