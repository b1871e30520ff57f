"""What the first violation of a constraint depends on: a hazard model in discrete time."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl
from scipy.special import expit, stdtr, stdtrit

from driftsim.metrics.arm import Arm
from driftsim.metrics.logistic import NotIdentified, cluster_scores, fit, robust
from driftsim.metrics.survival import at_risk
from driftsim.metrics.types import Floats

_OWN_SHARE: Final = 0.01  # of a term's variance, that the terms before it must leave over
_NUMBERS: Final = {"age": "age", "load": "in_force", "tokens": "tokens_since"}
_KINDS: Final = {"edit": "edit", "family": "family"}


@dataclass(frozen=True)
class _Design:
    """Terms as columns, the intercept first; `left_out` names those that nothing can be said of."""

    x: Floats
    names: tuple[str, ...]
    left_out: tuple[str, ...]


def hazard_model(arm: Arm) -> dict[str, Any]:
    """The chance of a first violation by age, load, distance in tokens, edit and family, the others alike.

    `logit h = b0 + b_age·age + b_load·load + b_tokens·tokens/unit + b_edit + b_family` over the spell-turns
    at risk (a decided check, no violation or error before), by greatest likelihood (Allison 1982). Errors are
    robust to what a cluster shares (Liang & Zeger 1986), times G / (G − 1), with Student's t on G − 1 degrees
    of freedom for G clusters. Descriptive: constraints are not put in force at random, and where
    conversations differ those that are left at late ages are the good ones, so that age looks kinder than it
    is.

    Args:
        arm: The arm.

    Returns:
        `terms`: by name, the odds ratio for one turn of age, one more constraint, one unit of tokens, or
        a kind against its reference, as a rate with `p`; `token_unit`, the largest power of ten that the
        distances span, for more would be guessed; `references`; `left_out`, the terms that never vary or
        nearly follow from those before them; `at_risk` and `events`. Or `{"refused": reason}`.
    """
    try:
        return _fitted(at_risk(arm))
    except NotIdentified as reason:
        return {"refused": str(reason)}


def _fitted(rows: pl.DataFrame) -> dict[str, Any]:
    events = rows["held"].not_().cast(pl.Float64).to_numpy()
    _require_variety(rows, events)
    design = _design(rows)
    cluster = np.unique(rows["cluster"].to_numpy(), return_inverse=True)[1]
    clusters = int(cluster.max()) + 1
    if clusters <= design.x.shape[1]:
        raise NotIdentified(f"{clusters} clusters are too few for {design.x.shape[1]} coefficients")
    ones = np.ones(rows.height)
    beta = fit(design.x, events, ones, what=", ".join(design.names))
    left = events - expit(design.x @ beta)
    covariance = robust(design.x, beta, ones, cluster_scores(design.x, left, np.arange(rows.height), cluster))
    errors = np.sqrt(np.diag(covariance))
    return {
        "terms": {
            name: _term(beta[place], errors[place], clusters - 1, rows.height)
            for place, name in enumerate(design.names, start=1)
        },
        "token_unit": _token_unit(rows),
        "references": {kind: _levels(rows, column)[0] for kind, column in _KINDS.items()},
        "left_out": list(design.left_out),
        "at_risk": rows.height,
        "events": int(events.sum()),
    }


def _term(beta: float, error: float, freedom: int, n: int) -> dict[str, Any]:
    """An odds ratio with its interval, and the chance of one as far from 1 if there were nothing."""
    reach = -float(stdtrit(freedom, 0.025)) * error
    low, value, high = (float(np.exp(beta + side * reach)) for side in (-1, 0, 1))
    return {
        "value": value,
        "low": low,
        "high": high,
        "n": n,
        "p": float(2 * stdtr(freedom, -abs(beta) / error)),
    }


def _require_variety(rows: pl.DataFrame, events: Floats) -> None:
    if not rows.height:
        raise NotIdentified("no check was decided")
    if events.all() or not events.any():
        raise NotIdentified(
            "every spell was violated at once" if events.all() else "no constraint was violated"
        )
    for kind, column in _KINDS.items():
        each = rows.group_by(column).agg(
            pl.col("held").all().alias("never"), pl.col("held").any().not_().alias("always")
        )
        constant = each.filter(pl.col("never") | pl.col("always"))[column].cast(pl.String).sort().to_list()
        if constant and each.height > 1:
            raise NotIdentified(f"separation: always or never violated: {kind} {', '.join(constant)}")


def _design(rows: pl.DataFrame) -> _Design:
    """The terms that can be told apart, each of which adds something to those before it."""
    columns: list[Floats] = [np.ones(rows.height)]
    names: list[str] = []
    left_out: list[str] = []
    for name, values in _terms(rows).items():
        before = np.stack(columns, axis=1)
        own = values - before @ np.linalg.lstsq(before.T @ before, before.T @ values, rcond=None)[0]
        spread = values - values.mean()
        if own @ own > _OWN_SHARE * max(float(spread @ spread), 1e-9):
            columns.append(values)
            names.append(name)
        else:
            left_out.append(name)
    if not names:
        raise NotIdentified("nothing varies that a violation could depend on")
    return _Design(np.stack(columns, axis=1), tuple(names), tuple(left_out))


def _terms(rows: pl.DataFrame) -> dict[str, Floats]:
    found = {name: rows[column].fill_null(0).cast(pl.Float64).to_numpy() for name, column in _NUMBERS.items()}
    found["tokens"] = found["tokens"] / _token_unit(rows)
    for kind, column in _KINDS.items():
        for level in _levels(rows, column)[1:]:
            found[f"{kind}.{level}"] = (rows[column].cast(pl.String) == level).cast(pl.Float64).to_numpy()
    return found


def _token_unit(rows: pl.DataFrame) -> int:
    tokens = rows["tokens_since"].fill_null(0).to_numpy()
    return int(10 ** np.floor(np.log10(max(float(np.ptp(tokens)), 1.0))))


def _levels(rows: pl.DataFrame, column: str) -> list[str]:
    """The kinds that occur, by name; the first is the reference, of edits `add` where it occurs."""
    return rows[column].cast(pl.String).unique().sort().to_list()
