"""Counts of words, sentences, paragraphs and capitals, in our reading and in IFEval's."""

from typing import Any

import pytest

from driftsim.constraints import Context, Reply, instruction_from

SENTENCES, PARAGRAPHS = "length_constraints:number_sentences", "length_constraints:number_paragraphs"
NTH, CAPITALS = "length_constraints:nth_paragraph_first_word", "change_case:capital_word_frequency"
SECOND_NOW = {"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "Now"}
OUR_NOW = {"paragraphs": 2, "nth": 2, "first_word": "now"}


@pytest.mark.parametrize(
    ("name", "parameters", "reply", "held"),
    [
        ("length.words", {"at_most": 3}, "One two three", True),
        ("length.words", {"exactly": 4}, "don't well_known 3.5", False),
        ("length.words", {"at_least": 2, "at_most": 3}, "Just four words here", False),
        ("length_constraints:number_words", {"num_words": 0, "relation": "at least"}, "!", True),
        ("length_constraints:number_words", {"num_words": 0, "relation": "less than"}, "!", False),
        ("length_constraints:number_words", {"num_words": 3.0, "relation": "less than"}, "one two", True),
        ("length.sentences", {"exactly": 1}, "- red\n- blue\n- green", True),
        ("length.sentences", {"exactly": 2}, "Mr. Li left. It rains.", True),
        ("length.sentences", {"exactly": 2}, "Turn to o. Please wait.", True),
        ("length.sentences", {"exactly": 1}, "He met J. Bach there.", True),
        (SENTENCES, {"num_sentences": 2, "relation": "at least"}, "Only one", False),
        ("length.paragraphs", {"exactly": 2}, "One.\n***\n\n***\nTwo.", True),
        ("length.paragraphs", {"exactly": 2}, "One. *** Two.", False),
        ("length.paragraphs", {"exactly": 1}, "***Bold*** text", True),
        (PARAGRAPHS, {"num_paragraphs": 2}, "One. *** Two.", True),
        (PARAGRAPHS, {"num_paragraphs": 1}, "***Bold*** text", False),
        (PARAGRAPHS, {"num_paragraphs": 2}, "One.\n***\n\n***\nTwo.", False),
        (PARAGRAPHS, {"num_paragraphs": 1}, "***\nOne.", True),
        ("length.nth_paragraph", OUR_NOW, "\n\nThen.\n \n'**Now**: go.", True),
        ("length.nth_paragraph", OUR_NOW, "Then.\n\nNowhere.", False),
        ("length.nth_paragraph", OUR_NOW, "Then.\n\nNow\n\nGo", False),
        ("length.nth_paragraph", OUR_NOW, "Then.\n\n***", False),
        (NTH, SECOND_NOW, "Then.\n\n'\"Now! we go.", True),
        (NTH, SECOND_NOW, "Then.\n\nNow: go.", False),
        (NTH, SECOND_NOW, "\n\nThen.\n\nNow we go.", False),
        (NTH, SECOND_NOW, "Then.\n \nNow we go.", False),
        (NTH, SECOND_NOW, "Then.\n\n\n\nNow we go.", False),
        (NTH, {**SECOND_NOW, "first_word": "Now."}, "Then.\n\nNow. Go.", False),
        ("length.capital_words", {"exactly": 3}, "I saw WELL-KNOWN U.S. towns", True),
        (CAPITALS, {"capital_frequency": 1, "capital_relation": "less than"}, "A1 is one", False),
    ],
)
def test_verdict(check: Any, name: str, parameters: dict[str, Any], reply: str, held: bool) -> None:
    assert check(name, reply, **parameters).held is held


def test_the_text_over_the_bound_is_shown(check: Any) -> None:
    verdict = check("length.words", "one two, three four!", at_most=2)
    assert (verdict.reason, verdict.span) == ("4 words, asked for at most 2", (9, 19))
    verdict = check(SENTENCES, "One. Two. Three.", num_sentences=2, relation="less than")
    assert (verdict.reason, verdict.span) == ("3 sentences, asked for less than 2", (5, 16))
    assert check("length.capital_words", "So IT is NOW", at_most=1).span == (9, 12)
    assert check("length.paragraphs", "a\n***\nb\n***\nc", at_most=1).span == (6, 13)


def test_the_wrong_first_word_is_shown(check: Any) -> None:
    verdict = check("length.nth_paragraph", "Then.\n\nSo it goes.", **OUR_NOW)
    assert (verdict.reason, verdict.span) == ('paragraph 2 begins with "So", asked for "now"', (7, 9))
    verdict = check(NTH, "Then.\n\nSo, it goes.", **SECOND_NOW)
    assert (verdict.reason, verdict.span) == ('paragraph 2 begins with "so", asked for "Now"', (7, 10))


def test_too_few_have_no_place(check: Any) -> None:
    assert check("length.words", "one", at_least=2).span is None


def test_a_wrong_number_of_paragraphs_is_counted(check: Any) -> None:
    assert check("length.nth_paragraph", "One.", **OUR_NOW).reason == "1 paragraph, asked for exactly 2"
    assert check(PARAGRAPHS, "a\n******\nb", num_paragraphs=2).reason == "nothing stands between two dividers"


@pytest.mark.parametrize(
    ("reply", "held"),
    [
        ("Rain fell.\n\nSound came back.", True),
        ("Sound came back.\n\nRain fell.", False),
        ("A\n\nB\n\nSound", False),
    ],
)
def test_a_paragraph_beyond_the_last_is_the_one_that_the_reference_draws(reply: str, held: bool) -> None:
    kwargs = {"num_paragraphs": 2, "nth_paragraph": 3, "first_word": "sound"}
    constraint = instruction_from("length_constraints:nth_paragraph_first_word", kwargs)
    assert constraint.strict(Reply(reply), Context()).held is held
