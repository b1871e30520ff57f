"""How two raters agree on yes and no: shares and Cohen's kappa, with intervals."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from driftsim.metrics.intervals import LEVEL, wilson
from driftsim.metrics.types import Floats

_DRAWS: Final = 20_000
_PRIOR: Final = 0.5  # Jeffreys: half a label in each cell


def share(part: int, whole: int) -> dict[str, Any]:
    """A share with Wilson's interval; null where there is nothing to share.

    Example:
        >>> share(0, 0)["value"] is None
        True
    """
    if not whole:
        return {"value": None, "low": None, "high": None, "n": 0}
    value = part / whole
    low, high = wilson(np.array([value]), np.array([whole]))
    return {"value": value, "low": float(low[0]), "high": float(high[0]), "n": whole}


def kappa(cells: Mapping[tuple[bool, bool], int], *, seed: int = 0) -> dict[str, Any]:
    """Cohen's kappa of two raters: `(pₒ − pₑ) / (1 − pₑ)`, with pₒ the observed and pₑ the chance agreement.

    The interval is the middle 95 % of kappa under the posterior of the four cells with Jeffreys' prior
    (Dirichlet, ½ each): unlike the usual large-sample one it has a width where all labels agree.

    Args:
        cells: How often the first rater said this and the second that.
        seed: Of the draws.

    Returns:
        `value` (null where a rater only ever said one thing and both agree, for then it is undefined),
        `low`, `high`, `n`.

    Source: J. Cohen (1960), A coefficient of agreement for nominal scales, Educ. Psychol. Meas. 20, 37–46.

    Example:
        >>> cells = {(True, True): 20, (True, False): 5, (False, True): 10, (False, False): 15}
        >>> round(kappa(cells)["value"], 6)
        0.4
    """
    counts = np.array([cells.get((a, b), 0) for a in (True, False) for b in (True, False)], dtype=np.float64)
    n = int(counts.sum())
    if not n:
        return {"value": None, "low": None, "high": None, "n": 0}
    value = float(_kappa(counts[None, :] / n)[0])
    if np.isnan(value):
        return {"value": None, "low": None, "high": None, "n": n}
    drawn = _kappa(np.random.default_rng(seed).dirichlet(counts + _PRIOR, size=_DRAWS))
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return {"value": value, "low": min(float(low), value), "high": max(float(high), value), "n": n}


def _kappa(shares: Floats) -> Floats:
    """Kappa of each row of four shares: both yes, yes and no, no and yes, both no."""
    agreed = shares[:, 0] + shares[:, 3]
    first, second = shares[:, 0] + shares[:, 1], shares[:, 0] + shares[:, 2]
    by_chance = first * second + (1 - first) * (1 - second)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(by_chance < 1, (agreed - by_chance) / (1 - by_chance), np.nan))
