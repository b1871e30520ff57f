"""Constraints made of others: how they are written, checked, asked for, negated and revised."""

from io import StringIO
from pathlib import Path
from typing import Any, ClassVar

import pytest
from ruamel.yaml import YAML

from driftsim.constraints import Constraint, Context, Not, Reply, Verdict, constraint_from, revised
from driftsim.constraints.conflicts import conflicts
from driftsim.constraints.questions import Question
from driftsim.errors import CheckError, ConstraintError

TEA = {"check": "lexical.include", "words": ["tea"]}
OAK = {"check": "lexical.include", "words": ["oak"]}
SHORT = {"check": "length.words", "at_most": 3}
NO_COMMA = {"check": "format.no_comma"}
HOLDS, FAILS = {"check": "length.words", "at_least": 0}, {"check": "length.words", "exactly": 999}
BROKEN = {"check": "judged", "rubric": "It is polite."}  # undecided without a judge's answer


def make(kind: str, *of: Any, **parameters: Any) -> Constraint:
    return constraint_from({"check": kind, "of": list(of), **parameters})


def when(condition: Any, then: Any, otherwise: Any = None) -> Constraint:
    return constraint_from({"check": "if_then", "when": condition, "then": then, "otherwise": otherwise})


def verdict(constraint: Constraint, reply: str, user: str = "") -> Verdict:
    return constraint.strict(Reply(reply), Context(user=user))


class TestVerdicts:
    @pytest.mark.parametrize(
        ("kind", "bounds", "passing"),
        [
            ("all_of", {}, {3}),
            ("any_of", {}, {1, 2, 3}),
            ("k_of_n", {"at_least": 2}, {2, 3}),
            ("k_of_n", {"at_most": 1}, {0, 1}),
            ("k_of_n", {"exactly": 2}, {2}),
            ("k_of_n", {"exactly": 0}, {0}),
            ("k_of_n", {"at_least": 1, "at_most": 2}, {1, 2}),
        ],
    )
    @pytest.mark.parametrize("number", range(4))
    def test_so_many_parts_hold(
        self, kind: str, bounds: dict[str, int], passing: set[int], number: int
    ) -> None:
        found = verdict(make(kind, *[HOLDS] * number, *[FAILS] * (3 - number), **bounds), "Hello.")
        assert found.held is (number in passing)
        assert found.reason.startswith(f"{number} of 3 hold, asked for ")

    def test_a_miss_tells_the_reasons_and_the_first_place(self) -> None:
        found = verdict(make("all_of", TEA, NO_COMMA, SHORT), "Well, coffee is ready.")
        assert (
            found.reason
            == '0 of 3 hold, asked for all: "tea" missing; a comma found; 4 words, asked for at most 3'
        )
        assert found.span == (4, 5)

    @pytest.mark.parametrize(
        ("weights", "score"), [(None, 1 / 2), ([3, 1], 3 / 4), ([1, 3], 1 / 4), ([0.5, 1.5], 1 / 4)]
    )
    def test_the_score_is_the_weighted_share(self, weights: list[float] | None, score: float) -> None:
        assert verdict(make("all_of", TEA, OAK, weights=weights), "Tea.").score == pytest.approx(score)
        assert verdict(make("all_of", TEA, OAK, weights=weights), "Tea and oak.").score == 1

    def test_of_too_many_the_score_is_the_share_of_those_that_do_not_hold(self) -> None:
        found = verdict(make("k_of_n", TEA, OAK, SHORT, at_most=1, weights=[1, 1, 2]), "Tea and oak trees.")
        assert (found.held, found.score) == (False, 1 / 2)

    def test_the_score_of_a_part_counts(self) -> None:
        both = {"check": "lexical.include", "words": ["tea", "oak"]}
        assert verdict(make("all_of", both, FAILS), "Tea.").score == pytest.approx(1 / 4)

    @pytest.mark.parametrize(
        ("condition", "reply", "user", "held"),
        [
            ({"says": "refund"}, "Tea.", "My refunds?", True),
            ({"says": ["refund", "money back"]}, "Oak.", "I want my money-back.", False),
            ({"says": "refund"}, "Oak.", "Refundable?", True),
            ({"reply": SHORT}, "Tea.", "", True),
            ({"reply": SHORT}, "Oak.", "", False),
            ({"reply": SHORT}, "Oak trees are old.", "", True),
        ],
    )
    def test_cases(self, condition: Any, reply: str, user: str, held: bool) -> None:
        assert verdict(when(condition, TEA), reply, user).held is held

    def test_otherwise(self) -> None:
        rule = when({"says": "tea"}, TEA, OAK)
        assert verdict(rule, "Oak.", "Hello").held
        assert not verdict(rule, "Tea.", "Hello").held
        assert verdict(rule, "Tea.", "Hello").reason == 'otherwise: "oak" missing'
        assert verdict(rule, "Oak.", "Tea!").reason == 'the user said "tea": "tea" missing'


