"""Laws of constraints made of others: three-valued logic, negation, files, and what is not looked at."""

import json
from io import StringIO
from itertools import product
from typing import Any, ClassVar

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from driftsim.constraints import Constraint, Context, Not, Reply, Verdict, constraint_from
from driftsim.constraints.composed.all_of import AllOf
from driftsim.constraints.composed.any_of import AnyOf
from driftsim.constraints.composed.composite import Composite
from driftsim.constraints.composed.if_then import IfThen
from driftsim.constraints.composed.k_of_n import SomeOf
from driftsim.constraints.composed.when import Replies
from driftsim.constraints.conflicts import conflicts
from driftsim.constraints.logic import Wrapped
from driftsim.errors import CheckError
from tests.property.kinds import DRAFTS, constraints
from tests.property.many import many

HELLO, NOTHING = Reply("Hello."), Context()
COMPOSED = ("all_of", "any_of", "k_of_n", "if_then")
BOUNDARIES = (
    "never_mention",
    "never_promise",
    "disclose",
    "ask_first",
    "escalate_if",
    "terms",
    "only_topics",
)
MINE = (*COMPOSED, *(f"content.{name}" for name in BOUNDARIES))
USERS = st.sampled_from(
    ["", "I want a refund!", "My lawyer, order number 4711.", "Why?", "\ud800 café"]
) | st.text(max_size=30)


class Leaf(Constraint):
    """A part whose outcome is known: true, false, or undecided where it is left open."""

    kind: ClassVar[str] = "test.leaf"
    family = "style"
    number: int
    value: bool | None

    def check(self, reply: Reply, context: Context) -> Verdict:
        if self.value is None:
            raise CheckError("undecided")
        return Verdict(self.value, "it is so")

    def ask(self) -> str:
        return f"Do number {self.number}."


def outcome(constraint: Constraint) -> bool | None:
    try:
        return constraint.strict(HELLO, NOTHING).held
    except CheckError:
        return None


LEAVES = st.builds(Leaf, number=st.just(0), value=st.sampled_from([True, False, None]))


def grown(inside: st.SearchStrategy[Constraint]) -> st.SearchStrategy[Constraint]:
    lists = st.lists(inside, min_size=1, max_size=3)
    bounds = st.tuples(st.sampled_from(["at_least", "at_most", "exactly"]), st.integers(0, 3))
    some = st.tuples(lists, bounds).filter(lambda drawn: sensible(len(drawn[0]), *drawn[1]))
    return st.one_of(
        lists.map(lambda parts: AllOf(of=tuple(parts))),
        lists.map(lambda parts: AnyOf(of=tuple(parts))),
        some.map(lambda drawn: SomeOf(of=tuple(drawn[0]), **{drawn[1][0]: drawn[1][1]})),
        inside.map(lambda part: Not(of=part)),
        st.builds(
            lambda case, then, otherwise: IfThen(when=Replies(reply=case), then=then, otherwise=otherwise),
            inside, inside, st.none() | inside,
        ),
    )  # fmt: skip


def sensible(parts: int, bound: str, number: int) -> bool:
    ranges = {"at_least": range(1, parts + 1), "at_most": range(parts), "exactly": range(parts + 1)}
    return number in ranges[bound]


TREES = st.recursive(LEAVES, grown, max_leaves=6)


def inside(constraint: Constraint) -> tuple[Constraint, ...]:
    if isinstance(constraint, Wrapped):
        return (constraint.of,)
    return constraint.parts() if isinstance(constraint, Composite) else ()


def leaves(constraint: Constraint) -> int:
    parts = inside(constraint)
    return sum(map(leaves, parts)) if parts else int(getattr(constraint, "value", 0) is None)


def decided(constraint: Constraint, values: list[bool]) -> Constraint:
    """The same with every open leaf decided, from left to right."""
    if isinstance(constraint, Leaf):
        return Leaf(number=0, value=values.pop(0)) if constraint.value is None else constraint
    if isinstance(constraint, Wrapped):
        return constraint.around(decided(constraint.of, values))
    if isinstance(constraint, IfThen):
        assert isinstance(constraint.when, Replies)
        case, then = decided(constraint.when.reply, values), decided(constraint.then, values)
        otherwise = None if constraint.otherwise is None else decided(constraint.otherwise, values)
        return IfThen(when=Replies(reply=case), then=then, otherwise=otherwise)
    assert isinstance(constraint, AllOf | AnyOf | SomeOf)
    return constraint.model_copy(update={"of": tuple(decided(part, values) for part in constraint.of)})


