from itertools import product
from typing import Any

import pytest

from driftsim.constraints import Context, Reply, Verdict, constraint_from
from driftsim.constraints.format.title import Title
from driftsim.errors import CheckError
from driftsim.ledger import Entry, Ledger, edits_from
from driftsim.models.answers import Answer
from driftsim.models.decisions import Decision
from driftsim.models.demands import Answered, Held, demands_of
from driftsim.models.drafts import draft
from driftsim.models.writer import Page, Writer
from driftsim.tasks import Task

SETS: list[list[dict[str, Any]]] = [
    [
        {"check": "length.words", "at_most": 60},
        {"check": "lexical.exclude", "words": ["steak", "bacon"]},
        {"check": "format.no_comma"},
    ],
    [
        {"check": "lexical.include", "words": ["garden", "river"]},
        {"check": "format.title"},
        {"check": "lexical.end", "phrase": "Any other questions?"},
    ],
    [
        {"check": "format.bullets", "exactly": 3},
        {"check": "format.lowercase"},
        {"check": "length.words", "at_least": 80},
    ],
    [{"check": "format.json"}, {"check": "lexical.frequency", "word": "tea", "at_least": 2}],
]


def revised(old: dict[str, Any], changes: dict[str, Any]) -> Entry:
    ledger = Ledger().apply(edits_from({"add": {"short": old}}), turn=1)
    return ledger.apply(edits_from({"revise": {"short": changes}}), turn=2)["short"]


def begin(source: Any, size: int) -> str:
    return draft(("the weekend",), source, size=abs(size), curt=size < 0)


def write(demands: list[Any], seed: int = 1) -> Page:
    return Writer(demands, begin, (seed, "s")).write()


def held(written: dict[str, Any], follow: bool) -> Held:
    return Held(constraint_from(written), follow, Context())


@pytest.mark.parametrize("specs", SETS)
def test_every_pattern_is_written(specs: list[dict[str, Any]]) -> None:
    for pattern in product((True, False), repeat=len(specs)):
        for seed in range(3):
            page = write([held(*each) for each in zip(specs, pattern, strict=True)], seed)
            verdicts = [constraint_from(s).strict(Reply(page.text), Context()).held for s in specs]
            assert verdicts == list(pattern), page.text
            assert page.met == (True,) * len(specs)
            assert page.missed == 0


def test_what_cannot_be_written_is_told() -> None:
    short, long = {"check": "length.words", "at_most": 5}, {"check": "length.words", "at_least": 50}
    plain = {"check": "format.no_comma"}
    page = write([held(short, True), held(long, True), held(plain, True)])
    assert sorted(page.met) == [False, True, True]
    assert page.met[2]
    assert page.missed == 10


def test_the_same_key_writes_the_same() -> None:
    demands = [held(spec, True) for spec in SETS[0]]
    assert write(demands, 4) == write(demands, 4)
    assert len({write(demands, seed).text for seed in range(20)}) > 15


def test_a_checker_that_cannot_decide_is_met_by_nothing() -> None:
    class Undecided(Title):
        def check(self, reply: Reply, context: Context) -> Verdict:
            raise CheckError("nobody knows")

    for follow in (True, False):
        assert write([Held(Undecided(), follow, Context())]).met == (False,)


def test_the_old_version_is_kept_where_the_law_falls_back() -> None:
    new = revised({"check": "length.words", "at_most": 40}, {"at_most": 12})
    demands = demands_of((Decision(new, 0.2, follows=False, falls_back=True),), None, Context())
    for seed in range(20):
        assert 12 < len(Reply(write(demands, seed).text).words) <= 40


def test_an_old_version_that_cannot_be_kept_is_given_up() -> None:
    new = revised({"check": "length.words", "at_most": 12}, {"at_most": 40})
    demands = demands_of((Decision(new, 0.2, follows=False, falls_back=True),), None, Context())
    page = write(demands)
    assert page.met == (True, False)
    assert len(Reply(page.text).words) > 40


def test_a_task_gives_way_to_a_constraint() -> None:
    json = held({"check": "format.json"}, True)
    task = Answered(Answer(Task("Tuesday", "exact"), right=True))
    assert write([json, task]).met == (True, False)
    number = Answered(Answer(Task(42), right=True))
    assert write([json, number]).met == (True, True)
