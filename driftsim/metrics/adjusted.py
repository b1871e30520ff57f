"""The drift curve as it would be if every age had the same turns, loads and kinds of constraints."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.special import expit, logit, stdtrit

from driftsim.metrics.arm import Arm
from driftsim.metrics.logistic import Fit, NotIdentified, cluster_scores, fit, robust
from driftsim.metrics.types import Curve, Floats, Ints

_COVARIATES = {"age": "age", "turn": "turn", "in_force": "load"}
_RANK = 1e-7


@dataclass(frozen=True)
class _Sample:
    """Decided checks, counted by equal covariates in `cells`; each check's cell, cluster and verdict."""

    cells: pl.DataFrame
    cell: Ints
    cluster: Ints
    held: Floats


@dataclass(frozen=True)
class _Matrix:
    """Covariates as columns, scaled to spread 1; `by_age` is what one turn of age adds to its column."""

    x: Floats
    by_age: float
    mean_age: float


def csr_by_age_adjusted(arm: Arm) -> Curve | dict[str, str]:
    """The csr by age with turn, load and kind held alike: a logistic model, standardised.

    `P(held) = expit(b0 + b1·age + b2·turn + b3·load + b_kind)`; the point at age a is the mean of this over
    all decided checks with their age set to a (g-computation, Robins 1986). The band is the delta method's on
    the log-odds scale, with the clusters' sandwich covariance (Liang & Zeger 1986) and Student's t. Age acts
    as a straight line in log-odds: the curve shows a trend, not its shape. A covariate that never varies is
    left out.

    Returns:
        The curve over the ages that occur, or `{"refused": reason}` where the data cannot tell age from the
        others.
    """
    try:
        return _curve(arm)
    except NotIdentified as reason:
        return {"refused": str(reason)}


def _curve(arm: Arm) -> Curve:
    sample = _sample(arm)
    _require_variety(sample.cells)
    matrix = _matrix(sample.cells)
    fitted = _fit(sample, matrix.x)
    return _standardise(sample, matrix, fitted)


def _sample(arm: Arm) -> _Sample:
    columns = [*_COVARIATES, "check"]
    rows = (
        arm.checks.lazy().filter(pl.col("held").is_not_null()).select("cluster", "held", *columns).collect()
    )
    keys = np.zeros(rows.height, dtype=np.int64)
    for column in columns:
        values = rows[column].to_physical().cast(pl.Int64).to_numpy()
        keys = keys * (values.max(initial=0) + 1) + values
    _, first, cell = np.unique(keys, return_index=True, return_inverse=True)
    held = rows["held"].cast(pl.Float64).to_numpy()
    counts = {"n": np.bincount(cell), "held": np.bincount(cell, held)}
    cells = rows[first].select(*_COVARIATES, pl.col("check").cast(pl.String))
    cells = cells.with_columns(pl.Series(name, each, dtype=pl.Float64) for name, each in counts.items())
    cluster = np.unique(rows["cluster"].to_numpy(), return_inverse=True)[1]
    return _Sample(cells, cell, cluster, held)


def _require_variety(cells: pl.DataFrame) -> None:
    if not cells.height:
        raise NotIdentified("no check was decided")
    if cells["age"].n_unique() == 1:
        raise NotIdentified("all checks have the same age")
    held, n = cells["held"].sum(), cells["n"].sum()
    if held in {0, n}:
        raise NotIdentified("every decided check held" if held else "no decided check held")
    kinds = cells.group_by("check").agg(pl.col("n").sum(), pl.col("held").sum()).sort("check")
    constant = kinds.filter((pl.col("held") == 0) | (pl.col("held") == pl.col("n")))["check"].to_list()
    if constant:
        raise NotIdentified(f"separation: always or never held: {', '.join(constant)}")


def _matrix(cells: pl.DataFrame) -> _Matrix:
    varying = [column for column in _COVARIATES if cells[column].n_unique() > 1]
    plain = cells.select(varying).to_numpy().astype(np.float64)
    spread = plain.std(axis=0)
    kinds = cells["check"].unique().sort().to_list()[1:]
    dummies = [(cells["check"] == kind).to_numpy().astype(np.float64) for kind in kinds]
    x = np.column_stack([np.ones(cells.height), (plain - plain.mean(axis=0)) / spread, *dummies])
    _require_rank(x, [_COVARIATES[column] for column in varying], kinds=bool(kinds))
    return _Matrix(x, 1 / float(spread[0]), float(plain[:, 0].mean()))


def _require_rank(x: Floats, names: list[str], *, kinds: bool) -> None:
    strengths = np.linalg.svd(x / np.linalg.norm(x, axis=0), compute_uv=False)
    if x.shape[0] < x.shape[1] or strengths[-1] < _RANK * strengths[0]:
        together = ", ".join([*names, "kind"] if kinds else names)
        raise NotIdentified(f"collinear: {together} cannot be told apart here")


def _fit(sample: _Sample, x: Floats) -> Fit:
    clusters = int(sample.cluster.max()) + 1
    if clusters <= x.shape[1]:
        raise NotIdentified(f"{clusters} clusters are too few for {x.shape[1]} coefficients")
    trials, held = sample.cells["n"].to_numpy(), sample.cells["held"].to_numpy()
    beta = fit(x, held, trials)
    residuals = sample.held - expit(x @ beta)[sample.cell]
    return Fit(beta, robust(x, beta, trials, cluster_scores(x, residuals, sample.cell, sample.cluster)))


def _standardise(sample: _Sample, matrix: _Matrix, fitted: Fit) -> Curve:
    seen = sample.cells.group_by("age").agg(pl.col("n").sum()).sort("age")
    share = sample.cells["n"].to_numpy() / sample.cells["n"].sum()
    reach = -float(stdtrit(sample.cluster.max(), 0.025))  # clusters count from 0: one less than there are
    x, points = matrix.x.copy(), []
    for age, n in seen.iter_rows():
        x[:, 1] = (age - matrix.mean_age) * matrix.by_age
        mean = expit(x @ fitted.coefficients)
        value = float(share @ mean)
        slope = (share * mean * (1 - mean)) @ x
        error = float(np.sqrt(slope @ fitted.covariance @ slope)) / (value * (1 - value))
        low, high = (float(expit(logit(value) + side * reach * error)) for side in (-1, 1))
        points.append(
            {"x": age, "value": value, "low": min(low, value), "high": max(high, value), "n": round(n)}
        )
    return points
