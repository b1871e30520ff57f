"""Sentiment, reading grade, formality and toxicity: what they find, and how often labels agree."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from driftsim.constraints import Constraint, Context, Not, Reply, constraint_from, registered
from driftsim.constraints.agreement import Agreement
from driftsim.constraints.conflicts import conflicts
from driftsim.constraints.quoted import unquoted
from driftsim.constraints.readability import Counts, counts
from driftsim.constraints.semantic.sentiment import average, feeling
from driftsim.constraints.semantic.vader import compound
from driftsim.constraints.style.insults import insults
from driftsim.errors import ConstraintError
from driftsim.metrics.intervals import wilson

ROOT = Path(__file__).parents[3]
LABELS = [
    json.loads(line) for line in (ROOT / "tests/data/style_labels.jsonl").read_text("utf-8").splitlines()
]
# For each kind the labels with the parameters whose constraint holds where the text has that label.
TRIED: dict[str, dict[str, dict[str, Any]]] = {
    "semantic.sentiment": {name: {"sentiment": name} for name in ("positive", "negative", "neutral")},
    "style.reading_grade": {"easy": {"at_most": 8}, "hard": {"at_least": 8.000001}},
    "style.formality": {name: {"formality": name} for name in ("formal", "informal")},
    "style.toxicity": {"clean": {}},
}
REST = {"style.toxicity": "toxic"}


def made(kind: str, **parameters: Any) -> Constraint:
    return constraint_from({"check": kind, **parameters})


def held(constraint: Constraint, text: str) -> bool:
    return constraint.strict(Reply(text), Context()).held


def found_label(kind: str, text: str) -> str:
    fits = [label for label, given in TRIED[kind].items() if held(made(kind, **given), text)]
    assert len(fits) == 1 or (not fits and kind in REST)
    return fits[0] if fits else REST[kind]


@cache
def confusion(kind: str) -> Counter[tuple[str, str]]:
    rows = [row for row in LABELS if row["kind"] == kind]
    return Counter((row["label"], found_label(kind, row["text"])) for row in rows)


@pytest.mark.parametrize("kind", TRIED)
class TestAgreement:
    def test_the_figures_are_what_is_measured(self, kind: str) -> None:
        cells = confusion(kind)
        told: Agreement = registered()[kind].agreement  # type: ignore[attr-defined]
        assert told.texts == sum(cells.values())
        assert told.right == sum(number for (label, found), number in cells.items() if label == found)
        labels = {name for cell in cells for name in cell}
        by_chance = (
            sum(
                sum(n for cell, n in cells.items() if cell[0] == name)
                * sum(n for cell, n in cells.items() if cell[1] == name)
                for name in labels
            )
            / told.texts**2
        )
        assert told.kappa == pytest.approx((told.share - by_chance) / (1 - by_chance), abs=0.0005)

    def test_the_page_prints_them(self, kind: str) -> None:
        told: Agreement = registered()[kind].agreement  # type: ignore[attr-defined]
        low, high = wilson(np.array([told.share]), np.array([told.texts]))
        page = (ROOT / "docs/constraints.md").read_text("utf-8")
        figures = f"{told.right} of {told.texts}, {told.share:.0%} ({low[0]:.0%} to {high[0]:.0%}) | {told.kappa:.2f} |"
        assert any(line.startswith(f"| `{kind}` |") and line.endswith(figures) for line in page.splitlines())

    def test_the_labelled_set_is_balanced_and_has_each_text_once(self, kind: str) -> None:
        rows = [row for row in LABELS if row["kind"] == kind]
        numbers = Counter(row["label"] for row in rows)
        assert len(rows) >= 40
        assert max(numbers.values()) - min(numbers.values()) <= 2
        assert len({row["text"] for row in rows}) == len(rows)
        assert {*numbers} == {*TRIED[kind], *({REST[kind]} if kind in REST else ())}


class TestSentiment:
    def test_it_is_the_mean_of_the_sentences(self) -> None:
        for row in LABELS:
            sentences = Reply(row["text"]).sentences
            assert average(sentences) == pytest.approx(sum(map(compound, sentences)) / len(sentences))

    @pytest.mark.parametrize(
        ("score", "name"), [(0.05, "positive"), (0.049, "neutral"), (-0.05, "negative"), (-0.049, "neutral")]
    )
    def test_the_bounds_belong_to_the_feelings(self, score: float, name: str) -> None:
        assert feeling(score) == name

    def test_negation_and_emojis_count(self) -> None:
        assert held(
            made("semantic.sentiment", sentiment="positive"), "Not bad at all, I would happily come back."
        )
        assert held(made("semantic.sentiment", sentiment="positive"), "Dinner is at eight 😍")
        assert held(made("semantic.sentiment", sentiment="negative"), "The film was not good.")
        assert held(made("semantic.sentiment", sentiment="neutral"), "Das Essen ist schlecht.")

    def test_one_endless_sentence_is_scored_in_linear_time(self) -> None:
        assert held(made("semantic.sentiment", sentiment="positive"), "good but fine " * 20_000)


class TestGrade:
    def test_the_formula(self) -> None:
        assert Counts(sentences=2, words=20, syllables=30).grade == pytest.approx(
            0.39 * 10 + 11.8 * 1.5 - 15.59
        )
        assert Counts(0, 0, 0).grade is None

    def test_what_is_counted(self) -> None:
        assert counts(["It isn't far.", "Go 12 times."]) == Counts(
            2, 5, 5
        )  # the table has one syllable for "isn't"
        assert counts(["A list\n- one\n- two"]) == Counts(3, 4, 4)

    def test_no_word_is_within_no_bounds(self) -> None:
        assert not held(made("style.reading_grade", at_most=20), "12, 13!")
        assert held(Not(of=made("style.reading_grade", at_most=20)), "12, 13!")

    @pytest.mark.parametrize(
        "wrong",
        [
            {},
            {"at_most": 21},
            {"at_least": -1},
            {"at_least": 8, "at_most": 8.5},
            {"at_most": "8"},
            {"at_most": float("nan")},
        ],
    )
    def test_bounds_that_make_no_sense_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(ConstraintError, match=r"style\.reading_grade"):
            made("style.reading_grade", **wrong)

    def test_bounds_are_real_numbers_and_are_named(self) -> None:
        one = made("style.reading_grade", at_least=4.5, at_most=8.0)
        assert one.ask() == "Write for a reading level of grade between 4.5 and 8 (Flesch-Kincaid)."
        assert constraint_from(json.loads(json.dumps(one.spec()))) == one

    def test_a_draft_keeps_its_beginning(self) -> None:
        draft = "The harbour wakes before dawn. Boats come in one by one. Gulls wait."
        text = made("style.reading_grade", at_least=9).realize(draft, Random(0))
        assert text is not None
        assert text.startswith("The harbour wakes before dawn")


class TestFormality:
    @pytest.mark.parametrize(
        "text",
        ["The result said “hey, it's cool”.", "See Weber's paper.", "You may send your form to the office."],
    )
    def test_quotes_possessives_and_the_reader_are_not_informal_yet(self, text: str) -> None:
        assert held(made("style.formality", formality="formal"), text)

    @pytest.mark.parametrize("text", ["Hey, it is open.", "It isn't open.", "It’s open.", "Open!", "Open 😀"])
    def test_one_mark_makes_a_short_text_informal(self, text: str) -> None:
        assert held(made("style.formality", formality="informal"), text)

    def test_contractions_are_written_out(self) -> None:
        formal = made("style.formality", formality="formal")
        assert (
            formal.realize("I'm here. We don't know. It's kinda late!", Random(0))
            == "I am here. We do not know. It is rather late."
        )
        assert formal.spoil("It is late. We do not know.", Random(0)) == "It's late. We don't know."

    def test_its_opposite_is_the_other_style(self) -> None:
        assert made("style.formality", formality="formal").opposite() == made(
            "style.formality", formality="informal"
        )


class TestToxicity:
    @pytest.mark.parametrize(
        "text",
        ["Kill the process.", "He said “you idiot”.", "You are not a fool.", "A stupid mistake.", "I will beat your offer.", "We destroy your data on request.",
         "The fool in the play.", "You don't look like an idiot."],
    )  # fmt: skip
    def test_clean(self, text: str) -> None:
        assert held(made("style.toxicity"), text)

    @pytest.mark.parametrize(
        ("text", "words"),
        [("You are an idiot.", "idiot"), ("MORONS, all of them.", "MORONS"), ("I'll break your neck.", "I'll break your neck"),
         ("Nobody asked, clown.", "clown"), ("Shut up.", "Shut up"), ("You’re so pathetic.", "You’re so pathetic")],
    )  # fmt: skip
    def test_toxic(self, text: str, words: str) -> None:
        verdict = made("style.toxicity").strict(Reply(text), Context())
        assert not verdict.held
        assert text[slice(*verdict.span)] == words  # type: ignore[misc]

    def test_what_is_put_in_is_mild(self) -> None:
        text = made("style.toxicity").spoil("Rain falls. Stay in.", Random(0))
        assert text is not None
        assert "fool" in text
        assert next(insults(text))


def test_a_text_that_is_all_quote_speaks_for_itself() -> None:
    assert unquoted('"You idiot."') == '"You idiot."'
    assert unquoted("“Go”, she said") == "    , she said"


class TestConflicts:
    @pytest.mark.parametrize(
        ("kind", "one", "two"),
        [
            ("semantic.sentiment", {"sentiment": "positive"}, {"sentiment": "neutral"}),
            ("style.formality", {"formality": "formal"}, {"formality": "informal"}),
            ("style.reading_grade", {"at_least": 9}, {"at_most": 8.5}),
            ("style.reading_grade", {"at_least": 2, "at_most": 4}, {"at_least": 5, "at_most": 7}),
        ],
    )
    def test_what_cannot_be_together(self, kind: str, one: dict[str, Any], two: dict[str, Any]) -> None:
        first, second = made(kind, **one), made(kind, **two)
        (conflict,) = conflicts({"a": first, "b": second})
        assert conflict.names == ("a", "b")
        assert conflict.certain
        assert conflict.trick is None
        assert conflicts({"a": first, "b": first}) == ()

    def test_three_denied_sentiments_leave_none(self) -> None:
        names = ("positive", "negative", "neutral")
        denied = {name: Not(of=made("semantic.sentiment", sentiment=name)) for name in names}
        (conflict,) = conflicts(denied)
        assert conflict.names == names
        assert conflicts({name: denied[name] for name in names[:2]}) == ()

    def test_a_denied_bound_is_open(self) -> None:
        at_most, at_least = made("style.reading_grade", at_most=8), made("style.reading_grade", at_least=8)
        assert conflicts({"a": at_most, "b": at_least}) == ()
        (conflict,) = conflicts({"a": Not(of=at_least), "b": at_least})
        assert conflict.trick is None
        (escaped,) = conflicts({"a": Not(of=at_most), "b": Not(of=at_least)})
        assert escaped.trick == "a reply without any word"
        assert held(Not(of=at_most), "12") and held(Not(of=at_least), "12")  # noqa: PT018

    def test_those_that_go_together_have_a_witness(self) -> None:
        text = made("style.formality", formality="informal").realize("It is good.", Random(1))
        assert text is not None
        text = made("semantic.sentiment", sentiment="positive").realize(text, Random(1))
        assert text is not None
        wanted = {
            "a": made("style.formality", formality="informal"),
            "b": made("semantic.sentiment", sentiment="positive"),
            "c": made("style.toxicity"),
        }
        assert conflicts(wanted) == ()
        assert all(held(each, text) for each in wanted.values())
