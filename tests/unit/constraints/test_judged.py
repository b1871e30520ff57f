"""A judged constraint asks a question, and reads the answer from its context; it asks nobody itself."""

import json
from random import Random
from typing import Any

import pytest

from driftsim.checks import Checker, decide
from driftsim.constraints import Constraint, Context, Not, Reply, constraint_from
from driftsim.constraints.judged import located
from driftsim.constraints.questions import Answer, Question, Vote, majority
from driftsim.errors import CheckError, ConstraintError
from driftsim.ledger import Ledger, edits_from

POLITE = {"check": "judged", "rubric": "The reply is polite."}
NEEDED = "a judge is needed, --judge MODEL"


def polite(**more: Any) -> Constraint:
    return constraint_from({**POLITE, **more})


def answered(constraint: Constraint, reply: str, answer: Answer, **context: Any) -> Context:
    (question,) = constraint.judge_questions(Reply(reply), Context(**context))
    return Context(**context, answers={question.key: answer})


HELD = Answer(True, "it is kind", "Please", 1.0)
BROKEN = Answer(False, "it is curt", "Go", 0.0)


def test_the_example_is_decided_by_its_answers() -> None:
    example = type(polite()).example
    constraint = constraint_from({"check": "judged", **example.parameters})
    assert constraint.strict(Reply(example.passes), answered(constraint, example.passes, HELD)).held
    assert not constraint.strict(Reply(example.fails), answered(constraint, example.fails, BROKEN)).held


def test_a_verdict_carries_reason_span_and_score() -> None:
    verdict = polite().strict(Reply("Ah. Go away."), answered(polite(), "Ah. Go away.", BROKEN))
    assert (verdict.held, verdict.reason, verdict.span, verdict.score) == (False, "it is curt", (4, 6), 0.0)


def test_without_an_answer_it_is_an_error_never_a_violation() -> None:
    decision = decide(polite(), Reply("Hello."), Context())
    assert (decision.held, decision.held_loose) == (None, None)
    assert decision.reason.endswith(NEEDED)
    assert decide(Not(of=polite()), Reply("Hello."), Context()).held is None


def test_an_undecided_answer_is_an_error_with_its_reason() -> None:
    context = answered(polite(), "Hello.", Answer(None, "the judge is undecided"))
    assert decide(polite(), Reply("Hello."), context).reason == "the judge is undecided"


def test_an_answer_to_something_else_is_none() -> None:
    context = answered(polite(), "Hello.", HELD, user="Hi.")
    for reply, user in (("Hello!", "Hi."), ("Hello.", "Ho.")):
        with pytest.raises(CheckError, match="nobody judged it"):
            polite().strict(Reply(reply), Context(user, answers=context.answers))
    with pytest.raises(CheckError, match="nobody judged it"):
        polite(rubric="It is short.").strict(Reply("Hello."), context)


def test_strict_and_loose_are_one_reading() -> None:
    reply = "Sure!\nGo *away*.\nBye."
    decision = decide(polite(), Reply(reply), answered(polite(), reply, BROKEN))
    assert (decision.held, decision.held_loose) == (False, False)
    assert decide(Not(of=polite()), Reply(reply), answered(polite(), reply, HELD)).held_loose is False


def test_its_negation_asks_the_same_and_turns_the_answer_round() -> None:
    negation = polite().negation()
    context = answered(negation, "Please sit.", HELD)
    assert context == answered(polite(), "Please sit.", HELD)
    assert not negation.strict(Reply("Please sit."), context).held
    assert negation.negation() == polite()
    assert negation.is_judged


@pytest.mark.parametrize("blank", ["", " \n"])
def test_about_a_blank_reply_nobody_is_asked(blank: str) -> None:
    assert polite().judge_questions(Reply(blank), Context()) == ()
    assert not polite().strict(Reply(blank), Context()).held


def test_what_is_asked() -> None:
    context = Context("Hi.", (("Before?", "Yes."),))
    (plain,) = polite(votes=3).judge_questions(Reply("Hello."), context)
    assert plain == Question("The reply is polite.", "Hello.", "Hi.", (), 3)
    (whole,) = polite(history=True).judge_questions(Reply("Hello."), context)
    assert whole.earlier == (("Before?", "Yes."),)


def test_how_a_user_says_it() -> None:
    own = polite(request="Be polite")
    assert (own.ask(), own.forbid()) == ("Be polite.", "Do not be polite.")
    assert polite().ask() == 'Make sure that this holds of your answer: "The reply is polite."'
    assert "does not hold" in polite().forbid()
    assert len({polite().ask(), polite().forbid(), polite().release()}) == 3


