"""The ledger against a naive model of the same rules, one that replays the whole history each time."""

from dataclasses import dataclass, field

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from driftsim.constraints import Constraint, constraint_from
from driftsim.errors import InputError
from driftsim.ledger import Definition, Edits, Ledger, Scope
from tests.property.many import many

NAMES = ("a", "b", "c", "d")
TOPICS = ("food", "trains", None)
SCOPES: tuple[Scope, ...] = ("conversation", "topic", "turn")


def words(limit: int) -> Constraint:
    return constraint_from({"check": "length.words", "at_most": limit})


@dataclass
class Fact:
    """What the naive model knows of one name: a list of what happened, nothing derived."""

    versions: list[tuple[str, Constraint]] = field(default_factory=list)  # how it came, what it is
    starts: list[int] = field(default_factory=list)  # the turn in which each spell began
    state: str = "absent"
    scope: Scope = "conversation"
    topic: str | None = None
    stated: int = 0
    first: int = 0


class LedgerMachine(RuleBasedStateMachine):
    """Each step is a whole turn with any mix of edits; illegal ones must change nothing."""

    @initialize()
    def start(self) -> None:
        self.ledger = Ledger()
        self.facts: dict[str, Fact] = {name: Fact() for name in NAMES}
        self.turn = 0
        self.topic: str | None = None

    def in_force(self) -> set[str]:
        return {name for name, fact in self.facts.items() if fact.state == "in force"}

    def pass_to_next_turn(self, topic: str | None) -> None:
        self.turn += 1
        changed = topic is not None and topic != self.topic
        for fact in self.facts.values():
            if fact.state == "in force" and fact.scope == "turn":
                fact.state = "absent"
            if changed and fact.state == "in force" and fact.scope == "topic" and fact.topic != topic:
                fact.state = "suspended"
            elif changed and fact.state == "suspended" and fact.topic == topic:
                fact.state = "in force"
                fact.starts.append(self.turn)
        self.topic = self.topic if topic is None else topic

    def new_version(self, name: str, how: str, constraint: Constraint) -> None:
        fact = self.facts[name]
        fact.versions.append((how, constraint))
        fact.starts.append(self.turn)
        fact.stated = self.turn

    def after_topic(self, topic: str | None) -> set[str]:
        """The names that will be in force when a turn on this topic begins."""
        return {entry.name for entry in self.ledger.apply(Edits(), turn=self.turn + 1, topic=topic)}

    @rule(data=st.data(), topic=st.sampled_from(TOPICS))
    def a_turn(self, data: st.DataObject, topic: str | None) -> None:
        before = self.after_topic(topic)
        retract = data.draw(_some(before), label="retract")
        left = before - set(retract)
        revise = {name: data.draw(st.integers(1, 99)) for name in data.draw(_some(left), label="revise")}
        negate = data.draw(_some(left), label="negate")
        free = [name for name in NAMES if name not in left]
        add = {
            name: Definition(words(data.draw(st.integers(1, 99))), data.draw(st.sampled_from(SCOPES)))
            for name in data.draw(_some(free), label="add")
        }
        restate = data.draw(_some(left | set(add)), label="restate")
        self.pass_to_next_turn(topic)
        edits = Edits(add, {n: {"at_most": k} for n, k in revise.items()}, negate, retract, restate)
        self.ledger = self.ledger.apply(edits, turn=self.turn, topic=topic)
        for name in retract:
            self.facts[name].state = "retired"
        for name, limit in revise.items():
            inside = words(limit)
            was_negated = self.facts[name].versions[-1][1] != _inside(self.facts[name].versions[-1][1])
            self.new_version(name, "revise", inside.negation() if was_negated else inside)
        for name in negate:
            self.new_version(name, "negate", self.facts[name].versions[-1][1].negation())
        for name, definition in add.items():
            fact = self.facts[name]
            fact.state, fact.scope, fact.topic = "in force", definition.scope, self.topic
            fact.first = fact.first or self.turn
            self.new_version(name, "add", definition.constraint)
        for name in restate:
            self.facts[name].stated = self.turn

    @precondition(lambda self: self.turn > 0)
    @rule(data=st.data())
    def an_illegal_edit(self, data: st.DataObject) -> None:
        absent = sorted(set(NAMES) - self.in_force())
        present = sorted(self.after_topic(None))
        wrong = []
        if set(absent) - set(present):
            name = data.draw(st.sampled_from(sorted(set(absent) - set(present))))
            wrong += [Edits(retract=(name,)), Edits(negate=(name,)), Edits(restate=(name,))]
            wrong += [Edits(revise={name: {"at_most": 5}})]
        if present:
            name = data.draw(st.sampled_from(present))
            wrong += [Edits(add={name: Definition(words(3))}), Edits(revise={name: {"at_most": "many"}})]
        for edits in wrong:
            before = self.ledger
            with pytest.raises(InputError, match=repr(name)[1:-1]):
                self.ledger.apply(edits, turn=self.turn + 1)
            assert self.ledger == before

    @invariant()
    def agrees(self) -> None:
        assert {entry.name for entry in self.ledger} == self.in_force()
        for entry in self.ledger:
            fact = self.facts[entry.name]
            assert entry.version == len(fact.versions)
            assert entry.spell == len(fact.starts)
            assert (entry.edit, entry.constraint) == fact.versions[-1]
            assert entry.age(self.turn) == self.turn - fact.starts[-1]
            assert entry.since_stated(self.turn) == self.turn - fact.stated
            assert entry.first_added == fact.first
        retired = {name for name, fact in self.facts.items() if fact.state == "retired"}
        assert set(self.ledger.retired) == retired
        suspended = {name for name, fact in self.facts.items() if fact.state == "suspended"}
        assert set(self.ledger.suspended) == suspended


def _some(names: set[str] | list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    if not names:
        return st.just(())
    return st.lists(st.sampled_from(sorted(names)), unique=True, max_size=2).map(tuple)


def _inside(constraint: Constraint) -> Constraint:
    inside: Constraint = getattr(constraint, "of", constraint)
    return inside


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(max_examples=many(60), stateful_step_count=25, deadline=None)
