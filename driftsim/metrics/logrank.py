"""Whether constraints are violated sooner in one arm than in another."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl
from scipy.special import chdtrc, stdtr

from driftsim.metrics.arm import Arm
from driftsim.metrics.resampling import ENOUGH_SCENARIOS
from driftsim.metrics.survival import at_risk_after_uptake
from driftsim.metrics.types import Floats, Ints

CAUTION = (
    "p_if_independent takes the spells of a conversation, and of a scenario, for independent: they are not,"
    " and it is mostly too small. Read p."
)


def between(arms: Mapping[str, Arm]) -> dict[str, Any]:
    """What only several arms together tell: `logrank`, a row a pair of arms, and its `caution`."""
    rows = {name: _rows(one) for name, one in arms.items()}
    pairs = combinations(rows, 2)
    return {"logrank": [{"a": a, "b": b, **logrank(rows[a], rows[b])} for a, b in pairs], "caution": CAUTION}


def logrank(a: pl.DataFrame, b: pl.DataFrame) -> dict[str, Any]:
    """The log-rank test of two groups of spells, after uptake, with and without clusters.

    `U = Σ (z − z̄(t))·(e − ē(t))` over the spell-turns at risk, z being 1 in b, e a violation, and the means
    those at the same time: observed minus expected violations in b. The textbook variance is hypergeometric
    (Mantel 1966). With clusters it is the sum of squares of each cluster's share of U, times G / (G − 1),
    held against Student's t on G − 1 degrees of freedom (Jung & Jeong 2003); a cluster is a scenario of
    both arms, or with fewer than 20 scenarios a trial of both.

    Args:
        a: Spell-turns at risk: `x` (the time), `event`, `scenario`, `trial`.
        b: The same of the other group.

    Returns:
        `observed` and `expected` violations in b, `clusters`, `p`, `p_if_independent`; null where they cannot
        be had.
    """
    rows = pl.concat([a.with_columns(z=pl.lit(0.0)), b.with_columns(z=pl.lit(1.0))])
    time, z, event = rows["x"].to_numpy(), rows["z"].to_numpy(), rows["event"].to_numpy().astype(np.float64)
    n, ones, events = (np.bincount(time, w).astype(np.float64) for w in (np.ones_like(z), z, event))
    share, rate = (np.divide(what, n, out=np.zeros_like(n), where=n > 0) for what in (ones, events))
    shares = (z - share[time]) * (event - rate[time])
    score, observed = float(shares.sum()), float(z @ event)
    variance = float((share * (1 - share) * events * (n - events) / np.maximum(n - 1, 1)).sum())
    clusters, p = _by_cluster(shares, _clusters(rows))
    return {
        "observed": round(observed),
        "expected": observed - score,
        "clusters": clusters,
        "p": p,
        "p_if_independent": float(chdtrc(1, score**2 / variance)) if variance > 0 else None,
    }


def _by_cluster(shares: Floats, cluster: Ints) -> tuple[int, float | None]:
    sums = np.bincount(cluster, shares)
    count = sums.size
    spread = float(np.sqrt(sums @ sums * count / (count - 1))) if count > 1 else 0.0
    if spread <= 0:
        return count, None
    return count, float(2 * stdtr(count - 1, -abs(sums.sum()) / spread))


def _clusters(rows: pl.DataFrame) -> Ints:
    few = rows["scenario"].n_unique() < ENOUGH_SCENARIOS
    parts = ["scenario", "trial"] if few else ["scenario"]
    keys = rows.select(pl.concat_str(parts, separator="\n", ignore_nulls=True)).to_series()
    return np.unique(keys.to_numpy(), return_inverse=True)[1]


def _rows(arm: Arm) -> pl.DataFrame:
    risk = at_risk_after_uptake(arm).select("conv", "x", event=pl.col("held").not_())
    whose = arm.conversations.select("conv", "trial", scenario="name")
    return risk.join(whose, on="conv", maintain_order="left").select("x", "event", "scenario", "trial")
