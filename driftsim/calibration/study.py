"""How often every headline interval holds its truth, with few scenarios and with many."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from driftsim.calibration.coverage import RESAMPLES, Share, share_of
from driftsim.calibration.exact import Sums, expected_sums, together
from driftsim.calibration.families import pool
from driftsim.calibration.headline import estimates, truths
from driftsim.calibration.simulate import ARM, Simulator
from driftsim.metrics.arm import arm
from driftsim.metrics.types import Rate
from driftsim.models.law import Profile
from driftsim.scenario.graph import Scenario

POOL: Final = 1000
"""Scenarios in the population that runs draw theirs from."""

LAW: Final = Profile(
    b_family=3.4, b_lexical=2.6, b_format=4.2, b_age=-0.12, b_load=-0.1, b_recent=-0.05, sigma_u=1.0, rho=0.3
)
"""Families that differ, drift, conversations that differ, and violations that stick."""

_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Size:
    """How large a run is.

    Args:
        scenarios: How many, drawn from the population anew for each run.
        trials: Conversations in each.
    """

    scenarios: int
    trials: int


@dataclass(slots=True)
class Tally:
    """What the runs gave for one metric.

    Args:
        runs: Runs in which it had a value.
        held: Of them, those whose interval held the truth.
        above: Those whose interval lay above it.
        below: Those whose interval lay below it.
        widths: The widths of the intervals that have one.
        errors: Estimate minus truth, where both are finite.
    """

    runs: int = 0
    held: int = 0
    above: int = 0
    below: int = 0
    widths: list[float] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)

    def take(self, truth: float, found: Rate) -> None:
        """Count one run."""
        if found["value"] is None or np.isnan(truth):
            return
        self.runs += 1
        self.above += found["low"] > truth + _ROUNDING
        self.below += found["high"] < truth - _ROUNDING
        self.held += found["low"] <= truth + _ROUNDING and truth - _ROUNDING <= found["high"]
        if np.isfinite(found["high"]):
            self.widths.append(found["high"] - found["low"])
        if np.isfinite(truth) and np.isfinite(found["value"]):
            self.errors.append(found["value"] - truth)

    @property
    def covered(self) -> Share:
        """The share of runs whose interval held the truth, with its own interval."""
        return share_of(self.held, self.runs)


class Population:
    """Scenarios to draw from, with what the law expects of each.

    Args:
        profile: The law.
        scenarios: The population.
    """

    def __init__(self, profile: Profile = LAW, scenarios: Sequence[Scenario] | None = None) -> None:
        self.profile = profile
        self.scenarios = pool(POOL) if scenarios is None else tuple(scenarios)
        self.sums: list[Sums] = [expected_sums(profile, each) for each in self.scenarios]
        self.truths = truths(together(self.sums))

    def drawn(self, size: Size, seed: int) -> tuple[tuple[Scenario, ...], list[Sums]]:
        """A run's scenarios, none twice, with their expected sums."""
        numbers = np.random.default_rng(seed).choice(len(self.scenarios), size.scenarios, replace=False)
        return tuple(self.scenarios[n] for n in numbers), [self.sums[n] for n in numbers]


def study(
    population: Population, size: Size, *, runs: int, seed: int = 0, step: Callable[[], None] = lambda: None
) -> Mapping[str, Tally]:
    """Run after run, hold every headline interval against its truth.

    Where the interval says that it speaks of other scenarios too, the truth is the population's; where it
    says `these scenarios only`, it is that of the run's own scenarios.

    Args:
        population: Where scenarios come from.
        size: Of a run.
        runs: How many.
        seed: Of the first; the next have the next ones.
        step: Called after each run.

    Returns:
        A tally by metric.
    """
    tallies: dict[str, Tally] = {}
    for found, truth in _results(population, size, range(seed, seed + runs)):
        for name, rate in found.items():
            tallies.setdefault(name, Tally()).take(truth[name], rate)
        step()
    return tallies


def _results(
    population: Population, size: Size, seeds: range
) -> Iterator[tuple[dict[str, Rate], Mapping[str, float]]]:
    for seed in seeds:
        scenarios, sums = population.drawn(size, seed)
        tables = Simulator(population.profile, scenarios).tables(seed=seed, trials=size.trials)
        one = arm(tables, ARM, seed=seed, resamples=RESAMPLES)
        yield estimates(one), truths(together(sums)) if one.design.within else population.truths
