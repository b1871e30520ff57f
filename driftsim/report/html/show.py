"""All that a report shows: the sides, and how each differs from the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from driftsim.report.compared.against import against_first
from driftsim.report.compared.pair import Pair
from driftsim.report.html.exhibit import Exhibit


@dataclass(frozen=True)
class Show:
    """What is shown.

    Args:
        exhibits: The sides, one at least; the others are compared with the first.
    """

    exhibits: Sequence[Exhibit]

    @cached_property
    def pairs(self) -> list[Pair]:
        """The first side against each other one; none where nothing was measured."""
        sides = [one.side for one in self.exhibits]
        return against_first(sides, {one.side.run: one.run for one in self.exhibits})