def test_it_survives_a_file() -> None:
    for constraint in (polite(), polite(votes=3, history=True, counts_as="content", request="Be kind.")):
        again = constraint_from(json.loads(json.dumps(constraint.spec())))
        assert (again, hash(again), again.skill) == (constraint, hash(constraint), constraint.skill)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"rubric": " "}, "must not be blank"),
        ({"votes": 2}, "even number of votes"),
        ({"votes": 0}, "at least 1 is expected"),
        ({"counts_as": "manners"}, "counts_as"),
        ({"rubrik": "x"}, "did you mean 'rubric'"),
    ],
)
def test_wrong_parameters(parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstraintError, match=message):
        polite(**parameters)


def test_no_text_is_promised() -> None:
    for constraint in (polite(), polite().negation()):
        assert constraint.realize("Hello.", Random(1)) is None
        assert constraint.spoil("Hello.", Random(1)) is None


@pytest.mark.parametrize(
    ("quote", "text", "span"),
    [
        ("lol", "Well, lol.", (6, 9)),
        ("  go   AWAY ", "Please go\naway.", (7, 14)),
        ('he said "no"', "Then he said “no”.", (5, 17)),
        ("never said", "Something else.", None),
        ("", "Anything.", None),
        ("a.c", "abc", None),
        ("x" * 3000, "x" * 3000, None),
    ],
)
def test_a_quote_is_found_where_it_stands(quote: str, text: str, span: Any) -> None:
    assert located(quote, text) == span


def votes(*held: bool | None) -> list[Vote]:
    return [Vote(n, each, f"reason {n}", f"quote {n}") for n, each in enumerate(held, start=1)]


@pytest.mark.parametrize(
    ("held", "answer"),
    [
        ((True,), Answer(True, "reason 1", "quote 1", 1.0)),
        ((False, True, False), Answer(False, "reason 1 (2 of 3 votes)", "quote 1", 1 / 3)),
        ((None, True, True), Answer(True, "reason 2 (2 of 3 votes)", "quote 2", 2 / 3)),
        ((None,), Answer(None, "reason 1")),
        ((True, False), Answer(None, "the judge is undecided: 1 vote for, 1 against")),
        (
            (True, False, None),
            Answer(None, "the judge is undecided: 1 vote for, 1 against, 1 without a verdict (reason 3)"),
        ),
        (
            (None, None, True),
            Answer(None, "the judge is undecided: 1 vote for, 0 against, 2 without a verdict (reason 1)"),
        ),
        ((), Answer(None, "the judge was not asked")),
    ],
)
def test_more_than_half_of_all_votes_decide(held: tuple[bool | None, ...], answer: Answer) -> None:
    assert majority(votes(*held)) == answer


class TestAskedByTheChecker:
    """Everything that would be checked is asked, and each question once."""

    def asked(
        self, *turns: tuple[dict[str, Any], str], answer: bool = False
    ) -> list[list[tuple[str, int, int]]]:
        ledger, checker, found = Ledger(), Checker(), []
        for number, (edits, reply) in enumerate(turns, start=1):
            ledger = ledger.apply(edits_from(edits), turn=number)
            asked = checker.questions(ledger, "Go on.", reply)
            found.append([(each.constraint, each.version, each.about) for each in asked])
            answers = {each.question.key: HELD for each in asked} if answer else {}
            checker.turn(ledger, "Go on.", reply, answers=answers)
        return found

    def test_in_force_replaced_retired_and_before(self) -> None:
        turns = (
            ({}, "One."),
            ({"add": {"p": POLITE}}, "Two."),
            ({"revise": {"p": {"rubric": "It is short."}}}, "Three."),
            ({}, "Four."),
            ({"retract": ["p"]}, "Five."),
            ({}, "Six."),
        )
        assert self.asked(*turns, answer=True) == [
            [],
            [("p", 1, 2)],
            [("p", 2, 3), ("p", 1, 3), ("p", 1, 1)],
            [("p", 2, 4), ("p", 1, 4)],
            [("p", 2, 5), ("p", 2, 1)],
            [("p", 2, 6)],
        ]

    def test_the_same_question_of_two_constraints_is_asked_once(self) -> None:
        assert self.asked(({"add": {"a": POLITE, "b": POLITE}}, "One.")) == [[("a", 1, 1)]]

    def test_the_same_reply_to_the_same_words_is_not_asked_again(self) -> None:
        turns = (({"add": {"a": POLITE}}, "One."), ({}, "One."))
        assert self.asked(*turns, answer=True) == [[("a", 1, 1)], []]

    def test_what_needs_no_judge_asks_nothing(self) -> None:
        words = {"check": "length.words", "at_most": 3}
        assert self.asked(({"add": {"w": words}}, "One."), ({"negate": ["w"]}, "Two.")) == [[], []]

    def test_a_missing_reply_asks_nothing(self) -> None:
        ledger = Ledger().apply(edits_from({"add": {"p": POLITE}}), turn=1)
        assert Checker().questions(ledger, "Hi.", None) == ()
