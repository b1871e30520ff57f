"""Laws: what lint accepts runs to its end; what it refuses has a witness; guards survive being written."""

import os
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driftsim.errors import InputError
from driftsim.scenario.graph import Scenario
from driftsim.scenario.guards import (
    ALWAYS,
    And,
    Answered,
    Facts,
    Followed,
    Guard,
    Mentions,
    Not,
    Or,
    Violated,
    Wrong,
    parse_guard,
)
from driftsim.scenario.lint import CODES, lint
from driftsim.scenario.walk import PATHS, next_node
from tests.property.graphs import begin, go, scenarios, steps
from tests.property.witness import CONFIRM, confirmed

GRAPHS = int(os.environ.get("DRIFTSIM_GRAPHS", "60"))
few = settings(
    max_examples=GRAPHS,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
)
many = settings(few, max_examples=1500)

names = st.text(min_size=1).filter(str.strip)
atoms = st.one_of(
    st.sampled_from([ALWAYS, Followed(), Violated(), Answered(), Wrong()]),
    st.builds(Followed, names),
    st.builds(Violated, names),
    st.builds(Mentions, names),
)
trees = st.recursive(
    atoms,
    lambda inside: st.one_of(
        st.builds(Not, inside),
        st.builds(And, st.lists(inside, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inside, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
verdicts = st.sampled_from([True, False, None])
replies = st.sampled_from(["", "York", "New York", "Nothing."])


def errors(scenario: Scenario) -> list[str]:
    return [finding.code for finding in lint(scenario) if finding.severity == "error"]


def runs_to_its_end(scenario: Scenario, data: st.DataObject) -> None:
    """One conversation under verdicts that hypothesis chooses: it ends, where it may, and no edit fails."""
    here, path = begin(scenario), data.draw(st.sampled_from(PATHS))
    for _ in range(200):
        held: Mapping[str, bool | None] = {name: data.draw(verdicts) for name in here.ledger.in_force}
        answered = data.draw(verdicts) if scenario.turns[here.node].task else None
        facts = Facts(held, answered, data.draw(replies))
        seed = data.draw(st.integers(0, 3))
        after = next_node(scenario, here.node, here.visits, facts, seed=seed, trial=0, path=path)
        if after is None:
            assert not scenario.turns[here.node].next, f"stuck at {here.node}"
            return
        here = go(scenario, here, after)
    raise AssertionError("two hundred turns and no end")


def walked_out(scenario: Scenario) -> None:
    """Every conversation, as far as a budget goes: the same three things of each."""
    waiting, budget = [begin(scenario)], 400
    while waiting and budget:
        budget -= 1
        here = waiting.pop()
        assert sum(here.visits.values()) <= 200
        behind = steps(scenario, here)
        assert (None in behind) == (not scenario.turns[here.node].next)
        waiting += [go(scenario, here, after) for after in behind if after is not None]


def test_every_error_can_be_confirmed() -> None:
    warnings = {"D015", "D016", "D017", "D018", "D020", "D022"}
    assert CONFIRM.keys() | warnings | {"D001", "D021"} == CODES.keys()


def accepted_runs_to_its_end(scenario: Scenario, data: st.DataObject) -> None:
    if not errors(scenario):
        runs_to_its_end(scenario, data)
        walked_out(scenario)


def refused_has_a_witness(scenario: Scenario) -> None:
    for finding in lint(scenario):
        if finding.severity == "error":
            assert confirmed(scenario, finding), str(finding)


@few
@given(scenarios(), st.data())
def test_what_lint_accepts_runs_to_its_end(scenario: Scenario, data: st.DataObject) -> None:
    accepted_runs_to_its_end(scenario, data)


@few
@given(scenarios())
def test_what_lint_refuses_has_a_witness(scenario: Scenario) -> None:
    refused_has_a_witness(scenario)


@pytest.mark.slow
@many
@given(scenarios(), st.data())
def test_what_lint_accepts_runs_to_its_end_in_many_graphs(scenario: Scenario, data: st.DataObject) -> None:
    accepted_runs_to_its_end(scenario, data)


@pytest.mark.slow
@many
@given(scenarios())
def test_what_lint_refuses_has_a_witness_in_many_graphs(scenario: Scenario) -> None:
    refused_has_a_witness(scenario)


@given(trees)
def test_a_guard_survives_being_written(guard: Guard) -> None:
    assert parse_guard(str(guard)) == guard


@given(st.text("()'\"\\ andortviledfw", max_size=30))
def test_any_text_is_a_guard_or_a_clear_error(text: str) -> None:
    try:
        guard = parse_guard(text)
    except InputError as error:
        told = error.message
    else:
        told = f"column of {guard}"
        assert parse_guard(str(guard)) == guard
    assert "column" in told


@given(trees, st.dictionaries(st.sampled_from("ab"), verdicts), verdicts, replies)
def test_not_turns_a_guard_around(
    guard: Guard, held: dict[str, bool | None], answered: bool | None, reply: str
) -> None:
    facts = Facts(held, answered, reply)
    assert Not(guard).holds(facts) is not guard.holds(facts)
    assert guard.holds(facts) == parse_guard(f"({guard}) and always").holds(facts)
