"""Conversations that the simulator spoilt: no fault of the model, hence in no number of it."""

from dataclasses import replace
from typing import Final

import polars as pl

from driftsim.metrics.frames import Tables

_OF_THE_MODEL: Final = "model"
_SAME: Final = ["scenario", "trial"]


def spoilt(tables: Tables) -> pl.DataFrame:
    """The scenarios and trials of which a conversation has a fault of the user's or the scenario's.

    In a run with arms the same scenario and trial leave all of them together, so that the arms still hold the
    same conversations.

    Args:
        tables: The run's tables.

    Returns:
        `scenario` and `trial`, each pair once.
    """
    return tables.faults.filter(pl.col("kind") != _OF_THE_MODEL).select(_SAME).unique()


def without(tables: Tables, gone: pl.DataFrame) -> Tables:
    """The same run without the conversations of these scenarios and trials.

    The other tables keep their rows: what has no conversation counts nowhere.

    Args:
        tables: The run's tables.
        gone: What `spoilt` returned.
    """
    kept = tables.conversations.join(gone, on=_SAME, how="anti", nulls_equal=True)
    return replace(tables, conversations=kept)
