"""Logistic regression on counts, with errors that know about clusters."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from driftsim.metrics.types import Floats, Ints

_STEPS = 40
_CLOSE = 1e-9
_FAR = 25.0  # log-odds that no cell reaches unless a coefficient runs away


class NotIdentified(Exception):
    """The data cannot tell the coefficients, with the reason in plain words."""


@dataclass(frozen=True)
class Fit:
    """A fitted model.

    Args:
        coefficients: Shape (columns,).
        covariance: Theirs, robust to what rows of a cluster share, shape (columns, columns).
    """

    coefficients: Floats
    covariance: Floats


def fit(x: Floats, successes: Floats, trials: Floats, *, what: str = "age, turn, load and kind") -> Floats:
    """Coefficients of greatest likelihood, by iteratively reweighted least squares.

    Args:
        x: Covariates of each cell, the intercept among them, shape (cells, columns), of full rank.
        successes: Successes of each cell.
        trials: Trials of each cell.
        what: The covariates in words, for the error.

    Raises:
        NotIdentified: If the covariates separate successes from failures, or the steps do not settle.

    Example:
        >>> fit(np.array([[1.0], [1.0]]), np.array([3.0, 0.0]), np.array([3.0, 1.0])).round(3).tolist()
        [1.099]
    """
    beta = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        mean = expit(x @ beta)
        weight = trials * mean * (1 - mean)
        step = np.linalg.lstsq(x.T @ (x * weight[:, None]), x.T @ (successes - trials * mean), rcond=None)[0]
        beta = beta + step
        if np.abs(x @ beta).max() > _FAR:
            raise NotIdentified(f"some mixture of {what} tells held from violated without exception")
        if np.abs(step).max() < _CLOSE:
            return np.asarray(beta)
    raise NotIdentified(f"the fit did not settle within {_STEPS} steps")


def robust(x: Floats, beta: Floats, trials: Floats, scores: Floats) -> Floats:
    """The sandwich covariance with clusters (Liang & Zeger 1986), times G / (G − 1) for G clusters.

    Args:
        x: As in `fit`.
        beta: Its answer.
        trials: As in `fit`.
        scores: Each cluster's sum of `x · (successes − trials · mean)`, shape (clusters, columns).
    """
    mean = expit(x @ beta)
    bread = np.linalg.inv(x.T @ (x * (trials * mean * (1 - mean))[:, None]))
    clusters = scores.shape[0]
    return np.asarray(bread @ (scores.T @ scores) @ bread * clusters / (clusters - 1))


def cluster_scores(x: Floats, residuals: Floats, cell: Ints, cluster: Ints) -> Floats:
    """Sum `x · residual` by cluster; residuals, cells and clusters are those of single checks."""
    count = int(cluster.max()) + 1
    columns = [np.bincount(cluster, residuals * x[cell, j], minlength=count) for j in range(x.shape[1])]
    return np.stack(columns, axis=1)
