"""A conversation whose checks a judge decides."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from driftsim.checks import Check
from driftsim.constraints.questions import Question, Vote
from driftsim.conversation import Plan, converse
from driftsim.errors import InputError
from driftsim.events import Checked, Event, PastTurn, ReplyDone, TurnStarted
from driftsim.models.base import Model
from driftsim.scenario.load import scenario_from
from tests.unit.conversation.told import Speaker, of_kind, told

WRITTEN: dict[str, Any] = {
    "id": "s",
    "constraints": {
        "kind": {"check": "judged", "rubric": "It is kind."},
        "brief": {"check": "judged", "rubric": "It is brief."},
        "short": {"check": "length.words", "at_most": 3},
    },
    "start": "a",
    "turns": {
        "a": {"say": "A.", "add": ["kind", "brief", "short"], "next": "b"},
        "b": {
            "say": "B.",
            "next": [{"to": "c", "when": "followed(kind)"}, {"to": "d", "when": "not followed(kind)"}],
        },
        "c": {"say": "C.", "retract": ["kind"]},
        "d": {"say": "D.", "negate": ["kind"]},
    },
}


class Judging:
    """Says that a reply is kind if it says please; remembers its questions, and how many it had at once."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.questions: list[Question] = []
        self.failure = failure
        self.busy = self.most = 0

    async def ask(self, question: Question) -> Sequence[Vote]:
        self.questions.append(question)
        self.busy += 1
        self.most = max(self.most, self.busy)
        await asyncio.sleep(0.001)
        self.busy -= 1
        if self.failure is not None:
            raise self.failure
        return [Vote(1, "please" in question.reply, "so", "please", 9, 2)]


def hold(judge: Judging | None, *answers: str, past: Any = None) -> list[Event]:
    model = Model("told", told(*answers).chat)
    plan = Plan("s.t0", scenario_from(WRITTEN, where=("here",)), "told")
    ask = None if judge is None else judge.ask

    async def all_of_it() -> list[Event]:
        return [event async for event in converse(plan, model, Speaker(), past=past, ask=ask)]

    return asyncio.run(all_of_it())


def checks(events: list[Event]) -> list[dict[str, Check]]:
    return [{check.constraint: check for check in event.result.checks} for event in of_kind(events, Checked)]


ANSWERS = ("please", "no", "please")


def test_answers_become_verdicts_and_lead_the_way() -> None:
    judge = Judging()
    events = hold(judge, *ANSWERS)
    assert [event.node for event in of_kind(events, TurnStarted)] == ["a", "b", "d"]
    held = [{name: check.held for name, check in turn.items()} for turn in checks(events)]
    assert held == [
        {"kind": True, "brief": True, "short": True},
        {"kind": False, "brief": False, "short": True},
        {"kind": False, "brief": True, "short": True},
    ]
    assert checks(events)[1]["kind"].outcome == "forgotten"
    assert checks(events)[2]["kind"].outcome == "stale"
    assert checks(events)[0]["kind"].span == "0:6"


def test_a_turns_questions_are_asked_at_the_same_time() -> None:
    judge = Judging()
    events = hold(judge, *ANSWERS)
    assert judge.most == 2
    first = of_kind(events, Checked)[0].judged
    assert [(row.constraint, row.about, row.vote, row.input_tokens) for row in first] == [
        ("kind", 1, 1, 9),
        ("brief", 1, 1, 9),
    ]


def test_without_a_judge_they_are_errors_and_the_talk_goes_on() -> None:
    events = hold(None, *ANSWERS)
    turn = checks(events)[0]
    assert [turn[name].outcome for name in turn] == ["error", "error", "followed"]
    assert of_kind(events, Checked)[0].judged == ()
    assert [event.node for event in of_kind(events, TurnStarted)] == ["a", "b", "d"]


def test_a_judge_that_refuses_ends_the_run() -> None:
    with pytest.raises(InputError, match="no key"):
        hold(Judging(InputError("no key")), *ANSWERS)


@pytest.mark.parametrize("turns", range(4))
def test_the_rest_is_the_same_and_nothing_is_asked_twice(turns: int) -> None:
    whole = hold(Judging(), *ANSWERS)
    triples = zip(
        of_kind(whole, TurnStarted), of_kind(whole, ReplyDone), of_kind(whole, Checked), strict=True
    )
    past = [PastTurn(s.node, s.user, r.text, r.law, c.judged) for s, r, c in triples][:turns]
    judge = Judging()
    assert hold(judge, *ANSWERS, past=tuple(past)) == whole[1 + 3 * turns :]
    asked = {row.question for event in of_kind(whole, Checked)[turns:] for row in event.judged}
    assert {question.key for question in judge.questions} == asked
