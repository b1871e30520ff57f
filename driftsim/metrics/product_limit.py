"""The Kaplan–Meier estimator, on sums."""

import numpy as np

from driftsim.metrics.estimate import ratio
from driftsim.metrics.types import Floats


def product_limit(events: Floats, at_risk: Floats) -> Floats:
    """The share that survives each time, `S(x) = Π_{u ≤ x} (1 − events(u) / at_risk(u))`.

    Args:
        events: First violations at each time, shape (rows, times).
        at_risk: Those under observation without an event before, shape (rows, times).

    Returns:
        Shape (rows, times); nan where nobody is at risk, unless nobody is left.

    Source: E. L. Kaplan & P. Meier (1958), Nonparametric estimation from incomplete observations,
    J. Am. Stat. Assoc. 53, 457–481.

    Example:
        >>> product_limit(np.array([[1.0, 0.0, 1.0]]), np.array([[4.0, 3.0, 2.0]])).tolist()
        [[0.75, 0.75, 0.375]]
    """
    kept = ratio(at_risk - events, at_risk)
    survival = np.cumprod(np.where(np.isnan(kept), 1, kept), axis=1)
    return np.asarray(np.where(np.isnan(kept) & (survival > 0), np.nan, survival))
