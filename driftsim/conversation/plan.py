"""What one conversation is to be, before it begins."""

from dataclasses import dataclass

from driftsim import tokens
from driftsim.scenario.graph import Scenario
from driftsim.scenario.walk import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """The conditions of one conversation.

    Args:
        id: The conversation's name, unique in the run.
        scenario: What the user says and demands.
        arm: The name of its conditions in tables.
        trial: Which repetition of the scenario, from 0.
        seed: The run's seed.
        path: `adaptive`, where guards look at the model's replies; `fixed`, the way that no guard changes.
        encoding: The vocabulary that counts tokens.
    """

    id: str
    scenario: Scenario
    arm: str
    trial: int = 0
    seed: int = 0
    path: Path = "adaptive"
    encoding: str = tokens.DEFAULT
