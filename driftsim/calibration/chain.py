"""One spell of a constraint under the law, at given random effects: a chain that remembers violations.

Given u, the chances of one spell depend on no other: what the law remembers is whether this spell was
violated since it was last said. So all that a metric of spells expects follows by going along it.
"""

from dataclasses import dataclass, field

import numpy as np

from driftsim.metrics.types import Floats


@dataclass(slots=True)
class Chain:
    """A spell, turn by turn.

    Args:
        rho: The share of the chance that is lost after a violation.
        turns: Its turns.
        free: Its chance to be followed at each, where no violation is remembered; each of shape (u,).
        said: Whether it was said at each, which clears the memory.
    """

    rho: float
    turns: list[int] = field(default_factory=list)
    free: list[Floats] = field(default_factory=list)
    said: list[bool] = field(default_factory=list)

    def chance(self, place: int, *, stuck: bool) -> Floats:
        """The chance to be followed at a place, where before it a violation was remembered, or not."""
        return self.free[place] * (1 - self.rho if stuck and not self.said[place] else 1.0)

    def held(self) -> list[tuple[Floats, Floats]]:
        """The chances to be followed at each place and to be free there, or stuck."""
        free = np.ones_like(self.free[0])
        found = []
        for place in range(len(self.turns)):
            if self.said[place]:
                free = np.ones_like(free)
            parts = free * self.free[place], (1 - free) * self.chance(place, stuck=True)
            found.append(parts)
            free = parts[0]
        return found

    def lost(self, place: int, parts: tuple[Floats, Floats]) -> Floats:
        """The chance to be followed at a place and violated at the next."""
        return sum(
            (part * (1 - self.chance(place + 1, stuck=bool(stuck))) for stuck, part in enumerate(parts)),
            np.zeros_like(parts[0]),
        )

    def never_again(self, place: int) -> Floats:
        """The chance to be violated at all later places, having been violated at this one."""
        left = np.ones_like(self.free[0])
        for later in range(place + 1, len(self.turns)):
            left = left * (1 - self.chance(later, stuck=True))
        return left

    def unbroken(self) -> list[Floats]:
        """The chance to have no violation before each place."""
        return list(np.cumprod([np.ones_like(self.free[0]), *self.free[:-1]], axis=0))

    def after_uptake(self) -> list[tuple[int, Floats, Floats]]:
        """By turns since the first followed one, from 0: the chances to be at risk and violated there."""
        found = []
        before = np.ones_like(self.free[0])
        for start in range(len(self.turns)):
            stuck = start > 0 and not self.said[start]
            here = self.chance(start, stuck=stuck)
            risk, before = before * here, before * (1 - here)
            for place in range(start + 1, len(self.turns)):
                stuck = stuck and not self.said[place]
                kept = self.chance(place, stuck=stuck)
                found.append((place - start - 1, risk, risk * (1 - kept)))
                risk = risk * kept
        return found