class TestUndecidedParts:
    @pytest.mark.parametrize(
        ("constraint", "held"),
        [
            (make("all_of", FAILS, BROKEN), False),
            (make("all_of", HOLDS, BROKEN), None),
            (make("any_of", HOLDS, BROKEN), True),
            (make("any_of", FAILS, BROKEN), None),
            (make("k_of_n", HOLDS, HOLDS, BROKEN, at_least=2), True),
            (make("k_of_n", HOLDS, FAILS, BROKEN, at_least=2), None),
            (make("k_of_n", HOLDS, HOLDS, BROKEN, exactly=1), False),
            (make("k_of_n", FAILS, FAILS, BROKEN, at_most=1), True),
            (when({"reply": BROKEN}, HOLDS, HOLDS), True),
            (when({"reply": BROKEN}, HOLDS), True),
            (when({"reply": BROKEN}, FAILS, FAILS), False),
            (when({"reply": BROKEN}, FAILS), None),
            (when({"reply": FAILS}, BROKEN), True),
            (when({"reply": HOLDS}, BROKEN), None),
            (when({"reply": HOLDS}, HOLDS, BROKEN), True),
        ],
    )
    def test_they_matter_where_the_others_leave_it_open(
        self, constraint: Constraint, held: bool | None
    ) -> None:
        for each, wanted in ((constraint, held), (Not(of=constraint), None if held is None else not held)):
            if wanted is None:
                with pytest.raises(CheckError):
                    verdict(each, "Hello.")
            else:
                assert verdict(each, "Hello.").held is wanted

    def test_the_error_tells_of_the_part(self) -> None:
        with pytest.raises(CheckError, match="all_of: it depends on a part that cannot be decided: "):
            verdict(make("all_of", HOLDS, BROKEN), "Hello.")

    def test_what_a_judge_is_asked_is_passed_on_once(self) -> None:
        rule = make("any_of", BROKEN, {"check": "not", "of": BROKEN}, TEA)
        assert rule.is_judged
        asked = rule.judge_questions(Reply("Hi."), Context())
        assert [type(each) for each in asked] == [Question]
        assert not make("all_of", TEA).is_judged

    def test_a_judge_is_not_asked_in_a_case_that_the_users_words_exclude(self) -> None:
        rule = when({"says": "refund"}, BROKEN)
        assert rule.is_judged
        assert rule.judge_questions(Reply("Hi."), Context(user="Hello")) == ()
        assert rule.judge_questions(Reply("Hi."), Context(user="A refund!")) != ()


class TestWords:
    @pytest.mark.parametrize(
        ("constraint", "asked", "forbidden"),
        [
            (
                make("all_of", SHORT, NO_COMMA),
                "Do all of this: (1) answer in at most 3 words; (2) do not use commas.",
                "Do at least one of these: (1) answer in at least 4 words; (2) use at least one comma.",
            ),
            (
                make("any_of", TEA, {"check": "all_of", "of": [OAK, SHORT]}),
                'Do at least one of these: (1) include "tea" in your answer; (2) [do all of this: (1) include "oak" in'
                " your answer; (2) answer in at most 3 words].",
                'Do all of this: (1) do not use "tea" in your answer; (2) [do at least one of these: (1) do not use'
                ' "oak" in your answer; (2) answer in at least 4 words].',
            ),
            (
                make("k_of_n", TEA, OAK, at_least=1, at_most=1),
                'Do 1 to 1 of these 2: (1) include "tea" in your answer; (2) include "oak" in your answer.',
                'Do not do 1 to 1 of these 2: (1) include "tea" in your answer; (2) include "oak" in your answer.',
            ),
            (
                when({"says": "tea"}, TEA, OAK),
                'If I mention "tea", include "tea" in your answer; otherwise, include "oak" in your answer.',
                'If I mention "tea", do not use "tea" in your answer; otherwise, do not use "oak" in your answer.',
            ),
            (
                when({"reply": NO_COMMA}, TEA),
                'If you do not use commas, include "tea" in your answer.',
                'If you do not use commas, do not use "tea" in your answer.',
            ),
        ],
    )
    def test_what_a_user_says(self, constraint: Constraint, asked: str, forbidden: str) -> None:
        assert constraint.ask() == asked
        assert constraint.forbid() == forbidden

    def test_names_in_tables(self) -> None:
        assert (
            make("all_of", TEA, {"check": "not", "of": OAK}).label
            == "all_of(lexical.include, not(lexical.include))"
        )
        assert when({"says": "tea"}, SHORT, OAK).label == "if_then(length.words, lexical.include)"

    def test_the_family_is_that_of_the_first_part_and_of_what_is_asked_for_then(self) -> None:
        assert make("all_of", TEA, SHORT).skill == "lexical"
        assert when({"reply": TEA}, SHORT).skill == "structural"


