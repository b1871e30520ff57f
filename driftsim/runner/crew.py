"""Other processes that hold the conversations of a run."""

from pathlib import Path
from typing import Protocol

from driftsim.journal import Journal
from driftsim.runner.hearing import Hearing
from driftsim.runner.plan import RunPlan


class Crew(Protocol):
    """Holds the open conversations of a run, wherever it does."""

    async def hold(
        self, plan: RunPlan, folder: Path, journal: Journal, hearing: Hearing, concurrency: int
    ) -> None:
        """Hold every conversation that the journal does not know to be finished.

        Args:
            plan: What the run is to be.
            folder: Its folder.
            journal: Its journal, open.
            hearing: Told of every event, and what may stop the run.
            concurrency: How many conversations are held at a time, by all together.
        """
