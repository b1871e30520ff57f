"""Many conversations: what a run is to be, its folder, and the loop that holds them side by side."""

from driftsim.runner.plan import RunPlan, arms_of
from driftsim.runner.run import Outcome, run

__all__ = ["Outcome", "RunPlan", "arms_of", "run"]
