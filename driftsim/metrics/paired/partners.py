"""From the names of conversations to pairs, and what has no partner."""

from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from driftsim.metrics.frames import Tables
from driftsim.metrics.paired.scripts import keyed

Level = Literal["conversations", "scenarios", "none"]

_KEY = ["key", "seed", "trial", "again"]


@dataclass(frozen=True)
class Partners:
    """What was paired.

    Args:
        level: What the sides have in common: `conversations`, only `scenarios`, or `none`.
        a: The conversations of the first side that are kept: `conversation`, `number` (a text; of partners
            the same), `key` (their scenario), `last` (the last turn that counts, null where all do).
        b: Those of the other side.
        unmatched: How many of each side have no partner and are left out.
        faulty: How many pairs, or conversations without a partner, were left out because the simulated user
            or the scenario broke one of them off.
        cut: Of how many pairs only the turns before a break count, on both sides.
        by_script: Whether some were paired by what their users said.
        other_edits: In how many recorded pairs the two sides edited other constraints.
    """

    level: Level
    a: pl.DataFrame
    b: pl.DataFrame
    unmatched: tuple[int, int]
    faulty: int
    cut: int
    by_script: bool
    other_edits: int = 0


def partners(one: Tables, arm_a: str, other: Tables, arm_b: str) -> Partners:
    """Find the partners of two arms; see `driftsim.metrics.paired.match.match`."""
    a, b = (_conversations(*side) for side in ((one, arm_a), (other, arm_b)))
    pairs = a.join(b, on=_KEY, nulls_equal=True, suffix="_b").sort(*_KEY)
    if pairs.height:
        found = _paired(pairs, a, b)
        return replace(found, other_edits=_other_edits(found, one.turns, other.turns))
    return _beside(a, b)


def _beside(a: pl.DataFrame, b: pl.DataFrame) -> Partners:
    """Conversations without partners: those of scenarios that both have or, where there are none, all."""
    shared = a.join(b, on="key", how="semi")["key"].unique()
    some = pl.col("key").is_in(shared.implode()) if shared.len() else pl.lit(value=True)
    kept = [rows.filter(some) for rows in (a, b)]
    whole = pl.lit(None, dtype=pl.Int64)
    sides = [_numbered(rows.filter(~pl.col("faulty"))).with_columns(last=whole) for rows in kept]
    return Partners(
        "scenarios" if shared.len() else "none",
        sides[0],
        sides[1],
        unmatched=(a.height - kept[0].height, b.height - kept[1].height),
        faulty=sum(rows.filter("faulty").height for rows in kept),
        cut=0,
        by_script=bool(sides[0]["by_script"].any()),
    )


def _paired(pairs: pl.DataFrame, a: pl.DataFrame, b: pl.DataFrame) -> Partners:
    faulty = pl.col("faulty") | pl.col("faulty_b")
    broken = pl.col("finished").not_() | pl.col("finished_b").not_()
    kept = _numbered(pairs.filter(~faulty)).with_columns(
        last=pl.when(broken).then(pl.min_horizontal("turns", "turns_b"))
    )
    sides = [
        kept.select("number", "key", "last", conversation=name) for name in ("conversation", "conversation_b")
    ]
    return Partners(
        "conversations",
        sides[0],
        sides[1],
        unmatched=(a.height - pairs.height, b.height - pairs.height),
        faulty=pairs.filter(faulty).height,
        cut=kept["last"].count(),
        by_script=bool(kept["by_script"].any()),
    )


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with a number as text that sorts as it counts."""
    wide = len(str(rows.height))
    number = pl.int_range(pl.len()).cast(pl.String).str.zfill(wide)
    return rows.sort(*_KEY).with_columns(number=number)


def _conversations(tables: Tables, arm: str) -> pl.DataFrame:
    """One row a conversation: its `key`, seed and trial, which of several alike it is, how it ended."""
    faults = tables.faults.filter((pl.col("arm") == arm) & pl.col("kind").is_in(["user", "scenario"]))
    rows = keyed(tables, arm).with_columns(
        finished=pl.col("finished").fill_null(value=True),
        faulty=pl.col("conversation").is_in(faults["conversation"].implode()),
    )
    return rows.with_columns(again=pl.int_range(pl.len()).over("key", "seed", "trial"))


def _other_edits(found: Partners, one: pl.DataFrame, other: pl.DataFrame) -> int:
    """Recorded conversations have no scenario whose hash would tell that both sides asked for the same."""

    def recorded(turns: pl.DataFrame, names: pl.DataFrame) -> pl.LazyFrame:
        rows = turns.lazy().filter(pl.col("node").is_null()).select("conversation", "turn", "edits")
        return rows.join(names.lazy().select("conversation", "number"), on="conversation")

    both = recorded(one, found.a).join(recorded(other, found.b), on=["number", "turn"], suffix="_b")
    return both.filter(pl.col("edits") != pl.col("edits_b")).select("number").unique().collect().height
