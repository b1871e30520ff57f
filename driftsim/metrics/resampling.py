"""Which clusters are drawn again and again to see how far a number could have come out differently."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from driftsim.errors import InputError
from driftsim.metrics.types import Floats, Ints

ENOUGH_SCENARIOS: Final = 20
"""With fewer, conversations are drawn within their scenario."""

WITHIN: Final = "these scenarios only"

MOST_UNITS: Final = 2000
"""More clusters than these are first thrown together at random into this many groups."""


@dataclass(frozen=True)
class Design:
    """A resampling plan and its draws, the same for all metrics of an arm.

    Args:
        label: What was drawn, in words.
        clusters: The cluster of each conversation, shape (conversations,).
        strata: The stratum of each cluster, shape (clusters,); draws stay within one.
        units: The unit of each cluster, shape (clusters,): itself, or its group.
        weights: How often each unit was drawn, shape (resamples, units).
    """

    label: str
    clusters: Ints
    strata: Ints
    units: Ints
    weights: Floats

    @property
    def within(self) -> bool:
        """Whether conversations are drawn within their scenario."""
        return self.label == WITHIN


def design(scenarios: Ints, *, seed: int, resamples: int) -> Design:
    """Choose the clusters and draw them with replacement (cluster bootstrap; Davison & Hinkley 1997, §3.8).

    The cluster is the scenario. With fewer than 20 scenarios conversations are drawn within their scenario,
    and the interval speaks of these scenarios only; where each scenario has a single conversation nothing
    varies within it, and the few scenarios are drawn all the same.

    Args:
        scenarios: The scenario of each conversation, numbered from 0 without gaps, shape (conversations,).
        seed: Of the draws.
        resamples: How many.

    Raises:
        InputError: If `resamples` is not positive.

    Example:
        >>> design(np.array([0, 0, 0]), seed=0, resamples=5).label
        'these scenarios only'
    """
    if resamples < 1:
        raise InputError(f"resamples is {resamples}; give 1 or more, such as 2000")
    count = int(scenarios.max()) + 1 if scenarios.size else 0
    if count < ENOUGH_SCENARIOS and scenarios.size > count:
        label, clusters, strata = WITHIN, np.arange(scenarios.size), scenarios
    else:
        label = "scenarios resampled" if count >= ENOUGH_SCENARIOS else "few scenarios"
        clusters, strata = scenarios, np.zeros(count, dtype=np.int64)
    rng = np.random.default_rng(seed)
    units, sizes = _units(strata, rng)
    weights = [_draws(size, resamples, rng) for size in sizes]
    return Design(label, clusters, strata, units, np.hstack([np.zeros((resamples, 0)), *weights]))


def _units(strata: Ints, rng: np.random.Generator) -> tuple[Ints, list[int]]:
    units = np.zeros_like(strata)
    sizes: list[int] = []
    for stratum in range(int(strata.max(initial=-1)) + 1):
        members = np.flatnonzero(strata == stratum)
        size = _size(members.size, strata.size)
        places = rng.permutation(members.size) if size < members.size else np.arange(members.size)
        units[members] = sum(sizes) + places % size
        sizes.append(size)
    return units, sizes


def _size(members: int, total: int) -> int:
    if total <= MOST_UNITS:
        return members
    return min(members, max(2, round(members * MOST_UNITS / total)))


def _draws(size: int, resamples: int, rng: np.random.Generator) -> Floats:
    drawn = rng.integers(0, size, size=(resamples, size)) + np.arange(resamples)[:, None] * size
    return np.bincount(drawn.ravel(), minlength=resamples * size).reshape(resamples, size).astype(np.float64)