class TestWriting:
    @pytest.mark.parametrize(
        ("written", "message"),
        [
            ({"check": "all_of", "of": []}, "parameter 'of'"),
            ({"check": "all_of", "of": "tea"}, "must be a list of constraints"),
            (
                {"check": "all_of", "of": [TEA, {"check": "length.word"}]},
                "all_of, part 2: unknown check 'length.word'",
            ),
            ({"check": "all_of", "of": [TEA], "weights": [1, 2]}, "2 weights for 1 parts"),
            ({"check": "all_of", "of": [TEA], "weights": [0]}, "weights"),
            ({"check": "k_of_n", "of": [TEA]}, "give at_least, at_most or exactly"),
            ({"check": "k_of_n", "of": [TEA], "at_least": 2}, "there are only 1 parts"),
            ({"check": "k_of_n", "of": [TEA, OAK], "at_least": 0}, "any number of parts would do"),
            ({"check": "k_of_n", "of": [TEA, OAK], "at_most": 2}, "any number of parts would do"),
            (
                {"check": "k_of_n", "of": [TEA, OAK], "exactly": 1, "at_most": 2},
                "exactly cannot stand beside",
            ),
            ({"check": "k_of_n", "of": [TEA, OAK], "at_least": 2, "at_most": 1}, "at_least=2 is more than"),
            (
                {"check": "if_then", "when": {"said": "x"}, "then": TEA},
                "must be {says: TERM or list of terms}",
            ),
            ({"check": "if_then", "when": {"says": []}, "then": TEA}, "says"),
            (
                {"check": "if_then", "when": {"says": "x"}, "then": {"check": "length.words"}},
                "if_then, then: length.words",
            ),
            (
                {"check": "if_then", "when": {"reply": {}}, "then": TEA},
                "if_then, when the reply: a constraint has either",
            ),
            ({"check": "if_then", "when": {"says": "x"}}, "parameter 'then' is missing"),
        ],
    )
    def test_errors_name_the_place(self, written: Any, message: str) -> None:
        with pytest.raises(ConstraintError, match=message.replace("{", r"\{")):
            constraint_from(written)

    @pytest.mark.parametrize("levels", [19, 20, 5_000])
    def test_twenty_deep_at_most(self, levels: int) -> None:
        written: dict[str, Any] = TEA
        for _ in range(levels):
            written = {"check": "all_of", "of": [written]}
        if levels == 19:
            asked = constraint_from(constraint_from(written).spec()).ask()
            assert asked.lower() == "do all of this: " * 19 + 'include "tea" in your answer.'
        else:
            with pytest.raises(ConstraintError, match="more than 20 deep"):
                constraint_from(written)

    def test_negations_count_too(self) -> None:
        inside: Constraint = constraint_from(TEA)
        for _ in range(20):
            inside = Not(of=inside)
        with pytest.raises(ConstraintError, match="more than 20 deep"):
            make("all_of", inside)

    def test_yaml_and_back(self) -> None:
        rule = when(
            {"reply": {"check": "any_of", "of": [TEA, OAK], "weights": [1, 2]}},
            {"check": "not", "of": SHORT},
            NO_COMMA,
        )
        text = StringIO()
        YAML(typ="safe").dump(rule.spec(), text)
        assert constraint_from(YAML(typ="safe").load(text.getvalue())) == rule


