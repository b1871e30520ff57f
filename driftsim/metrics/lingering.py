"""What stays in the replies after it was taken back."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import cells
from driftsim.metrics.estimate import rate
from driftsim.metrics.types import Rate


def lingering(arm: Arm) -> Rate:
    """Of the replies after a retraction, the share that satisfy the constraint though none did before it.

    Only constraints with decided replies before their first add and after their retraction count.
    """
    known = pl.col("lingering").is_not_null()
    return rate(cells(arm.design, arm.retired, pl.col("lingering"), known))
