"""Lint as a whole: the shape of the graph first, then what the walk over all states brings to light."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from driftsim.errors import InputError
from driftsim.scenario.graph import Node, Scenario
from driftsim.scenario.lint.findings import Finding, Reporter
from driftsim.scenario.lint.shape import shape
from driftsim.scenario.lint.states import States
from driftsim.scenario.lint.together import Together
from driftsim.scenario.lint.turns import Turns
from driftsim.scenario.lint.whole import whole

LARGEST: Final = 200_000
_WITHDRAWN: Final = frozenset(
    {"D001", "D010", "D011", "D012"}
)  # mending these opens ways that are closed now


def lint(scenario: Scenario, *, lenient: bool = False, largest: int = LARGEST) -> tuple[Finding, ...]:
    """Everything that is wrong with a scenario, errors first; none means that it runs to its end.

    Args:
        scenario: The scenario.
        lenient: Two constraints that cannot hold together are a warning, as in a scenario that says
            that it is `imported`.
        largest: How many states are walked; a scenario with more cannot be proven.

    Example:
        >>> from driftsim.scenario.load import scenario_from
        >>> turns = {"ask": {"say": "Hello!", "next": "end"}}
        >>> print(*lint(scenario_from({"id": "a", "turns": turns}, where=("a",))))
        scenario 'a', node 'ask': 'next' leads to 'end', which is no node; known: ask [D001]
    """
    lenient = lenient or scenario.imported is not None
    report = Reporter(scenario)
    found = list(shape(scenario, report))
    codes = {finding.code for finding in found}
    found += _walked(_with_ends_tied(scenario), report, largest, codes, lenient=lenient)
    return tuple(sorted(found, key=lambda one: (one.severity == "warning", one.line, one.code)))


def accepted(scenario: Scenario, *, lenient: bool = False) -> tuple[Finding, ...]:
    """The warnings of a scenario that can be run.

    Raises:
        InputError: it has errors; the first is told, and how many more there are.
    """
    found = lint(scenario, lenient=lenient)
    errors = [finding for finding in found if finding.severity == "error"]
    if errors:
        more = (
            f"; and {len(errors) - 1} more: driftsim scenario lint {errors[0].file}"
            if len(errors) > 1
            else ""
        )
        raise InputError(f"{errors[0].told}{more}", where=errors[0].where)
    return found


def _walked(
    scenario: Scenario, report: Reporter, largest: int, codes: set[str], *, lenient: bool
) -> Iterator[Finding]:
    states = States(scenario, largest=largest)
    turns, together = Turns(scenario, states, report), Together(scenario, states, report, lenient=lenient)
    yield from turns.start()
    for seen in states.walk():
        yield from turns.at(seen)
        yield from together.at(seen)
    yield from turns.untried()
    if not states.complete:
        yield _too_many(report, largest)
        return
    yield from together.never()
    if not codes & _WITHDRAWN:
        yield from whole(scenario, states, report, bounded="D003" not in codes)


def _too_many(report: Reporter, largest: int) -> Finding:
    return report.error(
        "D021",
        f"there are more than {largest:,} states (node, visits, constraints in force), so nothing is proven;"
        " give fewer nodes `max_visits`, or smaller ones",
        "turns",
    )


def _with_ends_tied(scenario: Scenario) -> Scenario:
    """The scenario with an end wherever an edge leads to no node: one mistake, one finding."""
    named = (edge.to for node in scenario.turns.values() for edge in node.next)
    missing = {name: Node(name, say="") for name in named if name not in scenario.turns}
    return replace(scenario, turns={**scenario.turns, **missing}) if missing else scenario
