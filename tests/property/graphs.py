"""Random scenarios, wild and careful ones, and a naive walker that knows nothing of how lint works."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from hypothesis import strategies as st

from driftsim.ledger import Ledger
from driftsim.scenario.graph import Scenario
from driftsim.scenario.guards import Answered, Facts, Guard, Mentions, Wrong
from driftsim.scenario.load import scenario_from
from driftsim.scenario.walk import next_node

CONSTRAINTS: dict[str, dict[str, Any]] = {
    "always": {"check": "format.no_comma", "place": "system"},
    "short": {"check": "length.words", "at_most": 50},
    "long": {"check": "length.words", "at_least": 100, "scope": "turn"},
    "bullets": {"check": "format.bullets", "exactly": 3, "scope": "topic"},
}
REVISIONS: dict[str, list[dict[str, Any]]] = {
    "always": [{"check": "format.title"}],
    "short": [{"at_most": 40}, {"at_most": None, "at_least": 10}, {"at_least": 80, "at_mots": 3}],
    "long": [{"at_least": 60}],
    "bullets": [{"exactly": 5}, {"check": "format.bullets", "at_least": 1}],
}
SURE = ("always", "short")  # in force everywhere in a careful scenario
ATOMS = ["followed", "violated", 'mentions("new york")', 'mentions("york")']
ON_ANSWERS = ["answered", "wrong"]


def guards(names: tuple[str, ...], *atoms: str) -> st.SearchStrategy[str]:
    """Guards that ask about some constraints, and more atoms."""
    named = [f"{word}({name})" for word in ("followed", "violated") for name in names]
    return st.recursive(
        st.sampled_from([*ATOMS, *named, *atoms]),
        lambda inside: st.one_of(
            inside.map("not ({})".format),
            st.tuples(inside, inside).map(lambda two: f"({two[0]}) and ({two[1]})"),
            st.tuples(inside, inside).map(lambda two: f"({two[0]}) or ({two[1]})"),
        ),
        max_leaves=3,
    )


CAREFUL = guards(SURE)
CAREFUL_TASK = guards(SURE, *ON_ANSWERS)
WILD = guards(tuple(CONSTRAINTS), *ON_ANSWERS, "always")


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A scenario of up to six nodes; a careful one is likely to be accepted, a wild one is not."""
    names = [f"n{number}" for number in range(draw(st.integers(1, 6)))]
    make = draw(st.sampled_from([_careful, _careful, _wild]))
    turns = {name: draw(make(names, number)) for number, name in enumerate(names)}
    written = {"id": "random", "constraints": CONSTRAINTS, "turns": turns}
    if draw(st.booleans()):
        written["conflicts"] = [["short", "long"]]
    return scenario_from(written, where=("random",))


@st.composite
def _careful(draw: st.DrawFn, names: list[str], number: int) -> dict[str, Any]:
    """Leads on to the next node at last, and back only where that is bounded."""
    node = draw(_bare())
    node |= {"add": ["short"]} if number == 0 else draw(_edits(SURE, ("revise", "negate", "restate")))
    guard = CAREFUL_TASK if "task" in node else CAREFUL
    if number == len(names) - 1:
        return node
    ahead = [
        {"to": to, "when": draw(guard)}
        for to in draw(st.lists(st.sampled_from(names[number + 1 :]), max_size=2))
    ]
    back = draw(st.lists(st.sampled_from(names[1 : number + 1]), max_size=1)) if number else []
    if back:
        node["max_visits"] = draw(st.integers(1, 3))
    onward = draw(st.sampled_from([names[number + 1], names[-1]]))
    node["next"] = [*({"to": to, "when": draw(guard)} for to in back), *ahead, {"to": onward}]
    return node


