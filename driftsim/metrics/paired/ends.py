"""Interval ends of what may be infinite or undefined in a resample."""

import numpy as np

from driftsim.metrics.types import Floats


def ends(drawn: Floats, tail: float) -> tuple[float | None, float | None]:
    """The order statistics that leave `tail` of the draws on each side; null where that one is not finite.

    An undefined draw may lie anywhere: it counts as the smallest for the lower end, as the largest for the
    upper one.

    Args:
        drawn: One number a resample.
        tail: The share to leave.

    Example:
        >>> ends(np.array([3.0, 1.0, np.nan, 2.0, np.inf]), 0.25)
        (1.0, None)
    """
    left = int(tail * (drawn.size - 1))
    low = np.sort(np.where(np.isnan(drawn), -np.inf, drawn))[left]
    high = np.sort(np.where(np.isnan(drawn), np.inf, drawn))[-1 - left]
    return finite(low), finite(high)


def finite(number: float) -> float | None:
    """A finite number, or null."""
    return float(number) if np.isfinite(number) else None
