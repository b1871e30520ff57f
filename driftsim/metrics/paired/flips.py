"""Checks that came out differently in two arms, beside those that differ from trial to trial of one."""

from typing import Any, Final

import polars as pl

from driftsim.metrics.cells import cells
from driftsim.metrics.estimate import rate
from driftsim.metrics.frames import Tables
from driftsim.metrics.paired.match import A, B, Matched
from driftsim.metrics.resampling import Design, design
from driftsim.metrics.types import Rate

_CHECK: Final = ["constraint", "version", "check"]
_PLACE: Final = ["node", "visit"]
_HELD = pl.col("held")
_PAIR: Final = pl.col("conversation").str.head(-2)  # without the side's letter


def flips(found: Matched) -> dict[str, Any]:
    """Flips over pairs of checks that agree in scenario, seed, trial, node, visit, constraint and version.

    `lost` is the share held in the first arm and violated in the other, `gained` the other way round,
    `either` their sum; over these pairs the csr differs by `gained − lost`. `same_arm` has, for each arm, how
    often two trials of it disagree on the same check: what changes without any change. Recorded
    conversations have no nodes; their turns stand for them.

    Returns:
        The rates with `pairs` and `unmatched` (checks of each arm that have no partner) and `undecided`; or
        `{"refused": reason}` where the arms went different ways or nothing is paired.
    """
    if found.partners.level != "conversations":
        return {"refused": "no conversation has a partner with the same scenario, seed and trial"}
    if different := ways(found.tables):
        return {
            "refused": f"the replies led {different} of {found.a.conversations.height} pairs of conversations"
            " along different ways, where checks have no true partners (--path fixed keeps the way)"
        }
    joined = _pairs(found)
    decided = joined.filter(_HELD.is_not_null() & pl.col("held_b").is_not_null())
    total = [side.checks.height for side in (found.a, found.b)]
    return {
        "lost": _share(found.design, decided, _HELD & ~pl.col("held_b")),
        "gained": _share(found.design, decided, ~_HELD & pl.col("held_b")),
        "either": _share(found.design, decided, pl.col("held_b") != _HELD),
        "same_arm": {"a": _same_arm(found, A), "b": _same_arm(found, B)},
        "pairs": decided.height,
        "unmatched": {"a": total[0] - joined.height, "b": total[1] - joined.height},
        "undecided": joined.height - decided.height,
    }


def _share(plan: Design, rows: pl.DataFrame, flipped: pl.Expr) -> Rate:
    return rate(cells(plan, rows, flipped))


def ways(tables: Tables) -> int:
    """In how many pairs the nodes differ, up to the last turn that both have."""
    walked = tables.turns.filter(pl.col("node").is_not_null()).select("arm", "turn", *_PLACE, pair=_PAIR)
    one, other = (walked.filter(pl.col("arm") == side).drop("arm") for side in (A, B))
    both = one.join(other, on=["pair", "turn"], suffix="_b")
    apart = both.filter((pl.col("node") != pl.col("node_b")) | (pl.col("visit") != pl.col("visit_b")))
    return apart["pair"].n_unique()


def _checks(tables: Tables, side: str) -> pl.LazyFrame:
    """The checks of one side; the turn stands for the node of a recorded conversation."""
    return (
        tables.checks.lazy()
        .filter(pl.col("arm") == side)
        .select(
            "scenario",
            "held",
            *_CHECK,
            pair=_PAIR,
            node=pl.coalesce("node", pl.col("turn").cast(pl.String)),
            visit=pl.col("visit").fill_null(1),
        )
    )


def _pairs(found: Matched) -> pl.DataFrame:
    on = ["pair", *_CHECK, *_PLACE]
    one, other = (_checks(found.tables, side) for side in (A, B))
    joined = one.join(other.select(*on, held_b=_HELD), on=on)
    clusters = _clusters(found)
    return joined.join(clusters.lazy(), on="pair").select("cluster", "held", "held_b").collect()


def _clusters(found: Matched) -> pl.DataFrame:
    names = found.tables.conversations.filter(pl.col("arm") == A).sort("scenario", "conversation")
    return names.select(pair=_PAIR, cluster=found.a.conversations["cluster"])


def _same_arm(found: Matched, side: str) -> Rate:
    """Of all pairs of trials of a scenario and all checks in both, the share that disagree."""
    again = (
        _checks(found.tables, side)
        .filter(_HELD.is_not_null())
        .group_by("scenario", *_CHECK, *_PLACE)
        .agg(pl.len().cast(pl.Float64).alias("n"), _HELD.sum().cast(pl.Float64).alias("held"))
        .filter(pl.col("n") > 1)
        .collect()
        .sort("scenario", *_PLACE, *_CHECK)
    )
    scenarios = again["scenario"].rank("dense").cast(pl.Int64) - 1
    plan = design(again["scenario"].unique().sort().rank("dense").cast(pl.Int64).to_numpy() - 1, seed=0,
                  resamples=found.design.weights.shape[0])  # fmt: skip
    differ = pl.col("held") * (pl.col("n") - pl.col("held"))
    pairs = pl.col("n") * (pl.col("n") - 1) / 2
    return rate(cells(plan, again.with_columns(cluster=scenarios), differ, pairs))
