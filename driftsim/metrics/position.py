"""Where in a reply violations begin."""

from typing import Final

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import cells
from driftsim.metrics.estimate import rates
from driftsim.metrics.types import Rate

THIRDS: Final = ("start", "middle", "end")


def by_position(arm: Arm, rows: pl.DataFrame | None = None) -> dict[str, Rate]:
    """Of the violations that a check can point at, the shares that begin in each third of the reply.

    The third is `⌊3 · start / length⌋` with the start of the check's span and the length of the reply, in
    characters. What is nowhere in the reply, such as a missing word, does not count.

    Args:
        arm: The arm.
        rows: Some of its `spots`; all unless given.

    Returns:
        A rate for `start`, `middle` and `end`; their values add up to 1.
    """
    spots = arm.spots if rows is None else rows
    thirds = pl.DataFrame({"place": range(len(THIRDS))}, schema={"place": pl.Int32})
    each = spots.join(thirds, how="cross")
    found = rates(
        cells(arm.design, each, pl.col("third") == pl.col("place"), place=pl.col("place"), size=len(THIRDS))
    )
    return dict(zip(THIRDS, found, strict=True))


def by_family_and_position(arm: Arm) -> dict[str, dict[str, Rate]]:
    """The same by family; families whose violations have no place are absent."""
    return {
        name: by_position(arm, arm.spots.filter(pl.col("family") == name))
        for name in arm.spots["family"].cast(pl.String).unique().sort().to_list()
    }
