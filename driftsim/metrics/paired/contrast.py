"""One metric of two arms, and how far their difference could have come out differently."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.special import stdtrit

from driftsim.metrics.cells import Cells
from driftsim.metrics.estimate import ratio
from driftsim.metrics.intervals import LEVEL, percentiles, tail, wilson
from driftsim.metrics.resampling import Design
from driftsim.metrics.types import Floats, Ints, Statistic

_NOTHING = 1e-12


@dataclass(frozen=True)
class Contrast:
    """The sums of one metric of both sides, at the same places.

    Args:
        a: The first side's.
        b: The other side's.
        joined: Whether cluster i of one side is the partner of cluster i of the other.
        statistic: From sums to values, the ratio unless given.
        bound: The largest value possible; the smallest is 0.
    """

    a: Cells
    b: Cells
    joined: bool
    statistic: Statistic = ratio
    bound: float = 1.0

    @cached_property
    def sides(self) -> tuple[Floats, Floats]:
        """The values of both sides, each of shape (x,)."""
        return self.statistic(*self.a.totals())[0], self.statistic(*self.b.totals())[0]

    @property
    def value(self) -> Floats:
        """The other side minus the first; nan where one of them has nothing."""
        one, other = self.sides
        return np.asarray(other - one)

    @cached_property
    def drawn(self) -> tuple[Floats, Floats]:
        """The values of both sides in each resample, each of shape (resamples, x)."""
        return self.statistic(*self.a.drawn()), self.statistic(*self.b.drawn())

    @cached_property
    def support(self) -> tuple[Ints, Ints]:
        """How many clusters the difference rests on at each of `a.size` places, and how many may vary."""
        if not self.joined:
            (m, strata_m), (n, strata_n) = self.a.support(), self.b.support()
            return m + n, m + n - strata_m - strata_n
        keys = [one.cluster * one.size + one.place for one in (self.a, self.b)]
        seen = np.unique(np.concatenate(keys))
        cluster, place = np.divmod(seen, max(self.a.size, 1))
        n, strata = replace(self.a, cluster=cluster, place=place).support()
        return n, n - strata

    def interval(self, *, folded: bool = False) -> tuple[Floats, Floats]:
        """The ends of the 95 % intervals of the difference.

        Expanded bootstrap percentiles, reaching at either end as far as Student's t times the jackknife's
        error; both sides have the same draws where they are joined. Where no resample differs from the next,
        as with sides that are alike throughout, the half width is what Wilson's interval leaves to a share of
        0 of n clusters: what differs in none of them may in the next.

        Args:
            folded: Whether the statistic folds all places into one.
        """
        n, freedom = self.whole if folded else self.support
        one, other = self.drawn
        low, high = percentiles(other - one, tail(np.maximum(n, 1), freedom))
        _, most = wilson(np.zeros(n.shape), np.maximum(n, 1))
        value, reach = self.value, most * self.bound
        flat = ~(high - low > _NOTHING * self.bound) | (freedom <= 0)
        wide = -stdtrit(np.maximum(freedom, 1), (1 - LEVEL) / 2) * self.error(folded=folded)
        low = np.where(flat, value - reach, np.fmin(low, value - wide))
        high = np.where(flat, value + reach, np.fmax(high, value + wide))
        return np.maximum(low, -self.bound), np.minimum(high, self.bound)

    def error(self, *, folded: bool = False) -> Floats:
        """The standard error of the difference, from its values without one unit at a time (jackknife).

        Source: J. MacKinnon, M. Nielsen & M. Webb (2023), J. Appl. Econometrics 38, 671–694.
        """
        _, freedom = self.whole if folded else self.support
        moved = [
            self._without(side) - value for side, value in zip((self.a, self.b), self.sides, strict=True)
        ]
        plans = (self.a.design, self.b.design)
        if self.joined:
            square = _squares(moved[1] - moved[0], plans[0])
        else:
            square = _squares(moved[0], plans[0]) + _squares(moved[1], plans[1])
        return np.where(freedom > 0, np.sqrt(square), np.nan)

    def _without(self, side: Cells) -> Floats:
        """The values of a side without each of its units, shape (units, x)."""
        num, den = side.by_unit()
        rest = den.sum(axis=0) - den
        return self.statistic(num.sum(axis=0) - num, np.where(rest > _NOTHING, rest, 0))

    @property
    def whole(self) -> tuple[Ints, Ints]:
        """The support of all places thrown together."""
        return Contrast(self.a.merged(), self.b.merged(), self.joined).support


def blocks(plan: Design) -> Ints:
    """The stratum of each unit that is drawn as one, shape (units,)."""
    found = np.zeros(plan.weights.shape[1], dtype=np.int64)
    found[plan.units] = plan.strata
    return found


def _squares(moved: Floats, plan: Design) -> Floats:
    """`Σ (n − 1)/n · moved²`, n the units of each one's stratum; what is not known does not move."""
    sizes = np.bincount(blocks(plan))[blocks(plan)]
    return np.asarray(((sizes - 1) / sizes) @ np.nan_to_num(moved) ** 2)


def contrast(
    a: Cells, b: Cells, *, joined: bool, statistic: Statistic = ratio, bound: float = 1.0
) -> Contrast:
    """Two sides' sums at the places of both: a side that has fewer is given empty ones."""
    size = max(a.size, b.size)
    return Contrast(replace(a, size=size), replace(b, size=size), joined, statistic, bound)