class TestRevising:
    def test_parameters_are_merged(self) -> None:
        assert revised(make("k_of_n", TEA, OAK, at_least=1), {"at_least": 2}) == make(
            "k_of_n", TEA, OAK, at_least=2
        )
        exact = revised(make("k_of_n", TEA, OAK, at_least=1), {"at_least": None, "exactly": 2})
        assert exact == make("k_of_n", TEA, OAK, exactly=2)

    def test_a_part_is_revised_in_its_place(self) -> None:
        assert revised(make("all_of", TEA, SHORT), {"of": {2: {"at_most": 9}}}) == make(
            "all_of", TEA, {"check": "length.words", "at_most": 9}
        )
        rule = when({"reply": SHORT}, TEA, OAK)
        longer = {"check": "length.words", "at_most": 9}
        assert revised(rule, {"when": {"reply": {"at_most": 9}}}) == when({"reply": longer}, TEA, OAK)
        assert revised(rule, {"otherwise": {"words": ["elm"]}, "then": SHORT}) == when(
            {"reply": SHORT}, SHORT, {"check": "lexical.include", "words": ["elm"]}
        )

    def test_a_list_replaces_all_parts_and_null_what_is_otherwise(self) -> None:
        assert revised(make("all_of", TEA, SHORT), {"of": [OAK]}) == make("all_of", OAK)
        assert revised(when({"says": "tea"}, TEA, OAK), {"otherwise": None}) == when({"says": "tea"}, TEA)

    def test_a_denied_one_is_revised_inside(self) -> None:
        denied = Not(of=make("all_of", TEA, SHORT))
        assert revised(denied, {"of": {2: {"at_most": 9}}}).ask() != denied.ask()

    @pytest.mark.parametrize("number", [0, 3, "x", -1])
    def test_a_part_that_is_not_there(self, number: Any) -> None:
        with pytest.raises(ConstraintError, match="all_of has no part"):
            revised(make("all_of", TEA, SHORT), {"of": {number: {"at_most": 9}}})

    def test_an_error_in_a_part_names_it(self) -> None:
        with pytest.raises(ConstraintError, match=r"all_of, part 2: length\.words: unknown parameter 'most'"):
            revised(make("all_of", TEA, SHORT), {"of": {2: {"most": 9}}})


class TestConflicts:
    LONG: ClassVar = {"check": "length.words", "at_least": 100}

    def names(self, **written: Any) -> list[tuple[str, ...]]:
        found = conflicts({name: constraint_from(each) for name, each in written.items()})
        return [conflict.names for conflict in found if conflict.certain]

    def test_parts_that_must_all_hold_take_part(self) -> None:
        both = {"check": "all_of", "of": [TEA, {"check": "k_of_n", "of": [SHORT], "exactly": 1}]}
        assert self.names(both=both, long=self.LONG) == [("both", "long")]
        assert self.names(both=both) == []

    def test_one_can_be_impossible_alone(self) -> None:
        assert self.names(both={"check": "all_of", "of": [SHORT, self.LONG]}) == [("both",)]

    def test_what_is_denied_as_a_whole_is_denied_in_each_part(self) -> None:
        none = {"check": "not", "of": {"check": "any_of", "of": [TEA, OAK]}}
        assert self.names(none=none, oak=OAK) == [("none", "oak")]

    def test_a_choice_is_in_conflict_where_each_part_is(self) -> None:
        either = {"check": "any_of", "of": [SHORT, {"check": "lexical.exclude", "words": ["tea"]}]}
        assert self.names(either=either, long=self.LONG) == []
        assert self.names(either=either, long=self.LONG, tea=TEA) == [("either", "long", "tea")]


@pytest.mark.parametrize(
    ("name", "good", "bad", "user"),
    [
        ("And", "Tea (no more).", "Tea, no more.", ""),
        (
            "Selection",
            "Bitte sehr, gern geschehen, mein lieber Freund.",
            "You are welcome, my dear old friend.",
            "Auf Deutsch bitte",
        ),
        (
            "Chain",
            "<<Tea>>\n\nIt is green.",
            "<<Tea>>\n\nIt is green and it is good and warm and sweet and all of that.",
            "",
        ),
    ],
)
def test_the_compositions_of_the_docs(name: str, good: str, bad: str, user: str) -> None:
    page = (Path(__file__).parents[3] / "docs" / "constraints.head.md").read_text("utf-8")
    _, _, rest = page.partition(f"# {name}:")
    written = YAML(typ="safe").load(rest.partition("\n")[2].partition("```")[0].partition("\n# ")[0])
    rule = constraint_from(written)
    assert constraint_from(rule.spec()) == rule
    assert verdict(rule, good, user).held
    assert not verdict(rule, bad, user).held
