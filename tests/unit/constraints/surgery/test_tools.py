"""The tools that change a text in one place."""

import json
from random import Random

import pytest

from driftsim.constraints.detection import language
from driftsim.constraints.languages import NAMES
from driftsim.constraints.surgery import sentence, tail, units, word_count
from driftsim.constraints.surgery.filler import LONGEST_TAIL
from driftsim.constraints.surgery.plain import as_json
from driftsim.constraints.surgery.sentences import with_sentence
from driftsim.constraints.surgery.tongues import speaks, spoken, tongue
from driftsim.constraints.surgery.words import cut, grown

PROSE = (
    "Pack light on Friday. Dr. Wu brings water, bread and tea because shops are far. Rest at noon. Go home."
)


class TestWords:
    @pytest.mark.parametrize("number", [1, 2, 7, 30, 300])
    def test_so_many_come_with_no_comma_digit_or_capital_word(self, number: int) -> None:
        text = grown(PROSE, number, Random(number))
        assert word_count(text) == word_count(PROSE) + number
        assert text.count(",") == PROSE.count(",")
        assert not any(word.isupper() for word in text.split())
        assert text.startswith("Pack light on Friday")
        assert text.endswith("Go home.")

    def test_few_make_no_new_sentence(self) -> None:
        assert grown(PROSE, 9, Random(1)).count(".") == PROSE.count(".")

    @pytest.mark.parametrize("number", range(1, 20))
    def test_so_many_go_and_both_ends_stay(self, number: int) -> None:
        text = cut(PROSE, number)
        assert word_count(text) == word_count(PROSE) - number
        if number <= 12:
            assert text.startswith("Pack light on")
            assert text.endswith("Go home.")

    def test_bullets_and_json_stay_what_they_are(self) -> None:
        items = "- Pack light for the day.\n- Bring some water and bread."
        assert cut(items, 4).count("\n- ") == grown(items, 20, Random(1)).count("\n- ") == 1
        for text in (cut(as_json(PROSE), 6), grown(as_json(PROSE), 40, Random(1))):
            assert json.loads(text)

    def test_they_are_in_the_language_of_the_text(self) -> None:
        text = grown(" ".join(spoken()["fr"]), 50, Random(3))
        assert language(text) == "fr"

    def test_a_text_in_capitals_stays_in_capitals(self) -> None:
        assert grown(PROSE.upper(), 40, Random(1)).isupper()


class TestFiller:
    def test_sentences_have_one_capital_letter_and_no_mark_but_the_last(self) -> None:
        for seed in range(300):
            piece = sentence(Random(seed))
            assert piece[0].isupper()
            assert piece[1:-1].replace(" ", "").isalpha()
            assert piece[1:].islower()
            assert not piece.split()[0].isupper()

    def test_tails_have_the_words_asked_for(self) -> None:
        for words in range(1, 3 * LONGEST_TAIL):
            for seed in range(20):
                assert word_count(tail(words, Random(seed))) == words


class TestTongues:
    def test_every_known_language_is_spoken(self) -> None:
        assert all(speaks(code) for code in NAMES)

    @pytest.mark.parametrize("code", spoken())
    def test_each_sentence_is_recognised_by_the_detector_and_by_us(self, code: str) -> None:
        for line in spoken()[code]:
            assert language(line) == code
            assert language(line.lower()) == code
            assert tongue(line) == code
            assert "," not in line

    def test_english_is_what_is_left(self) -> None:
        assert tongue("") == tongue("12 !") == tongue(PROSE) == "en"


class TestUnits:
    def test_marks_of_json_and_markdown_are_outside(self) -> None:
        text = '{"answer": "It rains.\\nStay in."}\n# Part 1\n- **Red** is warm'
        pieces = [text[unit.start : unit.end] for unit in units(text)]
        assert pieces == ["answer", "It rains.", "Stay in.", "Part 1", "Red", "is warm"]

    def test_an_abbreviation_ends_nothing(self) -> None:
        assert [unit.closed for unit in units("Dr. Wu, e.g. Li, stays. So?")] == [True, True]

    def test_a_sentence_goes_before_the_last_one(self) -> None:
        assert (
            with_sentence("- One.\n- Two.\n- Any questions?", "New.")
            == "- One.\n- Two. New.\n- Any questions?"
        )
