"""The ways in which a conversation of a simulated model can go, as far as the law tells them apart."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from driftsim.errors import InputError
from driftsim.ledger import Entry, Ledger
from driftsim.models.decisions import Spell, situations, still_stuck
from driftsim.models.law import Profile, Situation
from driftsim.scenario.graph import Node, Scenario
from driftsim.scenario.guards import Answered, Facts, Followed, Mentions, Violated, Wrong
from driftsim.scenario.walk import drawn_by_weight, open_edges

MOST: Final = 20_000  # ways at one turn

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Way:
    """How a conversation has gone so far.

    Args:
        path: The nodes it has come to, the last one included.
        stuck: The spells of which a violation is remembered.
    """

    path: tuple[str, ...]
    stuck: frozenset[Spell] = frozenset()

    @property
    def turn(self) -> int:
        """The turn it has come to, from 1."""
        return len(self.path)


class Ways:
    """The ways through one scenario.

    Args:
        profile: The law.
        scenario: The scenario, on adaptive paths.

    Raises:
        InputError: a guard asks whether a reply mentions something, of which the law says nothing.
    """

    def __init__(self, profile: Profile, scenario: Scenario) -> None:
        self._profile, self._scenario = profile, scenario
        self._ledgers: dict[tuple[str, ...], Ledger] = {(): Ledger()}
        self.start = Way((scenario.start,))
        for node in scenario.turns.values():
            _refuse_mentions(scenario, node)

    def ledger(self, path: tuple[str, ...]) -> Ledger:
        """What is in force at the end of a path."""
        if path not in self._ledgers:
            node, turn = self._scenario.turns[path[-1]], len(path)
            edits = self._scenario.edits_at(node.name, turn)
            self._ledgers[path] = self.ledger(path[:-1]).apply(edits, turn=turn, topic=node.topic)
        return self._ledgers[path]

    def situations(self, path: tuple[str, ...]) -> list[tuple[Entry, Situation]]:
        """What the law looks at, where no violation is remembered."""
        return list(situations(self.ledger(path), frozenset(), reasoned=False))

    def remembered(self, way: Way) -> frozenset[Spell]:
        """The spells of which a violation is remembered at the way's last turn."""
        return still_stuck(way.stuck, self.ledger(way.path))

    def ends(self, way: Way) -> bool:
        """Whether no turn follows."""
        last = way.turn >= self._scenario.max_turns
        return last or not open_edges(self._scenario, way.path[-1], Counter(way.path))

    def matters(self, way: Way, entry: Entry) -> bool:
        """Whether anything later depends on what happens to a constraint now."""
        return bool(self._profile.rho) or self._asked(self._scenario.turns[way.path[-1]], entry.name)

    def onward(
        self, way: Way, held: Mapping[str, bool], violated: frozenset[Spell]
    ) -> Iterator[tuple[Way, float]]:
        """The ways that follow where so much held, with the probabilities of what else is drawn."""
        ledger = self.ledger(way.path)
        stuck = still_stuck(way.stuck, ledger) | violated if self._profile.rho else frozenset()
        for node, share in self._next(way, held):
            yield Way((*way.path, node), stuck), share

    def bounded(self, ways: dict[Way, T]) -> dict[Way, T]:
        """The same ways, if they can be followed.

        Raises:
            InputError: there are too many.
        """
        if len(ways) > MOST:
            raise InputError(
                f"{self._scenario.id}: more than {MOST} ways in which a conversation can go; calibrate on a"
                " scenario with fewer guards or constraints, or on a profile with rho=0"
            )
        return ways

    def _next(self, way: Way, held: Mapping[str, bool]) -> Iterator[tuple[str, float]]:
        here = self._scenario.turns[way.path[-1]]
        edges = open_edges(self._scenario, here.name, Counter(way.path))
        if drawn_by_weight(here):
            total = sum(edge.weight or 0.0 for edge in edges)
            yield from ((edge.to, (edge.weight or 0.0) / total) for edge in edges)
            return
        for answered, share in self._answers(here):
            facts = Facts(held, answered)
            to = next((edge.to for edge in edges if edge.guard.holds(facts)), None)
            if to is not None:
                yield to, share

    def _answers(self, node: Node) -> list[tuple[bool | None, float]]:
        if node.task is None:
            return [(None, 1.0)]
        if not any(isinstance(atom, Answered | Wrong) for e in node.next for atom in e.guard.atoms()):
            return [(True, 1.0)]
        return [(True, self._profile.skill), (False, 1 - self._profile.skill)]

    def _asked(self, node: Node, name: str) -> bool:
        atoms = (atom for edge in node.next for atom in edge.guard.atoms())
        return any(isinstance(atom, Followed | Violated) and atom.name in (None, name) for atom in atoms)


def _refuse_mentions(scenario: Scenario, node: Node) -> None:
    for edge in node.next:
        if any(isinstance(atom, Mentions) for atom in edge.guard.atoms()):
            raise InputError(
                f"{scenario.id}, node {node.name!r}: the guard {edge.guard} looks at what a reply mentions,"
                " of which the law says nothing; such a scenario has no known truth"
            )
