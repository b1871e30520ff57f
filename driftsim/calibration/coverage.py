"""How often the intervals of a seeded run hold the true value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from driftsim.calibration.simulate import ARM, Simulator
from driftsim.calibration.truth import Expected, expected
from driftsim.metrics.arm import arm
from driftsim.metrics.intervals import wilson
from driftsim.metrics.rates import csr_by_age
from driftsim.metrics.resampling import ENOUGH_SCENARIOS
from driftsim.metrics.types import Curve
from driftsim.models.law import Profile
from driftsim.scenario.graph import Scenario

RESAMPLES: Final = 2000  # as in a report


@dataclass(frozen=True, slots=True)
class Share:
    """A share of runs with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Point:
    """What was found at one age.

    Args:
        age: Turns since the spell began.
        truth: The law's marginal probability that a check holds.
        mean: The mean of the estimates.
        low: The mean of the lower ends of the intervals.
        high: The mean of the upper ends.
        covered: The share of runs whose interval holds the truth.
        checks: The mean number of checks in a run.
        scenarios: How many scenarios reach this age in every other conversation at least.
        counted: Whether it counts in the totals: enough scenarios reach it for a bootstrap over scenarios.
    """

    age: int
    truth: float
    mean: float
    low: float
    high: float
    covered: Share
    checks: float
    scenarios: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the runs on one family of scenarios gave.

    Args:
        name: The family.
        runs: How many seeded runs.
        conversations: In each of them.
        points: One for each age.
        pointwise: The share of intervals that hold their truth, over runs and the ages that count.
        simultaneous: The share of runs whose intervals hold the truth at all ages that count.
        bias: The largest distance between truth and mean estimate at an age that counts.
    """

    name: str
    runs: int
    conversations: int
    points: tuple[Point, ...]
    pointwise: Share
    simultaneous: Share
    bias: float

    def as_written(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Runs:
    """How the seeded runs are made.

    Args:
        runs: How many.
        trials: Conversations in each scenario of a run.
        seed: Of the first run; the next have the next ones.
        step: Called after each run.
    """

    runs: int
    trials: int
    seed: int = 0
    step: Callable[[], None] = lambda: None


def calibrate(name: str, profile: Profile, scenarios: Sequence[Scenario], runs: Runs) -> Calibration:
    """Estimate the drift curve in many seeded runs, and hold its intervals against the truth.

    Raises:
        InputError: the scenarios have no truth that the law alone tells.
    """
    true = expected(profile, scenarios)
    simulator = Simulator(profile, scenarios)
    curves = []
    for number in range(runs.runs):
        tables = simulator.tables(seed=runs.seed + number, trials=runs.trials)
        curves.append(csr_by_age(arm(tables, ARM, seed=runs.seed + number, resamples=RESAMPLES)))
        runs.step()
    return summary(name, true, curves, conversations=runs.trials * len(scenarios))


def summary(name: str, true: Expected, curves: Sequence[Curve], *, conversations: int) -> Calibration:
    """Estimated curves beside the true one."""
    truth = true.curve()
    values, lows, highs, counts = (_grid(curves, key, truth) for key in ("value", "low", "high", "n"))
    right = np.array(list(truth.values()))
    known = ~np.isnan(values)
    covered = known & (lows <= right + _ROUNDING) & (right <= highs + _ROUNDING)
    enough = np.array([true.scenarios[age] >= ENOUGH_SCENARIOS for age in truth])
    if not enough.any():
        enough = known.all(axis=0)
    means = [np.nanmean(np.where(known, each, np.nan), axis=0) for each in (values, lows, highs)]
    points = tuple(
        Point(
            age=age,
            truth=float(right[place]),
            mean=float(means[0][place]),
            low=float(means[1][place]),
            high=float(means[2][place]),
            covered=share_of(int(covered[:, place].sum()), int(known[:, place].sum())),
            checks=float(np.nan_to_num(counts[:, place]).mean()),
            scenarios=true.scenarios[age],
            counted=bool(enough[place]),
        )
        for place, age in enumerate(truth)
    )
    inside, asked = covered[:, enough], known[:, enough]
    return Calibration(
        name,
        len(curves),
        conversations,
        points,
        pointwise=_mean(inside.sum(axis=1) / np.maximum(asked.sum(axis=1), 1)),
        simultaneous=share_of(int((inside | ~asked).all(axis=1).sum()), len(curves)),
        bias=max(abs(p.truth - p.mean) for p in points if p.counted),
    )


_ROUNDING: Final = 1e-12


def _grid(curves: Sequence[Curve], key: str, truth: Mapping[int, float]) -> Any:
    """A row for each run, a column for each age; nan where a run has nothing."""
    places = {age: place for place, age in enumerate(truth)}
    found = np.full((len(curves), len(places)), np.nan)
    for row, curve in enumerate(curves):
        for point in curve:
            if point["value"] is not None and point["x"] in places:
                found[row, places[point["x"]]] = point[key]
    return found


def share_of(count: int, runs: int) -> Share:
    """Wilson's interval: runs are independent."""
    if not runs:
        return Share(float("nan"), 0.0, 1.0)
    share = count / runs
    low, high = wilson(np.array([share]), np.array([runs]))
    return Share(share, float(low[0]), float(high[0]))


def _mean(shares: Any) -> Share:
    """The mean of one share a run, with its standard error's interval: ages of one run hang together."""
    mean = float(shares.mean())
    half = 1.96 * float(shares.std(ddof=1)) / len(shares) ** 0.5 if len(shares) > 1 else 1.0
    return Share(mean, max(mean - half, 0.0), min(mean + half, 1.0))
