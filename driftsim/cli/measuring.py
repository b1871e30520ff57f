"""From a run on disk to its metrics."""

from typing import Any

from driftsim.journal import Run
from driftsim.metrics import Tables, measure


def measured(run: Run, *, seed: int = 0) -> dict[str, Any]:
    """The metrics of a run, with intervals from a bootstrap of this seed."""
    return measure(Tables.read(lambda name, columns: run.table(name, columns=columns)), seed=seed)
