"""Which conversations are worth reading: those with the largest share of violated checks."""

from typing import Final

import polars as pl

from driftsim.report.html.exhibit import Exhibit

MOST: Final = 6
OF_A_SCENARIO: Final = 2


def worst(exhibit: Exhibit, most: int = MOST) -> pl.DataFrame:
    """The worst conversations, worst first; at most two of a scenario, so that one does not fill the page.

    Args:
        exhibit: The side.
        most: How many at most.

    Returns:
        `conversation`, `scenario`, `trial`, `violated`, `decided`, `turns`; none without a violation.
    """
    turns = exhibit.table("turns", "scenario", "trial", "violated", "satisfied")
    ranked = (
        turns.lazy()
        .group_by("conversation", "scenario", "trial")
        .agg(
            pl.col("violated").sum(),
            decided=(pl.col("violated") + pl.col("satisfied")).sum(),
            turns=pl.len(),
        )
        .filter(pl.col("violated") > 0)
        .with_columns(share=pl.col("violated") / pl.col("decided"))
        .sort(["share", "violated", "conversation"], descending=[True, True, False])
        .with_columns(place=pl.int_range(pl.len()).over("scenario"))
        .filter(pl.col("place") < OF_A_SCENARIO)
        .head(most)
    )
    return ranked.select("conversation", "scenario", "trial", "violated", "decided", "turns").collect()