@settings(max_examples=many(80))
@given(TREES)
def test_it_is_decided_exactly_where_every_decision_of_the_open_parts_leads_to_the_same(
    tree: Constraint,
) -> None:
    ways = {outcome(decided(tree, list(values))) for values in product([True, False], repeat=leaves(tree))}
    assert None not in ways
    assert outcome(tree) == (ways.pop() if len(ways) == 1 else None)


@given(st.lists(TREES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_algebra(parts: list[Constraint], chance: Any) -> None:
    every, some = AllOf(of=tuple(parts)), AnyOf(of=tuple(parts))
    denied = tuple(Not(of=part) for part in parts)
    shuffled = chance.sample(parts, len(parts))
    assert outcome(Not(of=every)) == outcome(AnyOf(of=denied))
    assert outcome(Not(of=some)) == outcome(AllOf(of=denied))
    assert (
        outcome(every)
        == outcome(AllOf(of=tuple(shuffled)))
        == outcome(SomeOf(of=tuple(parts), exactly=len(parts)))
    )
    assert outcome(some) == outcome(AnyOf(of=tuple(shuffled))) == outcome(SomeOf(of=tuple(parts), at_least=1))
    assert outcome(every) == outcome(AllOf(of=(AllOf(of=tuple(parts[:1])), *parts[1:])))
    assert outcome(Not(of=Not(of=some))) == outcome(some)


@given(st.lists(TREES, min_size=2, max_size=4), st.data())
def test_fewer_is_the_complement_of_at_least(parts: list[Constraint], data: st.DataObject) -> None:
    low = data.draw(st.integers(1, len(parts)))
    wanted = SomeOf(of=tuple(parts), at_least=low)
    opposite = wanted.opposite()
    assert opposite is not None
    assert outcome(Not(of=wanted)) == outcome(opposite)
    assert opposite.opposite() == wanted


@given(TREES, st.lists(st.floats(0.1, 9), min_size=1, max_size=3))
def test_the_score_is_a_share_and_1_where_it_holds(part: Constraint, weights: list[float]) -> None:
    rule = AllOf(of=(part,) * len(weights), weights=tuple(weights))
    if outcome(rule) is not None:
        found = rule.strict(HELLO, NOTHING)
        assert 0 <= found.score <= 1
        assert found.score == 1 or not found.held


@given(constraints(MINE), DRAFTS.filter(str.strip), USERS)
def test_not_turns_the_verdict_around_whatever_the_user_says(rule: Constraint, text: str, user: str) -> None:
    context = Context(user=user, earlier=(("Refund!", "Could you tell me your order number?"),))
    found = rule.strict(Reply(text), context)
    assert rule.strict(Reply(text), context) == found
    assert Not(of=rule).strict(Reply(text), context).held is not found.held
    assert found.span is None or 0 <= found.span[0] <= found.span[1] <= len(text)


@given(constraints(MINE))
def test_files(rule: Constraint) -> None:
    text = StringIO()
    YAML().dump(json.loads(json.dumps(rule.spec())), text)
    again = constraint_from(YAML(typ="safe").load(text.getvalue()))
    assert again == rule
    assert hash(again) == hash(rule)
    assert isinstance(rule, Wrapped) or rule.negation().negation() == rule


@given(constraints(("all_of", "any_of", "k_of_n")), DRAFTS.filter(str.strip))
def test_what_satisfies_the_opposite_does_not_satisfy_it(rule: Constraint, text: str) -> None:
    opposite = rule.opposite()
    if opposite is not None and opposite.strict(Reply(text), NOTHING).held:
        assert not rule.strict(Reply(text), NOTHING).held


@given(st.lists(constraints(COMPOSED), min_size=1, max_size=3), DRAFTS.filter(str.strip))
def test_what_is_called_impossible_no_draft_does(rules: list[Constraint], text: str) -> None:
    named = {f"r{number}": rule for number, rule in enumerate(rules)}
    for conflict in conflicts(named):
        if conflict.strength == 2:
            assert not all(named[name].strict(Reply(text), NOTHING).held for name in conflict.names)
