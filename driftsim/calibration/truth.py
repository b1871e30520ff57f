"""The true drift curve of a law on given scenarios, from the law alone: no draw, no text, no estimator.

What `csr_by_age` estimates is the pooled share of held checks at each age. Its truth is the expected number
of held checks at that age over the expected number of checks, both summed over the scenarios. The expectation
over the random effect u is by Gauss–Hermite quadrature; that over stickiness and paths is exact, by following
every way in which a conversation can go, with its probability.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Final

import numpy as np
from scipy.special import expit

from driftsim.calibration.ways import Way, Ways
from driftsim.ledger import Entry
from driftsim.metrics.types import Floats
from driftsim.models.decisions import Spell, spell_of
from driftsim.models.law import Profile, log_odds
from driftsim.scenario.graph import Scenario

Chances = list[tuple[Entry, Floats]]

_OFTEN: Final = 0.5
NODES: Final = 60  # of the quadrature: right to nine digits for sigma_u up to 2, to four for 5


@dataclass(slots=True)
class Expected:
    """Expected counts of checks by age.

    Args:
        held: Of those that hold.
        checks: Of all.
        scenarios: Of how many scenarios each age has a check in every other conversation at least.
    """

    held: dict[int, float] = field(default_factory=dict)
    checks: dict[int, float] = field(default_factory=dict)
    scenarios: dict[int, int] = field(default_factory=dict)

    def add(self, age: int, held: float, checks: float) -> None:
        """Count some more."""
        self.held[age] = self.held.get(age, 0.0) + held
        self.checks[age] = self.checks.get(age, 0.0) + checks

    def take(self, one: "Expected") -> None:
        """Count one scenario more."""
        for age, checks in one.checks.items():
            self.add(age, one.held[age], checks)
            self.scenarios[age] = self.scenarios.get(age, 0) + (checks >= _OFTEN)

    def curve(self) -> dict[int, float]:
        """The share of held checks at each age."""
        return {age: self.held[age] / count for age, count in sorted(self.checks.items())}


def expected(profile: Profile, scenarios: Iterable[Scenario]) -> Expected:
    """The expected counts of one conversation in each scenario.

    Raises:
        InputError: a guard looks at what the law does not decide, or there are too many ways to follow.
    """
    found = Expected()
    for scenario in scenarios:
        found.take(_followed(profile, scenario))
    return found


def quadrature(sigma: float) -> tuple[Floats, Floats]:
    """Values of u and their weights, which add up to 1, for u ~ N(0, sigma²).

    Example:
        >>> u, weight = quadrature(2.0)
        >>> round(float(weight @ u**2), 9)
        4.0
    """
    if not sigma:
        return np.zeros(1), np.ones(1)
    nodes, weights = np.polynomial.hermite.hermgauss(NODES)
    return np.sqrt(2.0) * sigma * nodes, weights / np.sqrt(np.pi)


def _followed(profile: Profile, scenario: Scenario) -> Expected:
    """One scenario's expected counts, turn by turn."""
    found = Expected()
    u, weights = quadrature(profile.sigma_u)
    ways = Ways(profile, scenario)
    now: Mapping[Way, Floats] = {ways.start: weights}
    while now:
        then: dict[Way, Floats] = {}
        free = {path: _free(profile, ways, path, u) for path in {way.path for way in now}}
        for way, mass in now.items():
            chances = _chances(profile, free[way.path], ways.remembered(way))
            for entry, p in chances:
                found.add(entry.age(way.turn), float(mass @ p), float(mass.sum()))
            for after, share in _after(ways, way, chances):
                then[after] = then.get(after, 0.0) + mass * share
        now = ways.bounded(then)
    return found


def _free(profile: Profile, ways: Ways, path: tuple[str, ...], u: Floats) -> Chances:
    """The probability that each constraint is followed, at each u, where no violation is remembered."""
    return [
        (entry, np.asarray(expit(log_odds(profile, situation) + u)))
        for entry, situation in ways.situations(path)
    ]


def _chances(profile: Profile, free: Chances, stuck: frozenset[Spell]) -> Chances:
    """The same where violations are remembered."""
    return [(entry, p * (1 - profile.rho) if spell_of(entry) in stuck else p) for entry, p in free]


def _after(ways: Ways, way: Way, chances: Chances) -> Iterator[tuple[Way, Floats | float]]:
    """Where the conversation goes, by everything that its going depends on."""
    if ways.ends(way):
        return
    matter = [(entry, p) for entry, p in chances if ways.matters(way, entry)]
    for outcome in product((True, False), repeat=len(matter)):
        share: Floats | float = 1.0
        held: dict[str, bool] = {}
        violated: set[Spell] = set()
        for (entry, p), follows in zip(matter, outcome, strict=True):
            share = share * (p if follows else 1 - p)
            held[entry.name] = follows
            if not follows:
                violated.add(spell_of(entry))
        for after, drawn in ways.onward(way, held, frozenset(violated)):
            yield after, share * drawn
