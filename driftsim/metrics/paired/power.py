"""How small a difference would have been seen, and how much more it takes to see one."""

from math import ceil
from typing import Final

from scipy.special import ndtri, stdtrit

POWER: Final = 0.8
_ALPHA: Final = 0.05
_ROUNDS: Final = 50


def detectable(error: float, freedom: int) -> float:
    """The minimum detectable effect: the true difference that such a comparison shows in 80 of 100 cases.

    `(t(0.975, ν) + t(0.8, ν)) · se` with Student's quantiles; for many clusters 2.8 standard errors.

    Args:
        error: The standard error of the difference, above 0.
        freedom: ν, from 1.

    Source: H. Bloom (1995), Minimum detectable effects, Evaluation Review 19, 547–556.

    Example:
        >>> round(detectable(0.01, 1000), 4)
        0.028
    """
    return float(stdtrit(freedom, 1 - _ALPHA / 2) + stdtrit(freedom, POWER)) * error


def needed(error: float, units: int, freedom: int, difference: float) -> int:
    """How many units in all show a true difference in 80 of 100 cases, if they vary as these do.

    The standard error falls with √units; Student's quantiles are those of the answer.

    Args:
        error: The standard error with the units at hand, above 0.
        units: How many these are.
        freedom: Their degrees of freedom, from 1.
        difference: The difference to be shown, not 0.

    Example:
        >>> needed(0.02, 100, 99, 0.03)
        351
    """
    sure = float(ndtri(1 - _ALPHA / 2) + ndtri(POWER))
    count = _units(sure * error, units, difference)
    for _ in range(_ROUNDS):
        wider = detectable(error, max(1, count * freedom // units))
        again = _units(wider, units, difference)
        if again <= count:
            return max(again, count)
        count = again
    return count


def _units(reach: float, units: int, difference: float) -> int:
    return max(2, ceil(units * (reach / difference) ** 2))
