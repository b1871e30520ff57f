"""Many conversations: what a run is to be, its folder and limits, and the loop that holds them."""

from driftsim.runner.budget import Budget
from driftsim.runner.hearing import Listener, Outcome
from driftsim.runner.limits import Limits, Reached
from driftsim.runner.plan import RunPlan, arms_of
from driftsim.runner.run import run
from driftsim.runner.stop import Stop

__all__ = ["Budget", "Limits", "Listener", "Outcome", "Reached", "RunPlan", "Stop", "arms_of", "run"]
