"""From a run on disk to its metrics."""

from typing import Any

from driftsim.journal import Run
from driftsim.metrics import Tables, measure


def measured(run: Run, *, seed: int = 0) -> dict[str, Any]:
    """The metrics of a run, with intervals from a bootstrap of this seed."""
    tables = Tables(
        conversations=run.table("conversations"),
        turns=run.table("turns"),
        checks=run.table("checks"),
        retired=run.table("retired"),
        baselines=run.table("baselines"),
        faults=run.table("faults"),
    )
    return measure(tables, seed=seed)