@st.composite
def _wild(draw: st.DrawFn, names: list[str], number: int) -> dict[str, Any]:
    """Leads anywhere and does anything."""
    node = draw(_bare()) | draw(_edits(tuple(CONSTRAINTS), ("add", "revise", "negate", "retract", "restate")))
    if number == 0:
        node["add"] = sorted({"short", *node.get("add", [])})
    if draw(st.booleans()):
        node["max_visits"] = draw(st.integers(1, 3))
    edges = draw(st.lists(_edges([*names, *names, *names, "nowhere"]), max_size=3))
    return node | ({"next": edges} if edges else {})


@st.composite
def _bare(draw: st.DrawFn) -> dict[str, Any]:
    node: dict[str, Any] = {"say": "Go on."}
    if draw(st.booleans()):
        node["task"] = {"answer": 4}
    if draw(st.booleans()):
        node["topic"] = draw(st.sampled_from(["food", "museums"]))
    return node


@st.composite
def _edges(draw: st.DrawFn, targets: list[str]) -> dict[str, Any]:
    edge: dict[str, Any] = {"to": draw(st.sampled_from(targets))}
    if draw(st.booleans()):
        edge["when"] = draw(WILD)
    if draw(st.integers(0, 5)) == 0:
        edge["weight"] = draw(st.sampled_from([1, 2.5, 0]))
    return edge


@st.composite
def _edits(draw: st.DrawFn, names: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, Any]:
    edits: dict[str, Any] = {}
    for name in names:
        kind = draw(st.sampled_from([None, None, *kinds]))
        if kind == "revise":
            edits.setdefault("revise", {})[name] = draw(st.sampled_from(REVISIONS[name]))
        elif kind is not None:
            edits.setdefault(kind, []).append(name)
    return edits


@dataclass(frozen=True)
class Here:
    """Where a conversation is: the node, how often it came to each, and the ledger after its edits."""

    node: str
    visits: dict[str, int]
    ledger: Ledger
    failed: bool = False


def begin(scenario: Scenario) -> Here:
    return go(scenario, Here("", {}, Ledger()), scenario.start)


def go(scenario: Scenario, here: Here, node: str) -> Here:
    """One turn further; an `InputError` where an edit fails."""
    turn = here.ledger.turn + 1
    ledger = here.ledger.apply(scenario.edits_at(node, turn), turn=turn, topic=scenario.turns[node].topic)
    return Here(node, {**here.visits, node: here.visits.get(node, 0) + 1}, ledger)


def all_facts(scenario: Scenario, here: Here) -> Iterator[Facts]:
    """Every verdict on everything in force, every answer, every text that a guard of the node knows."""
    node = scenario.turns[here.node]
    atoms = [atom for edge in node.next for atom in edge.guard.atoms()]
    texts = sorted({atom.text for atom in atoms if isinstance(atom, Mentions)})
    answers = (True, False, None) if node.task else (None,)
    asked = answers if any(isinstance(atom, Answered | Wrong) for atom in atoms) else answers[:1]
    names = list(here.ledger.in_force)
    for verdicts in product((True, False, None), repeat=len(names)):
        for answered, said in product(asked, product((True, False), repeat=len(texts))):
            reply = ". ".join(text for text, wanted in zip(texts, said, strict=True) if wanted)
            yield Facts(dict(zip(names, verdicts, strict=True)), answered, reply)


def steps(scenario: Scenario, here: Here) -> set[str | None]:
    """Where some reply, some seed or the fixed route leads; None for nowhere."""
    keyed: dict[str, Any] = {"seed": 0, "trial": 0}
    node = scenario.turns[here.node]
    if node.next and all(edge.weight is not None for edge in node.next):
        return {
            next_node(scenario, here.node, here.visits, Facts(), seed=seed, trial=0) for seed in range(64)
        }
    found = {
        next_node(scenario, here.node, here.visits, facts, **keyed) for facts in all_facts(scenario, here)
    }
    return found | {next_node(scenario, here.node, here.visits, Facts(), path="fixed", **keyed)}


def holds_somewhere(guard: Guard, scenario: Scenario, here: Here) -> bool:
    return any(guard.holds(facts) for facts in all_facts(scenario, here))
