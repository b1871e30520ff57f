"""Counts, forms and languages: texts brought into line and out of it, near the draft."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from driftsim.constraints import Constraint, Context, Not, Opposite, Reply, constraint_from
from driftsim.constraints.languages import NAMES

DRAFT = (
    "Start at the park before the crowds come. The carousel opens at ten, and children ride for a small fee."
    " Lunch can be a picnic on the lawn. Walk to the museum in the afternoon. A boat ride shows the skyline."
)
LIST = "Pack light.\n\n- Bring water.\n- Start early.\n- Rest at noon.\n\nThat is all."
JSON = json.dumps({"answer": "It rains. Stay in, please.", "points": ["Tea helps."]})


def realized(check: str, draft: str = DRAFT, *, seed: int = 1, **parameters: Any) -> str:
    return done(Constraint.realize, constraint_from({"check": check, **parameters}), draft, seed, held=True)


def spoiled(check: str, draft: str = DRAFT, *, seed: int = 1, **parameters: Any) -> str:
    return done(Constraint.spoil, constraint_from({"check": check, **parameters}), draft, seed, held=False)


def done(
    change: Callable[..., str | None], constraint: Constraint, draft: str, seed: int, *, held: bool
) -> str:
    text = change(constraint, draft, Random(seed))
    assert text is not None
    assert constraint.strict(Reply(text), Context()).held is held
    return text


class TestCounts:
    def test_a_word_too_few_is_added_within_a_sentence(self) -> None:
        text = realized("length.words", at_least=43)
        assert len(Reply(text).words) == 43
        assert len(Reply(text).sentences) == 5

    def test_words_over_the_limit_are_few(self) -> None:
        assert 42 < len(Reply(spoiled("length.words", at_most=42)).words) <= 42 + 3

    def test_no_words_at_all_are_a_silence(self) -> None:
        assert realized("length.words", exactly=0) == "…"

    def test_more_than_anybody_writes_is_refused(self) -> None:
        assert constraint_from({"check": "length.words", "at_least": 10**9}).realize(DRAFT, Random(1)) is None

    def test_sentences_are_halved_or_joined_and_keep_their_words(self) -> None:
        more, fewer = realized("length.sentences", exactly=6), realized("length.sentences", exactly=4)
        assert Reply(more.lower()).words == Reply(fewer.lower()).words == Reply(DRAFT.lower()).words

    def test_many_sentences_fewer_are_left_out_from_the_middle(self) -> None:
        text = realized("length.sentences", exactly=1)
        assert text.startswith("Start at the park before the crowds come; ")
        assert text.endswith("shows the skyline.")

    def test_no_text_has_no_sentence(self) -> None:
        assert constraint_from({"check": "length.sentences", "exactly": 0}).realize(DRAFT, Random(1)) is None

    def test_capitals_are_put_on_and_taken_off(self) -> None:
        shouted = realized("length.capital_words", at_least=3)
        assert shouted.lower() == DRAFT.lower()
        text = realized("length.capital_words", "A NASA plan. I go.", exactly=0)
        assert text == "The Nasa plan. i go."

    def test_dividers_stand_where_paragraphs_end(self) -> None:
        assert realized("length.paragraphs", "One.\n\nTwo.\n\nThree.", exactly=2).count("\n***\n") == 1
        assert realized("length.paragraphs", "One.\n***\nTwo.", at_most=1) == "One.\n\nTwo."

    def test_the_word_stands_in_its_sentence_or_before_a_colon(self) -> None:
        spec = {"paragraphs": 2, "nth": 2}
        text = realized("length.nth_paragraph", "It rained.\n\nThe sun came.", first_word="Finally", **spec)
        assert text == "It rained.\n\nFinally the sun came."
        text = realized("length.nth_paragraph", "It rained.\n\n- The sun came.", first_word="Later,", **spec)
        assert text == "It rained.\n\n- Later, the sun came."
        text = realized("length.nth_paragraph", "It rained.\n\nThe sun came.", first_word="Noon", **spec)
        assert text == "It rained.\n\nNoon: The sun came."


class TestForms:
    def test_sentences_become_bullets_and_the_first_one_introduces_them(self) -> None:
        lines = realized("format.bullets", exactly=4).split("\n")
        assert lines[:2] == ["Start at the park before the crowds come.", ""]
        assert all(line.startswith("- ") for line in lines[2:])

    def test_bullets_are_added_put_together_and_made_prose(self) -> None:
        more = realized("format.bullets", LIST, exactly=5)
        assert more.startswith(LIST[: LIST.index("\n\nThat")])
        assert realized("format.bullets", LIST, exactly=2) == LIST.replace("\n- Rest", " Rest")
        none = realized("format.bullets", LIST, exactly=0)
        assert none == "Pack light.\n\nBring water. Start early. Rest at noon.\n\nThat is all."

    def test_highlights_are_words_of_the_draft(self) -> None:
        text = realized("format.highlights", exactly=3)
        assert text.replace("*", "") == DRAFT
        assert realized("format.highlights", text, exactly=0) == DRAFT

    def test_sections_divide_the_draft_and_go_on_counting(self) -> None:
        text = realized("format.sections", word="Part", exactly=2)
        assert text.startswith("Part 1\nStart at the park")
        assert "\n\nPart 2\n" in text
        more = realized("format.sections", text, word="Part", exactly=3)
        assert more.startswith(text[: text.index("Part 2")])
        assert "\n\nPart 3\n" in more
        assert realized("format.sections", text, word="Part", exactly=0) == text.replace(
            "Part 1\n", ""
        ).replace("Part 2\n", "")

    def test_json_holds_the_draft_and_is_left_alone_where_it_is_json(self) -> None:
        value = json.loads(realized("format.json"))
        assert " ".join([value["answer"], *value["points"]]) == DRAFT
        assert realized("format.json", JSON) == JSON
        assert json.loads(realized("format.json", "No comma here.")) == {"answer": "No comma here."}

    def test_what_stands_behind_json_goes_inside(self) -> None:
        assert json.loads(realized("format.json", '{"a": "It rains."}\n\nP.S. Tea.')) == {
            "a": "It rains. P.S. Tea."
        }
        assert json.loads(realized("format.json", '{"a": "It rains.",')) == {"answer": "It rains."}

    def test_spoiled_json_is_talked_about_or_made_prose(self) -> None:
        texts = {spoiled("format.json", JSON, seed=seed) for seed in range(20)}
        assert "It rains. Stay in, please. Tea helps." in texts
        assert any(text.endswith(JSON) for text in texts)

    def test_a_title_stands_above_or_in_the_first_string(self) -> None:
        assert realized("format.title").endswith(f">>\n\n{DRAFT}")
        assert json.loads(realized("format.title", JSON))["answer"].endswith(">> It rains. Stay in, please.")
        assert spoiled("format.title", "<<On Oaks>>\nOld.") == "On Oaks\nOld."

    def test_commas_go_and_numbers_stay_whole(self) -> None:
        assert realized("format.no_comma", "Red, blue,green: 1,000.") == "Red blue green: 1000."
        assert json.loads(realized("format.no_comma", JSON))
        assert spoiled("format.no_comma", "Walk there and rest.") == "Walk there, and rest."

    @pytest.mark.parametrize(("draft", "ends"), [("So it is.", '""'), ('He said "go".', "“”")])
    def test_quotation_marks_differ_from_those_inside(self, draft: str, ends: str) -> None:
        assert realized("format.quotation", draft) == f"{ends[0]}{draft}{ends[1]}"
        assert spoiled("format.quotation", f"{ends[0]}{draft}{ends[1]}") == draft

    def test_an_answer_is_the_one_that_the_draft_names(self) -> None:
        options = ["Oak.", "Elm."]
        assert realized("format.choice", "I would say: elm. Or not.", options=options) == "Elm."
        assert spoiled("format.choice", "Oak.", options=options).startswith("Oak. ")


class TestCasesAndLanguages:
    def test_a_case_is_put_on_and_one_sentence_put_off(self) -> None:
        assert realized("format.uppercase") == DRAFT.upper()
        assert realized("format.lowercase") == DRAFT.lower()
        text = spoiled("format.uppercase", DRAFT.upper())
        assert text.upper() == DRAFT.upper()
        assert sum(map(str.isupper, text)) > sum(map(str.islower, text))

    @pytest.mark.parametrize("code", NAMES)
    def test_every_language_is_spoken(self, code: str) -> None:
        text = realized("semantic.language", LIST, language=code)
        assert text.count("\n- ") == 3
        assert realized("format.lowercase", language=code).islower()
        assert spoiled("semantic.language", text, language=code) != text

    def test_json_stays_json_in_another_language(self) -> None:
        assert (
            json.loads(realized("semantic.language", JSON, language="fr")).keys() == json.loads(JSON).keys()
        )


class TestNegations:
    def test_denying_is_breaching_and_the_reverse(self) -> None:
        title = constraint_from({"check": "format.title"})
        assert Not(of=title).realize("<<So>>\nIt is.", Random(1)) == "So\nIt is."
        assert Not(of=title).spoil(DRAFT, Random(1)) == title.realize(DRAFT, Random(1))

    def test_the_opposite_of_three_bullets_is_none(self) -> None:
        three = constraint_from({"check": "format.bullets", "exactly": 3})
        assert "- " not in done(Constraint.realize, Opposite(of=three), LIST, 1, held=True)
        assert "- " in done(Constraint.spoil, Opposite(of=three), DRAFT, 1, held=False)

    def test_what_is_always_so_cannot_be_spoiled(self) -> None:
        assert constraint_from({"check": "length.words", "at_least": 0}).spoil(DRAFT, Random(1)) is None

    def test_a_blank_draft_becomes_a_text_that_reads_like_one(self) -> None:
        for check in ("format.title", "format.json", "format.no_comma"):
            inside = constraint_from({"check": check})
            assert len(done(Constraint.realize, inside, " ", 1, held=True)) > 20
            assert len(done(Constraint.realize, Not(of=inside), "", 1, held=True)) > 20
