"""Every number of a run, in the shape of the metrics file."""

from typing import Any

import polars as pl

from driftsim.metrics.adjusted import csr_by_age_adjusted
from driftsim.metrics.arm import Arm, arm
from driftsim.metrics.cautions import warnings
from driftsim.metrics.cohort import csr_by_age_cohort
from driftsim.metrics.conversations import (
    conversation_survival_by_turn,
    conversation_survival_km,
    left_out,
    ssr,
)
from driftsim.metrics.edits import by_edit
from driftsim.metrics.evolif import endurance
from driftsim.metrics.frames import Tables
from driftsim.metrics.lingering import lingering
from driftsim.metrics.pass_hat import pass_hat
from driftsim.metrics.rates import csr, csr_bounds, csr_by, csr_by_age, csr_by_turn, outcomes, uptake
from driftsim.metrics.survival import half_life, hazard_by_age, survival, survival_after_uptake
from driftsim.metrics.tasks import faults, reasoning_tokens, task_accuracy
from driftsim.metrics.transitions import ecr, ecr_by_turn, ifr, ifr_by_turn, pairs, recovery
from driftsim.metrics.turns import isr, isr_by_turn
from driftsim.tables import METRIC_VERSION


def measure(tables: Tables, *, seed: int = 0, resamples: int = 2000) -> dict[str, Any]:
    """Compute all metrics of a run.

    Args:
        tables: The run's tables.
        seed: Of the resamples behind the intervals.
        resamples: How many there are.

    Returns:
        The metrics document (`metrics_schema`): the keys at the top with one arm, `{"arms": {ARM: {…}}}` with
        several.

    Raises:
        InputError: If `resamples` is not positive.

    Example:
        >>> measure(Tables.of())["csr"]
        {'value': None, 'low': None, 'high': None, 'n': 0}
    """
    names = tables.conversations["arm"].unique().sort().to_list()
    found = {
        name: _measure(arm(tables, name, seed=seed, resamples=resamples), seed) for name in names or [""]
    }
    return {"arms": found} if len(found) > 1 else next(iter(found.values()))


def _measure(one: Arm, seed: int) -> dict[str, Any]:
    return {
        **_of_checks(one),
        **_of_turns(one),
        **_of_spells(one),
        **_of_transitions(one),
        **endurance(one),
        "pass_hat": pass_hat(one),
        "by_family": csr_by(one, "family"),
        "by_check": csr_by(one, "check"),
        "by_edit": by_edit(one),
        "lingering": lingering(one),
        "outcomes": outcomes(one),
        "task_accuracy": task_accuracy(one),
        "reasoning_tokens": reasoning_tokens(one),
        **_about(one, seed),
    }


def _of_checks(one: Arm) -> dict[str, Any]:
    return {
        "csr": csr(one),
        "csr_bounds": csr_bounds(one),
        "csr_loose": csr(one, reading="held_loose"),
        "csr_by_turn": csr_by_turn(one),
        "csr_by_age": csr_by_age(one),
        "csr_by_age_cohort": csr_by_age_cohort(one),
        "csr_by_age_adjusted": csr_by_age_adjusted(one),
    }


def _of_turns(one: Arm) -> dict[str, Any]:
    return {
        "isr": isr(one),
        "isr_by_turn": isr_by_turn(one),
        "ssr": ssr(one),
        "conversation_survival_by_turn": conversation_survival_by_turn(one),
        "conversation_survival_km": conversation_survival_km(one),
    }


def _of_spells(one: Arm) -> dict[str, Any]:
    after_uptake = survival_after_uptake(one)
    return {
        "uptake": uptake(one),
        "survival": survival(one),
        "survival_after_uptake": after_uptake,
        "half_life": half_life(one, after_uptake),
        "hazard_by_age": hazard_by_age(one),
    }


def _of_transitions(one: Arm) -> dict[str, Any]:
    following = pairs(one)
    return {
        "ifr": ifr(one, following),
        "ifr_by_turn": ifr_by_turn(one, following),
        "ecr": ecr(one),
        "ecr_by_turn": ecr_by_turn(one),
        "recovery": recovery(one, following),
        "recovery_restated": recovery(one, following, restated=True),
        "recovery_unrestated": recovery(one, following, restated=False),
    }


def _about(one: Arm, seed: int) -> dict[str, Any]:
    return {
        "errors": {
            "checks": one.checks["held"].null_count(),
            "turns": one.turns["followed"].null_count(),
            "conversations": left_out(one),
            "unfinished": one.conversations.filter(~pl.col("finished")).height,
            "faults": faults(one, "model"),
        },
        "simulator_faults": faults(one, "user", "scenario"),
        "n": {
            "conversations": one.conversations.height,
            "scenarios": one.conversations["scenario"].n_unique(),
            "turns": one.said.height,
            "checks": one.checks.height,
        },
        "warnings": warnings(one),
        "interval": one.design.label,
        "seed": seed,
        "metric_version": METRIC_VERSION,
    }
