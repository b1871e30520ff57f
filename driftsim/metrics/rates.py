"""Shares of checks: how often what was asked for held."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import Cells, cells
from driftsim.metrics.estimate import curve, rate, rates
from driftsim.metrics.types import Curve, Rate

_HELD = pl.col("held")
VIOLATIONS = ("stale", "forgotten", "ignored")


def kept(
    arm: Arm, *, reading: str = "held", place: pl.Expr | None = None, rows: pl.DataFrame | None = None
) -> Cells:
    """The sums behind every csr: checks that held, over those decided.

    Args:
        arm: The arm.
        reading: `held` (strict) or `held_loose`.
        place: The turn, age or group of a check, from 0; all the same unless given.
        rows: Some of the arm's checks; all unless given.
    """
    checks = arm.checks if rows is None else rows
    return cells(arm.design, checks, pl.col(reading), pl.col(reading).is_not_null(), place=place)


def csr(arm: Arm, *, reading: str = "held") -> Rate:
    """Constraint satisfaction rate: the share of decided checks that held (SysBench, arXiv 2408.10943).

    `Σ held / Σ decided`; checks that could not be decided count on neither side.

    Args:
        arm: The arm.
        reading: `held` (strict) or `held_loose`.
    """
    return rate(kept(arm, reading=reading))


def csr_bounds(arm: Arm) -> dict[str, float | None]:
    """What csr would be with every undecided check violated (`low`), and with every one held (`high`)."""
    count, held = arm.checks.height, int(arm.checks["held"].sum())
    if not count:
        return {"low": None, "high": None}
    return {"low": held / count, "high": (held + arm.checks["held"].null_count()) / count}


def csr_by_turn(arm: Arm) -> Curve:
    """The csr at each turn, from 1."""
    return curve(kept(arm, place=pl.col("turn") - 1), start=1)


def csr_by_age(arm: Arm) -> Curve:
    """The drift curve: csr by age, the turns since the constraint came in force, from 0.

    Late ages come only from long conversations and early constraints; hence each point carries its number of
    spells and scenarios, and `csr_by_age_cohort` and `csr_by_age_adjusted` stand beside it.
    """
    points = curve(kept(arm, place=pl.col("age")), start=0)
    seen = _seen(arm)
    return [{**point, **seen.get(point["x"], {"spells": 0, "scenarios": 0})} for point in points]


def uptake(arm: Arm) -> Rate:
    """The share of spells that are followed at once: P(held at age 0)."""
    return rate(kept(arm, rows=arm.checks.filter(pl.col("age") == 0)))


def csr_by(arm: Arm, column: str) -> dict[str, Rate]:
    """The csr by family or by kind of check; what was never in force is absent.

    Args:
        arm: The arm.
        column: `family` or `check`.
    """
    number = pl.col(column).to_physical()
    found = rates(kept(arm, place=number))
    occurring = arm.checks.select(pl.col(column).cast(pl.String), number=number).unique().sort(column)
    return {name: found[place] for name, place in occurring.iter_rows()}


def outcomes(arm: Arm) -> dict[str, dict[str, int | Rate]]:
    """How many checks have each outcome and, for the three ways to violate, their share of all violations."""
    violated = arm.checks.filter(pl.col("held").not_())
    counts = dict(arm.checks["outcome"].cast(pl.String).value_counts().iter_rows())
    found: dict[str, dict[str, int | Rate]] = {
        name: {"count": counts.get(name, 0)} for name in ("followed", *VIOLATIONS, "error")
    }
    for name in VIOLATIONS:
        found[name]["share"] = rate(cells(arm.design, violated, pl.col("outcome") == name))
    return found


def _seen(arm: Arm) -> dict[int, dict[str, int]]:
    """How many spells and scenarios have a decided check at each age."""
    decided = arm.checks.lazy().filter(_HELD.is_not_null()).join(arm.conversations.lazy(), on="conv")
    counts = decided.group_by("age").agg(
        pl.col("spell").n_unique().alias("spells"), pl.col("scenario").n_unique().alias("scenarios")
    )
    return {row.pop("age"): row for row in counts.collect().to_dicts()}
