"""The reasoning side: tasks, tokens spent on thinking, and what broke off."""

import polars as pl

from driftsim.metrics.arm import Arm
from driftsim.metrics.cells import Cells, cells
from driftsim.metrics.estimate import rate
from driftsim.metrics.types import Rate


def task_accuracy(arm: Arm) -> Rate:
    """The share of tasks answered right, over tasks that got an answer; constraints play no part."""
    return rate(answers(arm))


def answers(arm: Arm) -> Cells:
    """The sums behind the task accuracy: tasks answered right, over those that got an answer."""
    answered = pl.col("answered")
    return cells(arm.design, arm.said, answered, answered.is_not_null())


def reasoning_tokens(arm: Arm) -> Rate:
    """The mean of reasoning tokens a turn, over turns of which the model's provider tells them."""
    spent = arm.said.filter(pl.col("reasoning_tokens").is_not_null())
    most = float(spent["reasoning_tokens"].max() or 1)  # type: ignore[arg-type]
    return rate(cells(arm.design, spent, pl.col("reasoning_tokens")), bound=most)


def model_faults(arm: Arm) -> int:
    """How many of the arm's conversations the model broke off."""
    return arm.faults.filter(pl.col("kept") & (pl.col("kind") == "model")).height


def simulator_faults(arm: Arm) -> int:
    """How many conversations the simulated user or the scenario spoilt: they are no longer the arm's."""
    return arm.faults.filter(pl.col("kind") != "model").height
