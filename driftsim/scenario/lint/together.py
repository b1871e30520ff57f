"""Constraints in force together: whether they can hold, and whether declared conflicts ever meet."""

import json
from collections.abc import Iterator

from driftsim.constraints.conflicts import Conflict, conflicts
from driftsim.scenario.graph import Scenario
from driftsim.scenario.lint.findings import Finding, Reporter, Severity
from driftsim.scenario.lint.ledgers import FAILED
from driftsim.scenario.lint.states import Seen, States


class Together:
    """Looks at every set of constraints in force once."""

    def __init__(self, scenario: Scenario, states: States, report: Reporter, *, lenient: bool) -> None:
        self._scenario = scenario
        self._states = states
        self._report = report
        self._lenient = lenient
        self._looked_at: set[int] = set()
        self._met: set[frozenset[str]] = set()
        self._told: set[tuple[frozenset[str], str]] = set()

    def at(self, seen: Seen) -> Iterator[Finding]:
        """Conflicts that come with this state's ledger."""
        number = seen.state[2]
        if number == FAILED or number in self._looked_at:
            return
        self._looked_at.add(number)
        in_force = {entry.name: entry.constraint for entry in self._states.ledgers[number]}
        declared = self._scenario.conflicts
        self._met |= {pair for pair in declared if pair <= in_force.keys()}
        for conflict in conflicts(in_force):
            names = frozenset(conflict.names)
            if names not in declared and (names, conflict.reason) not in self._told:
                self._told.add((names, conflict.reason))
                yield self._found(conflict, seen)

    def never(self) -> Iterator[Finding]:
        """Declared conflicts that never meet."""
        declared = sorted(map(sorted, self._scenario.conflicts))
        for names in (names for names in declared if frozenset(names) not in self._met):
            named = " and ".join(map(repr, names))
            message = f"the conflict of {named} is declared, but they are never in force together"
            yield self._report.warning("D015", message, "conflicts")

    def _found(self, conflict: Conflict, seen: Seen) -> Finding:
        node = seen.state[0]
        severity: Severity = "error" if conflict.certain and not self._lenient else "warning"
        named = " and ".join(map(repr, conflict.names))
        cannot = "cannot hold" if conflict.certain else "may not be able to hold"
        message = f"{named} {cannot}{' together' if len(conflict.names) > 1 else ''}: {conflict.reason}"
        if len(conflict.names) > 1:
            message += f"; if that is meant: `conflicts: {json.dumps([conflict.names], ensure_ascii=False)}`"
        witness = self._states.witness(seen.state)
        return self._report.found("D014", severity, message, *self._place(node, conflict), witness=witness)

    def _place(self, node: str, conflict: Conflict) -> tuple[str, ...]:
        edits = self._scenario.turns[node].edits
        for key, names in (
            ("add", list(edits.add)),
            ("revise", list(edits.revise)),
            ("negate", list(edits.negate)),
        ):
            for name in reversed([name for name in names if name in conflict.names]):
                return "turns", node, key, name if key == "revise" else str(names.index(name))
        return "turns", node
