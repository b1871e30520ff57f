"""Cycles of a small directed graph, given as a mapping from each node to the nodes behind it."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")
Graph = Mapping[str, Collection[str]]


def on_cycles(graph: Graph) -> list[list[str]]:
    """The strongly connected parts that hold a cycle, each in the graph's order."""
    place = {node: number for number, node in enumerate(graph)}
    parts = (sorted(part, key=place.__getitem__) for part in _components(graph))
    return sorted(
        (part for part in parts if len(part) > 1 or part[0] in graph[part[0]]), key=lambda p: place[p[0]]
    )


def way(graph: Graph, start: str, goal: str) -> tuple[str, ...]:
    """A shortest way of at least one step, both ends included; empty where there is none."""
    before: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for after in graph[node]:
            if after not in before:
                before[after] = node
                waiting.append(after)
        if goal in before:
            break
    if goal not in before:
        return ()
    nodes = [goal, before[goal]]
    while nodes[-1] != start:
        nodes.append(before[nodes[-1]])
    return tuple(reversed(nodes))


def _components(graph: Graph) -> Iterable[list[str]]:
    """Kosaraju's two passes, without recursion."""
    back: dict[str, list[str]] = {node: [] for node in graph}
    for node, nodes in graph.items():
        for after in nodes:
            back[after].append(node)
    seen: set[str] = set()
    finished = [node for root in graph for node in _postorder(graph, root, seen)]
    seen = set()
    for root in reversed(finished):
        part = list(_postorder(back, root, seen))
        if part:
            yield part


def _postorder(graph: Mapping[T, Collection[T]], root: T, seen: set[T]) -> Iterable[T]:
    if root in seen:
        return
    seen.add(root)
    stack = [(root, iter(graph[root]))]
    while stack:
        node, rest = stack[-1]
        after = next((other for other in rest if other not in seen), None)
        if after is None:
            stack.pop()
            yield node
        else:
            seen.add(after)
            stack.append((after, iter(graph[after])))


def longest(graph: Mapping[T, Collection[T]], root: T) -> list[T]:
    """The longest way from a root through a graph without cycles."""
    length: dict[T, int] = {}
    best: dict[T, T | None] = {}
    for node in _postorder(graph, root, set()):
        after = max(graph[node], key=length.__getitem__, default=None)
        best[node], length[node] = after, 1 + (length[after] if after is not None else 0)
    nodes, here = [root], best[root]
    while here is not None:
        nodes.append(here)
        here = best[here]
    return nodes
