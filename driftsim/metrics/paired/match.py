"""Which conversation of one side is the partner of which of the other."""

from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from driftsim.metrics.arm import Arm, arm
from driftsim.metrics.frames import Tables
from driftsim.metrics.paired.partners import Partners, partners
from driftsim.metrics.resampling import Design

A, B = "a", "b"
_COMPARED: Final = ("conversations", "turns", "checks", "faults")
_OTHER_DRAWS: Final = 1_000_003  # added to the seed of a side that is drawn on its own


@dataclass(frozen=True)
class Matched:
    """Two sides that can be held against each other.

    Args:
        a: The first side, the baseline.
        b: The other side. Where `joined`, cluster i of one side is the partner of cluster i of the other.
        tables: Both sides under the arms `a` and `b`; partners have the same `scenario` and the same
            `conversation` but for the side's letter at its end.
        partners: What was paired, and what was left out.
        joined: Whether the sides are drawn together, cluster by cluster.
    """

    a: Arm
    b: Arm
    tables: Tables
    partners: Partners
    joined: bool

    @property
    def design(self) -> Design:
        """The resampling plan; of two sides that are drawn apart, the first one's."""
        return self.a.design


def match(one: Tables, arm_a: str, other: Tables, arm_b: str, *, seed: int, resamples: int) -> Matched:
    """Pair the conversations of two arms.

    Partners have the scenario, the seed and the trial in common. Recorded conversations that name no
    scenario are partners where their users said the same. Without any partner, conversations stand beside
    each other by scenario; without a common scenario, not at all.

    Args:
        one: The tables with the first arm.
        arm_a: Its name there.
        other: The tables with the other arm; they may be the same.
        arm_b: Its name there.
        seed: Of the resamples.
        resamples: How many.
    """
    found = partners(one, arm_a, other, arm_b)
    tables = _together(_own(one, found.a, A), _own(other, found.b, B))
    side_a = arm(tables, A, seed=seed, resamples=resamples)
    joined = found.level == "conversations" or (found.level == "scenarios" and not side_a.design.within)
    side_b = arm(tables, B, seed=seed if joined else seed + _OTHER_DRAWS, resamples=resamples)
    return Matched(side_a, side_b, tables, found, joined)


def _own(tables: Tables, names: pl.DataFrame, side: str) -> Tables:
    """One side's rows under new names, up to the last turn that counts; what is not compared is empty."""
    new = names.lazy().select("conversation", "number", "key", "last")

    def renamed(table: pl.DataFrame) -> pl.DataFrame:
        rows = table.lazy().join(new, on="conversation", maintain_order="left")
        if "turn" in table.columns:
            rows = rows.filter(pl.col("last").is_null() | (pl.col("turn") <= pl.col("last")))
        named = {
            "conversation": pl.col("number") + f".{side}",
            "scenario": pl.col("key"),
            "arm": pl.lit(side),
        }
        if "finished" in table.columns:
            named["finished"] = pl.col("finished") & pl.col("last").is_null()
        return rows.with_columns(**named).select(table.columns).collect()

    return replace(Tables.of(), **{name: renamed(getattr(tables, name)) for name in _COMPARED})


def _together(one: Tables, other: Tables) -> Tables:
    both = {name: pl.concat([getattr(one, name), getattr(other, name)]) for name in _COMPARED}
    return replace(one, **both)
