"""Where a run's conversations stand in its plan, whoever began them and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from driftsim.journal.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Order:
    """Trial after trial, in each scenario after scenario, of each arm after arm.

    Args:
        scenarios: The place of every scenario, from 0.
        arms: The place of every arm, from 0.

    Example:
        >>> Order({"a": 0, "b": 1}, {"sim": 0}).number("b", "sim", trial=1)
        4
    """

    scenarios: Mapping[str, int]
    arms: Mapping[str, int]

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """The order of a run's plan."""
        scenarios, arms = (
            {name: place for place, name in enumerate(names)} for names in (manifest.scenarios, manifest.arms)
        )
        return cls(scenarios, arms)

    def number(self, scenario: str, arm: str, trial: int) -> int:
        """A conversation's number, from 1; the order of rows in tables."""
        place = trial * len(self.scenarios) + self.scenarios[scenario]
        return place * len(self.arms) + self.arms[arm] + 1
