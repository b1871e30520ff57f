"""All states that a conversation can be in: the node, visits of nodes that have a bound, what is in force.

After an edit that fails, a state is only walked on to see which nodes can be reached.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from driftsim.scenario.graph import Edge, Scenario
from driftsim.scenario.lint.cycles import on_cycles
from driftsim.scenario.lint.ledgers import FAILED, START, Ledgers
from driftsim.scenario.lint.ways import TooManyAtomsError, Ways, ways
from driftsim.scenario.walk import open_edges

State = tuple[str, tuple[int, ...], int]
_NONE: Final = Ways(())


@dataclass(frozen=True, slots=True)
class Seen:
    """A state as the walk comes to it.

    Args:
        state: The node, the visits and the ledger's number.
        edges: The edges that are open.
        ways: What can happen then.
        failing: The nodes behind it whose edits fail from here.
    """

    state: State
    edges: tuple[Edge, ...]
    ways: Ways
    failing: tuple[str, ...]


class States:
    """The reachable states of a scenario, walked breadth first, so that every witness is a shortest one.

    Args:
        scenario: A scenario all of whose edges lead to nodes.
        largest: How many states are walked at most; `complete` tells whether that was enough, and
            `untried` holds nodes whose guards ask about too much at once.
    """

    def __init__(self, scenario: Scenario, *, largest: int) -> None:
        self._scenario = scenario
        self._largest = largest
        graph = {name: {edge.to for edge in node.next} for name, node in scenario.turns.items()}
        repeated = [name for part in on_cycles(graph) for name in part]
        self._counted = {
            name: place
            for place, name in enumerate(n for n in repeated if scenario.turns[n].max_visits is not None)
        }
        self._open: dict[tuple[str, tuple[int, ...]], tuple[Edge, ...]] = {}
        self._once: dict[tuple[str, tuple[Edge, ...]], tuple[Edge, ...]] = {}
        self._ways: dict[tuple[str, int, int], Ways] = {}
        self._parents: dict[State, State | None] = {}
        self.ledgers = Ledgers(scenario)
        self.after: dict[State, list[State]] = {}
        self.untried: set[str] = set()
        self.complete = True

    def __len__(self) -> int:
        return len(self._parents)

    @property
    def first(self) -> State:
        """The state of the first turn."""
        start = self._scenario.start
        return start, self._visited((0,) * len(self._counted), start), self.ledgers.after(START, start)

    def walk(self) -> Iterator[Seen]:
        """Every state once."""
        self._parents = {self.first: None}
        waiting = deque([self.first])
        while waiting:
            state = waiting.popleft()
            edges = self._edges(*state[:2])
            taken = self._ways_at(state[0], edges, state[2]) if edges else _NONE
            self.after[state] = [self._next(state, edge) for edge in taken.taken]
            failing = [after[0] for after in self.after[state] if after[2] == FAILED != state[2]]
            yield Seen(state, edges, taken, tuple(failing))
            for after in self.after[state]:
                if after in self._parents:
                    continue
                if len(self._parents) >= self._largest:
                    self.complete = False
                    return
                self._parents[after] = state
                waiting.append(after)

    def witness(self, state: State) -> tuple[str, ...]:
        """The nodes of a shortest way to a state, the start first."""
        nodes, here = [], state
        while True:
            nodes.append(here[0])
            before = self._parents[here]
            if before is None:
                return tuple(reversed(nodes))
            here = before

    def _edges(self, node: str, visits: tuple[int, ...]) -> tuple[Edge, ...]:
        if (node, visits) not in self._open:
            counts = {name: visits[place] for name, place in self._counted.items()}
            edges = open_edges(self._scenario, node, counts)
            self._open[node, visits] = self._once.setdefault((node, edges), edges)
        return self._open[node, visits]

    def _ways_at(self, node: str, edges: tuple[Edge, ...], number: int) -> Ways:
        if number == FAILED:
            return Ways(edges)
        key = (node, id(edges), number)
        if key not in self._ways:
            self._ways[key] = self._tried(node, edges, tuple(self.ledgers[number].in_force))
        return self._ways[key]

    def _tried(self, node: str, edges: tuple[Edge, ...], in_force: tuple[str, ...]) -> Ways:
        try:
            return ways(self._scenario.turns[node], edges, in_force)
        except TooManyAtomsError:
            self.untried.add(node)
            return Ways(edges)

    def _next(self, state: State, edge: Edge) -> State:
        return edge.to, self._visited(state[1], edge.to), self.ledgers.after(state[2], edge.to)

    def _visited(self, visits: tuple[int, ...], node: str) -> tuple[int, ...]:
        place = self._counted.get(node)
        if place is None:
            return visits
        return (*visits[:place], visits[place] + 1, *visits[place + 1 :])
