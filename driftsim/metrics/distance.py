"""Compliance by how far back, in tokens, an instruction lies."""

from typing import Any, Final

import numpy as np
import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.estimate import rates
from driftsim.metrics.rates import kept
from driftsim.metrics.types import Ints

NEAR: Final = 250
"""Tokens in the first bin; each bin after the second is twice as long as the one before."""


def csr_by_tokens_since(arm: Arm) -> list[dict[str, Any]]:
    """The csr by the tokens between the message that last said the constraint and the reply.

    Args:
        arm: The arm.

    Returns:
        A rate a bin: `x`, the fewest tokens in it, and `to`, the most. Empty where no distance is known.
    """
    rows = arm.checks.filter(pl.col("tokens_since").is_not_null())
    tokens = rows["tokens_since"].to_numpy().astype(np.int64)
    edges = bins(int(tokens.max(initial=0)))
    place = pl.lit(pl.Series(np.searchsorted(edges, tokens, side="right") - 1, dtype=pl.Int64))
    found = rates(kept(arm, rows=rows, place=place))
    return [{"x": int(edges[i]), **each, "to": int(edges[i + 1]) - 1} for i, each in enumerate(found)]


def bins(most: int) -> Ints:
    """Where bins begin, up to the one after that which holds `most`.

    Example:
        >>> bins(700).tolist()
        [0, 250, 500, 1000]
    """
    doublings = int(most // NEAR).bit_length() + 1
    return np.array([0, *(NEAR * 2**i for i in range(doublings))])
