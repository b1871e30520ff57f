"""Which edges can be taken at a node, over everything that a model's reply can be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Final

from driftsim.scenario.graph import Edge, Node
from driftsim.scenario.guards import Answered, Facts, Followed, Guard, Mentions, Violated, Wrong
from driftsim.scenario.walk import drawn_by_weight, fixed_edge

MOST: Final = 200_000  # ways for a reply to be that are tried at one node
_APART: Final = " \u2063 "  # no letter and no white space: what is said beside it does not run together
_VERDICTS: Final = (True, False, None)


class TooManyAtomsError(Exception):
    """The guards of a node ask about too many things at once."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What can happen at a node.

    Args:
        taken: The edges that some reply or the fixed route takes, in their order.
        stuck: A reply for which no guard holds; None where there is none.
    """

    taken: tuple[Edge, ...]
    stuck: Facts | None = None


def ways(node: Node, edges: tuple[Edge, ...], in_force: tuple[str, ...]) -> Ways:
    """Try every reply that the guards can tell from another.

    Args:
        node: The node.
        edges: Its edges that are open; at least one.
        in_force: The constraints in force.

    Raises:
        TooManyAtomsError: there are more than `MOST` such replies.
    """
    if drawn_by_weight(node):
        return Ways(tuple(edge for edge in edges if (edge.weight or 0) > 0))
    taken, stuck = {edges.index(fixed_edge(edges))}, None
    for facts in replies([edge.guard for edge in edges], in_force, task=node.task is not None):
        number = next((place for place, edge in enumerate(edges) if edge.guard.holds(facts)), None)
        if number is not None:
            taken.add(number)
        elif stuck is None:
            stuck = facts
    return Ways(tuple(edges[number] for number in sorted(taken)), stuck)


def replies(guards: list[Guard], in_force: tuple[str, ...], *, task: bool) -> Iterator[Facts]:
    """One reply for each way in which these guards can be met or not.

    A verdict is held, violated or undecided; plain `followed` and `violated` also see the constraints that
    no guard names, of which two stand for all. An answer is right, wrong or undecided.
    """
    atoms = list(dict.fromkeys(atom for guard in guards for atom in guard.atoms()))
    asked = [name for name in in_force if any(name in atom.names() for atom in atoms)]
    all_asked = any(atom in (Followed(), Violated()) for atom in atoms)
    others = [name for name in in_force if name not in asked][:2] if all_asked else []
    answers = _VERDICTS if task and any(isinstance(atom, Answered | Wrong) for atom in atoms) else (None,)
    texts = [atom.text for atom in atoms if isinstance(atom, Mentions)]
    names = (*asked, *others)
    if 3 ** len(names) * len(answers) * 2 ** len(texts) > MOST:
        raise TooManyAtomsError
    said = [_APART.join(chosen) for chosen in _subsets(texts)]
    for verdicts, answered, reply in product(product(_VERDICTS, repeat=len(names)), answers, said):
        yield Facts(dict(zip(names, verdicts, strict=True)), answered, reply)


def told(facts: Facts, node: Node, edges: tuple[Edge, ...]) -> str:
    """The facts for people, as far as the guards ask about them."""
    atoms = [atom for edge in edges for atom in edge.guard.atoms()]
    parts = [f"{name!r} {_VERDICT[verdict]}" for name, verdict in facts.held.items()]
    if node.task is not None and any(isinstance(atom, Answered | Wrong) for atom in atoms):
        parts.append(_ANSWER[facts.answered])
    for atom in dict.fromkeys(atom for atom in atoms if isinstance(atom, Mentions)):
        parts.append(f"the reply {'mentions' if atom.holds(facts) else 'does not mention'} {atom.text!r}")
    return " and ".join(parts) or "nothing is in force"


_VERDICT: Final[Mapping[bool | None, str]] = {
    True: "held",
    False: "is violated",
    None: "could not be decided",
}
_ANSWER: Final[Mapping[bool | None, str]] = {
    True: "the answer is right",
    False: "the answer is wrong",
    None: "the answer could not be decided",
}


def _subsets(texts: list[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(texts, size) for size in range(len(texts) + 1))
