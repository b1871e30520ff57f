"""Whether two families fail at the same turns more often than by chance."""

from typing import Any

import numpy as np

from driftsim.metrics.family_turns import FamilyTurns
from driftsim.metrics.partial import LEAST, bounded_ratio, residuals, summed_rate
from driftsim.metrics.resampling import Design
from driftsim.metrics.types import Floats


def co_failure(design: Design, turns: FamilyTurns, a: int, b: int) -> dict[str, Any]:
    """The correlation of two families' failures over turns, plain and beyond what the conversation explains.

    `phi` is Pearson's correlation of the two failures over all turns that have both. A bad conversation, or
    one in which all grows worse together, makes phi positive although neither failure has to do with the
    other at a given turn. `partial` is the correlation of what is left when the level and the straight trend
    of each conversation are taken off each failure, and the load and the ages of both families, pooled.

    Args:
        design: The resampling plan.
        turns: The arm's turns by family.
        a: The number of one family.
        b: The number of the other.

    Returns:
        `a`, `b` (names), `phi` and `partial`, from −1 to 1; n is the turns that count.
    """
    both = ~np.isnan(turns.fails[:, a]) & ~np.isnan(turns.fails[:, b])
    one, other = turns.fails[both, a], turns.fails[both, b]
    conv, cluster = turns.conv[both], turns.cluster[both]
    plain = np.stack([np.ones_like(one), one, other, one * other], axis=1)
    enough = np.bincount(conv, minlength=1)[conv] >= LEAST
    beside = np.column_stack([turns.load[both], turns.age[both][:, [a, b]]])[enough]
    left = residuals(np.column_stack([one, other])[enough], beside, conv[enough], turns.turn[both][enough])
    squares = np.column_stack([left[:, 0] ** 2, left[:, 1] ** 2, left[:, 0] * left[:, 1]])
    return {
        "a": turns.names[a],
        "b": turns.names[b],
        "phi": summed_rate(design, plain, cluster, _phi, len(plain)),
        "partial": summed_rate(design, squares, cluster[enough], _cosine, len(squares)),
    }


def _phi(sums: Floats) -> Floats:
    n, one, other, both = sums.T
    square = one * (n - one) * other * (n - other)
    return bounded_ratio(n * both - one * other, np.sqrt(np.maximum(square, 0)), n)


def _cosine(sums: Floats) -> Floats:
    one, other, both = sums.T
    return bounded_ratio(both, np.sqrt(one * other))
