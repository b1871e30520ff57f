"""Many conversations: what a run is to be, its folder, and the loop that holds them side by side."""

from driftsim.runner.plan import RunPlan, arms_of
from driftsim.runner.run import Listener, Outcome, run
from driftsim.runner.stop import Stop

__all__ = ["Listener", "Outcome", "RunPlan", "Stop", "arms_of", "run"]
