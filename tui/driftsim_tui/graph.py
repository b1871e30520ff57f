"""A scenario's graph as a manifest keeps it, and the way that a conversation took through it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from driftsim_tui.edits import KINDS
from driftsim_tui.values import Conversation


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one node to another.

    Args:
        to: Where it leads.
        when: Its guard as it is written; empty for always.
        weight: Its share of the draw, where there is one.
        taken: The turns after which it was taken.
    """

    to: str
    when: str = ""
    weight: float | None = None
    taken: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A user turn of the scenario.

    Args:
        name: Its name.
        say: What it is about.
        edits: The edits of the turn: kind and constraint.
        edges: The ways on; none ends the conversation.
        turns: The turns at which the conversation was here.
        start: Whether conversations begin here.
    """

    name: str
    say: str
    edits: tuple[tuple[str, str], ...] = ()
    edges: tuple[Edge, ...] = ()
    turns: tuple[int, ...] = ()
    start: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """A scenario with the way through it."""

    title: str
    nodes: tuple[Node, ...] = field(default=())

    def at(self, turn: int) -> int | None:
        """The place of the node at which a turn was; None where it is not told."""
        return next((place for place, node in enumerate(self.nodes) if turn in node.turns), None)


def graph(written: Mapping[str, Any], whole: Conversation) -> Graph:
    """The graph of a scenario with a conversation's way through it.

    Args:
        written: The scenario's file as plain data.
        whole: The conversation.
    """
    turns = written.get("turns") or {}
    start = written.get("start") or next(iter(turns), None)
    taken = _taken(whole)
    nodes = tuple(_node(str(name), node or {}, whole, taken, start) for name, node in turns.items())
    return Graph(str(written.get("title") or written.get("id") or whole.scenario), nodes)


def _taken(whole: Conversation) -> dict[tuple[str, str], list[int]]:
    """After which turns each way was taken."""
    found: dict[tuple[str, str], list[int]] = {}
    for turn, following in pairwise(whole.turns):
        if turn.node is not None and following.node is not None:
            found.setdefault((turn.node, following.node), []).append(turn.number)
    return found


def _node(
    name: str,
    node: Mapping[str, Any],
    whole: Conversation,
    taken: Mapping[tuple[str, str], list[int]],
    start: str | None,
) -> Node:
    edits = tuple((kind, str(each)) for kind in KINDS for each in node.get(kind) or ())
    seen: set[str] = set()
    edges = []
    for to, when, weight in _edges(node.get("next")):
        turns = () if to in seen else tuple(taken.get((name, to), ()))  # two ways to one node look alike
        seen.add(to)
        edges.append(Edge(to, when, weight, turns))
    visits = tuple(turn.number for turn in whole.turns if turn.node == name)
    return Node(name, str(node.get("say") or ""), edits, tuple(edges), visits, name == start)


def _edges(written: Any) -> Iterator[tuple[str, str, float | None]]:
    for each in written if isinstance(written, list) else [written] if written else []:
        if isinstance(each, Mapping):
            yield str(each.get("to")), str(each.get("when") or ""), each.get("weight")
        else:
            yield str(each), "", None
