"""Whether a naive walker, with the real ledger and the real walk, comes to see what lint has found."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import Final

from driftsim.constraints.conflicts import conflicts
from driftsim.errors import InputError
from driftsim.ledger import Ledger
from driftsim.scenario.graph import Edge, Node, Scenario
from driftsim.scenario.guards import ALWAYS, Answered, Wrong
from driftsim.scenario.lint import Finding
from driftsim.scenario.walk import next_node, open_edges
from tests.property.graphs import Here, all_facts, begin, go, steps


def confirmed(scenario: Scenario, finding: Finding) -> bool:
    """Whether the finding is true of the scenario; a node that nobody wrote is an end."""
    if finding.code == "D001":
        return _edges(scenario, finding, lambda edge: edge.to not in scenario.turns)
    named = {edge.to for node in scenario.turns.values() for edge in node.next}
    missing = {name: Node(name, say="") for name in named - scenario.turns.keys()}
    return CONFIRM[finding.code](replace(scenario, turns={**scenario.turns, **missing}), finding)


def arrive(scenario: Scenario, witness: tuple[str, ...]) -> Here:
    """Follow a witness, each step of which some reply must lead."""
    assert witness[0] == scenario.start
    here = begin(scenario)
    for node in witness[1:]:
        assert node in steps(scenario, here), f"{witness}: nothing leads from {here.node} to {node}"
        here = go(scenario, here, node)
    return here


def _edges(scenario: Scenario, finding: Finding, wrong: Callable[[Edge], bool]) -> bool:
    return any(
        wrong(edge) and (edge.to in finding.message or str(edge.guard) in finding.message)
        for edge in scenario.turns[str(finding.node)].next
    )


def _unreachable(scenario: Scenario, finding: Finding) -> bool:
    waiting, known = [_anyhow(scenario, Here("", {}, Ledger()), scenario.start)], set()
    while waiting:
        here = waiting.pop()
        in_force = sorted((entry.name, repr(entry.constraint)) for entry in here.ledger)
        key = (here.node, here.failed, str(sorted(here.visits.items())), here.ledger.topic, str(in_force))
        if key not in known and sum(here.visits.values()) <= 8:
            known.add(key)
            waiting += [_anyhow(scenario, here, after) for after in _behind(scenario, here)]
    return finding.node not in {node for node, *_ in known}


def _anyhow(scenario: Scenario, here: Here, node: str) -> Here:
    """One turn further; once an edit has failed, nothing is known of what is in force."""
    visits = {**here.visits, node: here.visits.get(node, 0) + 1}
    if not here.failed:
        with suppress(InputError):
            return go(scenario, here, node)
    return Here(node, visits, Ledger(), failed=True)


def _behind(scenario: Scenario, here: Here) -> set[str]:
    if here.failed:
        return {edge.to for edge in open_edges(scenario, here.node, here.visits)}
    return {after for after in steps(scenario, here) if after is not None}


def _cycle(scenario: Scenario, finding: Finding) -> bool:
    nodes = finding.witness
    cycle = nodes[nodes.index(nodes[-1]) :]
    led = all(any(edge.to == b for edge in scenario.turns[a].next) for a, b in pairwise(nodes))
    return led and len(cycle) > 1 and all(scenario.turns[node].max_visits is None for node in cycle)


def _edit_fails(scenario: Scenario, finding: Finding) -> bool:
    *before, node = finding.witness
    if not before:
        return _masked(scenario, finding) or _refused(lambda: begin(scenario))
    here = arrive(scenario, tuple(before))
    assert node in steps(scenario, here)
    return _refused(lambda: go(scenario, here, node))


def _masked(scenario: Scenario, finding: Finding) -> bool:
    added = scenario.turns[scenario.start].edits.add
    return any(repr(name) in finding.message for name in added if name in scenario.in_system)


def _refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except InputError:
        return True
    return False


def _guard_in_vain(scenario: Scenario, finding: Finding) -> bool:
    ledger = arrive(scenario, finding.witness).ledger
    names = {name for edge in scenario.turns[str(finding.node)].next for name in edge.guard.names()}
    return any(repr(name) in finding.message for name in names if name not in ledger)


def _stuck(scenario: Scenario, finding: Finding) -> bool:
    here = arrive(scenario, finding.witness)
    assert open_edges(scenario, here.node, here.visits)
    return any(
        next_node(scenario, here.node, here.visits, facts, seed=0, trial=0) is None
        for facts in all_facts(scenario, here)
    )


def _closed(scenario: Scenario, finding: Finding) -> bool:
    here = arrive(scenario, finding.witness)
    return bool(scenario.turns[here.node].next) and not open_edges(scenario, here.node, here.visits)


def _cannot_hold(scenario: Scenario, finding: Finding) -> bool:
    ledger = arrive(scenario, finding.witness).ledger
    found = conflicts({entry.name: entry.constraint for entry in ledger})
    return any(conflict.reason in finding.message for conflict in found)


def _mixed(scenario: Scenario, finding: Finding) -> bool:
    weights = {edge.weight is None for edge in scenario.turns[str(finding.node)].next}
    return weights == {True, False}


def _hidden(scenario: Scenario, finding: Finding) -> bool:
    edges = scenario.turns[str(finding.node)].next
    takers = [
        place
        for place, edge in enumerate(edges)
        if edge.guard == ALWAYS and edge.to in scenario.turns and scenario.turns[edge.to].max_visits is None
    ]
    return bool(takers) and takers[0] < len(edges) - 1


CONFIRM: Final[Mapping[str, Callable[[Scenario, Finding], bool]]] = {
    "D002": _unreachable,
    "D003": _cycle,
    "D004": _edit_fails,
    "D005": _edit_fails,
    "D006": _edit_fails,
    "D007": _guard_in_vain,
    "D008": _stuck,
    "D009": _closed,
    "D010": _hidden,
    "D011": _mixed,
    "D012": lambda scenario, found: _edges(scenario, found, lambda edge: not 0 < (edge.weight or 0) <= 1e9),
    "D013": lambda scenario, found: _edges(
        scenario, found, lambda edge: edge.weight is not None and edge.guard != ALWAYS
    ),
    "D014": _cannot_hold,
    "D019": lambda scenario, found: _edges(
        scenario, found, lambda edge: any(isinstance(atom, Answered | Wrong) for atom in edge.guard.atoms())
    ),
}
"""How each error is confirmed; an error without an entry is an error of the test."""
