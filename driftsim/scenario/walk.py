"""Where a conversation goes next. Pure: the same facts and the same key lead to the same node."""

from collections.abc import Mapping
from typing import Final, Literal

from driftsim import chance
from driftsim.scenario.graph import Edge, Node, Scenario
from driftsim.scenario.guards import ALWAYS, Facts

Path = Literal["adaptive", "fixed"]
PATHS: Final[tuple[Path, ...]] = ("adaptive", "fixed")


def next_node(
    scenario: Scenario,
    node: str,
    visits: Mapping[str, int],
    facts: Facts,
    *,
    seed: int,
    trial: int,
    path: Path = "adaptive",
) -> str | None:
    """The node of the next turn, None where the conversation ends.

    Where all edges of a node carry a weight, one of the open ones is drawn, by a key of which no arm is
    part. Else an adaptive path takes the first open edge whose guard holds; a fixed one, which does not
    look at the model, takes the first open edge without a guard, or the last open one.

    Args:
        scenario: The scenario.
        node: Where the conversation is.
        visits: How often it has come to each node, this visit included.
        facts: What the model just did.
        seed: The run's seed.
        trial: Which repetition of the scenario, from 0.
        path: Whether guards are looked at.
    """
    edges = open_edges(scenario, node, visits)
    if not edges:
        return None
    if drawn_by_weight(scenario.turns[node]):
        return _drawn(edges, (seed, scenario.id, trial, "edge", node, visits[node]))
    if path == "fixed":
        return fixed_edge(edges).to
    return next((edge.to for edge in edges if edge.guard.holds(facts)), None)


def open_edges(scenario: Scenario, node: str, visits: Mapping[str, int]) -> tuple[Edge, ...]:
    """The edges to nodes whose `max_visits` is not used up."""
    return tuple(edge for edge in scenario.turns[node].next if _is_open(scenario, edge, visits))


def drawn_by_weight(node: Node) -> bool:
    """Whether the next node is drawn: all edges carry a weight."""
    return bool(node.next) and all(edge.weight is not None for edge in node.next)


def fixed_edge(edges: tuple[Edge, ...]) -> Edge:
    """The edge of the guard-free route, of those that are open; there is at least one."""
    return next((edge for edge in edges if edge.guard == ALWAYS), edges[-1])


def _is_open(scenario: Scenario, edge: Edge, visits: Mapping[str, int]) -> bool:
    most = scenario.turns[edge.to].max_visits
    return most is None or visits.get(edge.to, 0) < most


def _drawn(edges: tuple[Edge, ...], key: tuple[chance.Key, ...]) -> str:
    total = sum(edge.weight or 0.0 for edge in edges)
    mark = chance.uniform(*key) * total
    for edge in edges:
        mark -= edge.weight or 0.0
        if mark < 0:
            return edge.to
    return edges[-1].to
