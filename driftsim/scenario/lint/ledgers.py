"""Every ledger that a scenario can come to.

Ledgers that differ only in when things were said are one; else there would be no end of them.
"""

from typing import Any, Final

from driftsim.errors import InputError
from driftsim.ledger import Ledger
from driftsim.scenario.graph import Scenario

START: Final = 0  # the number of the empty ledger
FAILED: Final = -1  # the number of all ledgers after an edit that failed


class Ledgers:
    """Every different ledger once, by number, with what a node makes of it."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._numbers: dict[Any, int] = {_key(Ledger()): START}
        self._all = [Ledger()]
        self._steps: dict[tuple[int, str], int] = {}

    def __getitem__(self, number: int) -> Ledger:
        return self._all[number]

    def after(self, number: int, node: str) -> int:
        """The ledger after a turn at a node; `FAILED` where an edit fails, there or before."""
        if number == FAILED:
            return FAILED
        if (number, node) not in self._steps:
            self._steps[number, node] = self._step(self._all[number], node)
        return self._steps[number, node]

    def _step(self, before: Ledger, node: str) -> int:
        try:
            ledger = apply(self._scenario, before, node)
        except InputError:
            return FAILED
        key = _key(ledger)
        if key not in self._numbers:
            self._numbers[key] = len(self._all)
            self._all.append(ledger)
        return self._numbers[key]


def apply(scenario: Scenario, before: Ledger, node: str) -> Ledger:
    """The ledger after a turn at a node.

    Raises:
        InputError: an edit fails.
    """
    turn = before.turn + 1
    return before.apply(scenario.edits_at(node, turn), turn=turn, topic=scenario.turns[node].topic)


def _key(ledger: Ledger) -> Any:
    entries = [(entry, True) for entry in ledger] + [(entry, False) for entry in ledger.suspended.values()]
    known = frozenset((e.name, e.constraint, e.scope, e.topic, now) for e, now in entries)
    return ledger.topic, known, ledger.turn == 0
