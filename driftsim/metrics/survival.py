"""How long a constraint, once in force, stays followed."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import Cells, cells
from driftsim.metrics.estimate import curve
from driftsim.metrics.product_limit import product_limit
from driftsim.metrics.types import Curve, Rate

_HELD = pl.col("held")
_AGE = pl.col("age")
_HALF = 0.5 + 1e-12  # products of shares are a hair off
_BAD = _HELD.is_null() | _HELD.not_()


def survival(arm: Arm) -> Curve:
    """The share of spells without a violation up to each age (Kaplan & Meier 1958).

    At risk at an age: spells with a decided check there and no violation or error before; they leave unharmed
    when they end (a retraction, a revision, the conversation's end) or at an error. Where revisions follow
    violations this censoring tells on the model, and the curve is too kind; `warnings` says so where it
    shows.
    """
    return curve(violations(arm), start=0, statistic=product_limit)


def hazard_by_age(arm: Arm) -> Curve:
    """Of the spells at risk at each age, the share violated there for the first time."""
    return curve(violations(arm), start=0)


def survival_after_uptake(arm: Arm) -> Curve:
    """The same from the first followed turn of the spell: what was never obeyed cannot drift.

    `x` is the turns since that turn, from 1; at 0 all are followed by construction.
    """
    return curve(violations_after_uptake(arm), start=1, statistic=product_limit)


def half_life(arm: Arm, after_uptake: Curve) -> Rate:
    """The turns after uptake by which half of the constraints have been violated; null where half never are.

    The first x at which `survival_after_uptake` is at most 0.5; the ends of its interval are where the
    curve's lower and upper ends get there (Brookmeyer & Crowley 1982), null where they do not.

    Args:
        arm: The arm.
        after_uptake: Its `survival_after_uptake`.
    """
    taken_up = arm.checks.filter(_HELD)["spell"].n_unique()
    reached = {key: _reached(after_uptake, key) for key in ("value", "low", "high")}
    return {**reached, "n": taken_up}


def _reached(points: Curve, key: str) -> int | None:
    return next((point["x"] for point in points if point[key] is not None and point[key] <= _HALF), None)


def violations(arm: Arm) -> Cells:
    """First violations over spells at risk, by age."""
    return cells(arm.design, at_risk(arm), _HELD.not_(), place=_AGE)


def violations_after_uptake(arm: Arm) -> Cells:
    """The same from the first followed turn on; place 0 is the turn after it."""
    return cells(arm.design, at_risk_after_uptake(arm), _HELD.not_(), place=pl.col("x"))


def at_risk(arm: Arm) -> pl.DataFrame:
    """The decided checks of spells without a violation or an error before."""
    return _until_first(arm.checks.lazy())


def at_risk_after_uptake(arm: Arm) -> pl.DataFrame:
    """The same from the turn after the first followed one on; `x` counts the turns from there, from 0."""
    uptake = arm.checks.lazy().with_columns(uptake=_AGE.filter(_HELD).min().over("spell"))
    later = uptake.filter(pl.col("uptake") < _AGE)
    return _until_first(later.with_columns(x=_AGE - pl.col("uptake") - 1))


def _until_first(rows: pl.LazyFrame) -> pl.DataFrame:
    first = rows.with_columns(first=_AGE.filter(_BAD).min().over("spell"))
    no_earlier = pl.col("first").is_null() | (pl.col("first") >= _AGE)
    return first.filter(_HELD.is_not_null() & no_earlier).collect()
