"""What only the whole walk can tell: nodes and edges that nothing reaches, and the longest way."""

from collections.abc import Iterator

from driftsim.scenario.graph import Scenario
from driftsim.scenario.lint.cycles import longest
from driftsim.scenario.lint.findings import Finding, Reporter
from driftsim.scenario.lint.ledgers import FAILED
from driftsim.scenario.lint.states import States


def whole(scenario: Scenario, states: States, report: Reporter, *, bounded: bool) -> Iterator[Finding]:
    """Findings about a walk that saw every state.

    Args:
        scenario: The scenario.
        states: Its states, all walked.
        report: Makes the findings.
        bounded: Whether there is no endless way.
    """
    reached = {state[0] for state in states.after}
    taken = {(state[0], after[0]) for state, behind in states.after.items() for after in behind}
    for name, node in scenario.turns.items():
        if name not in reached:
            yield _unreachable(scenario, name, report)
            continue
        for number, edge in enumerate(node.next):
            if edge.to in reached and (name, edge.to) not in taken:
                message = f"the edge to {edge.to!r} is never taken, whatever the model does"
                yield report.warning("D020", message, *report.edge(name, number))
    if bounded:
        yield from _too_long(scenario, states, report)


def _unreachable(scenario: Scenario, name: str, report: Reporter) -> Finding:
    leading = [other.name for other in scenario.turns.values() if any(edge.to == name for edge in other.next)]
    why = f"no reply leads to it from {', '.join(leading)}" if leading else "no 'next' leads to it"
    message = f"cannot be reached: {why}; lead to it from a node, or take it out"
    return report.error("D002", message, "turns", name)


def _too_long(scenario: Scenario, states: States, report: Reporter) -> Iterator[Finding]:
    sound = {
        state: [after for after in behind if after[2] != FAILED] for state, behind in states.after.items()
    }
    way = tuple(state[0] for state in longest(sound, states.first))
    if len(way) > scenario.max_turns:
        most = scenario.max_turns
        message = f"the longest way has {len(way)} turns, but max_turns cuts a conversation after {most}"
        yield report.warning("D018", message, "limits", "max_turns", witness=way)
