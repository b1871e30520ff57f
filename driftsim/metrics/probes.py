"""What a model knows and violates all the same."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import cells
from driftsim.metrics.estimate import rate
from driftsim.metrics.types import Rate


def kbv(arm: Arm) -> dict[str, Rate]:
    """Known but violated: of the violations at probed turns, the share whose constraint was stated correctly.

    Args:
        arm: The arm.

    Returns:
        `kbv` alone, or nothing for a run that asked its model nothing.
    """
    if arm.probed is None:
        return {}
    stated = pl.col("stated")
    return {"kbv": rate(cells(arm.design, arm.probed, stated, stated.is_not_null()))}
