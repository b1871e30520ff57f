"""What it matters how a constraint came: added, revised or negated."""

import numpy as np
import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import cells
from driftsim.metrics.estimate import curve, merged_rate, rate, ratio
from driftsim.metrics.types import Floats, Rate

_HELD = pl.col("held")
_DECIDED = _HELD.is_not_null()


def by_edit(arm: Arm) -> dict[str, Rate]:
    """The csr of added, revised and negated constraints at equal ages; edits that do not occur are absent.

    The value is standardised: over the ages that all of these edits share, `Σ w(age) · csr(edit, age)` with w
    = the share of all decided checks that have that age. `n` is the edit's checks at these ages. Beside it:
    `pooled`, plain csr; `by_age`, its curve; and for revisions and negations `stale`, the share of checks in
    which the reply still satisfied the version before, and `old_version_before`, the share of replies before
    the first add that met that version anyway: what `stale` would be by chance.
    """
    checks = arm.checks
    weights = _shared_ages(checks)
    return {
        edit: _edit(arm, edit, checks.filter(pl.col("edit") == edit), weights)
        for edit in checks["edit"].unique().cast(pl.String).sort().to_list()
    }


def _edit(arm: Arm, edit: str, rows: pl.DataFrame, weights: pl.DataFrame) -> Rate:
    shared = rows.join(weights.with_row_index("place"), on="age")
    at_ages = cells(arm.design, shared, _HELD, _DECIDED, place=pl.col("place"), size=weights.height)
    share = weights["n"].to_numpy() / max(1, weights["n"].sum())

    def standardised(num: Floats, den: Floats) -> Floats:
        known = (den > 0) * share
        values = np.nan_to_num(ratio(num, den)) @ share
        return ratio(values[:, None], known.sum(axis=1)[:, None])

    return {
        **merged_rate(at_ages, standardised),
        "pooled": rate(cells(arm.design, rows, _HELD, _DECIDED)),
        "by_age": curve(cells(arm.design, rows, _HELD, _DECIDED, place=pl.col("age")), start=0),
        **({} if edit == "add" else _old_version(arm, edit, rows)),
    }


def _old_version(arm: Arm, edit: str, rows: pl.DataFrame) -> dict[str, Rate]:
    stale = pl.col("outcome") == "stale"
    before = arm.baselines.filter(pl.col("edit") == edit)
    return {
        "stale": rate(cells(arm.design, rows, stale, _DECIDED)),
        "old_version_before": rate(cells(arm.design, before, pl.col("met"), pl.col("decided"))),
    }


def _shared_ages(checks: pl.DataFrame) -> pl.DataFrame:
    """The ages at which every edit has decided checks, with `n`, how many checks of all edits there are."""
    counts = checks.lazy().filter(_DECIDED).group_by("age", "edit").len().collect()
    edits = checks["edit"].n_unique()
    ages = counts.group_by("age").agg(pl.col("edit").len().alias("edits"), pl.col("len").sum().alias("n"))
    return ages.filter(pl.col("edits") == edits).select("age", "n").sort("age")
