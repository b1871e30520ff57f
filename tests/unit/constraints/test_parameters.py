"""What is wrong with parameters is said by name, with the value, before any reply is checked."""

from typing import Any

import pytest

from driftsim.constraints import constraint_from
from driftsim.errors import ConstraintError

NTH = {"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "a"}


@pytest.mark.parametrize(
    ("name", "kwargs", "message"),
    [
        ("keywords:existence", {}, "parameter 'keywords' is missing"),
        (
            "keywords:existence",
            {"keywords": "map"},
            "parameter 'keywords' is 'map': a list is expected",
        ),
        (
            "keywords:existence",
            {"keywords": []},
            "parameter 'keywords' is []: a list of at least 1 is expected",
        ),
        ("keywords:existence", {"keywords": ["a", " "]}, "parameter 'keywords.1' is ' ': must not be blank"),
        (
            "keywords:existence",
            {"keywords": [3]},
            "parameter 'keywords.0' is 3: a text is expected",
        ),
        ("keywords:existence", {"keywords": ["a("]}, "'a(' is no regular expression: missing )"),
        ("keywords:existence", {"keywords": ["a"], "word": "b"}, "unknown parameter 'word'"),
        ("keywords:forbidden_words", {"forbidden_words": ["[z"]}, "'[z' is no regular expression"),
        ("keywords:forbidden_words", {"forbidden_words": "a"}, "a list is expected"),
        (
            "keywords:frequency",
            {"keyword": "a", "frequency": -1, "relation": "at least"},
            "parameter 'frequency' is -1",
        ),
        (
            "keywords:frequency",
            {"keyword": "a", "frequency": True, "relation": "at least"},
            "parameter 'frequency' is True",
        ),
        (
            "keywords:frequency",
            {"keyword": "a", "frequency": "2", "relation": "at least"},
            "parameter 'frequency' is '2'",
        ),
        (
            "keywords:frequency",
            {"keyword": "a", "frequency": 1.5, "relation": "at least"},
            "parameter 'frequency' is 1.5",
        ),
        (
            "keywords:frequency",
            {"keyword": "a", "frequency": 1, "relation": "at most"},
            "parameter 'relation' is 'at most'",
        ),
        (
            "keywords:frequency",
            {"keyword": "*", "frequency": 1, "relation": "at least"},
            "'*' is no regular expression",
        ),
        (
            "keywords:letter_frequency",
            {"letter": "ab", "let_frequency": 1, "let_relation": "at least"},
            "exactly one character",
        ),
        (
            "keywords:letter_frequency",
            {"letter": " ", "let_frequency": 1, "let_relation": "at least"},
            "exactly one character",
        ),
        ("language:response_language", {"language": "zh"}, "parameter 'language' is 'zh'"),
        ("length_constraints:number_sentences", {"num_sentences": 1}, "parameter 'relation' is missing"),
        (
            "length_constraints:number_words",
            {"num_words": None, "relation": "at least"},
            "'num_words' is missing",
        ),
        ("length_constraints:number_paragraphs", {"num_paragraphs": 0}, "parameter 'num_paragraphs' is 0"),
        (
            "length_constraints:nth_paragraph_first_word",
            {**NTH, "nth_paragraph": 0},
            "parameter 'nth_paragraph' is 0",
        ),
        (
            "length_constraints:nth_paragraph_first_word",
            {**NTH, "first_word": ""},
            "parameter 'first_word' is ''",
        ),
        (
            "detectable_content:number_placeholders",
            {"num_placeholders": -1},
            "parameter 'num_placeholders' is -1",
        ),
        ("detectable_content:postscript", {"postscript_marker": "P("}, "'p(' is no regular expression"),
        ("detectable_format:number_bullet_lists", {}, "parameter 'num_bullets' is missing"),
        ("detectable_format:constrained_response", {"x": 1}, "unknown parameter 'x'; it takes none"),
        (
            "detectable_format:number_highlighted_sections",
            {"num_highlights": []},
            "parameter 'num_highlights' is []",
        ),
        (
            "detectable_format:multiple_sections",
            {"section_spliter": "(a)", "num_sections": 1},
            "capturing group",
        ),
        (
            "detectable_format:multiple_sections",
            {"section_spliter": "a)", "num_sections": 1},
            "no regular expression",
        ),
        (
            "detectable_format:multiple_sections",
            {"section_splitter": "a", "num_sections": 1},
            "did you mean 'section_spliter'",
        ),
        ("combination:repeat_prompt", {"prompt_to_repeat": "  "}, "must not be blank"),
        ("startend:end_checker", {"end_phrase": 3}, "parameter 'end_phrase' is 3"),
        (
            "change_case:capital_word_frequency",
            {"capital_frequency": 1, "relation": "at least"},
            "'capital_relation' is missing",
        ),
    ],
)
def test_an_instruction_is_refused(name: str, kwargs: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstraintError) as refused:
        constraint_from({"ifeval": name, "kwargs": kwargs})
    assert message in str(refused.value)
    assert str(refused.value).startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"check": "length.words"}, "give at_least, at_most or exactly"),
        (
            {"check": "length.words", "exactly": 1, "at_most": 2},
            "exactly cannot stand beside at_least or at_most",
        ),
        ({"check": "length.words", "at_least": 3, "at_most": 2}, "at_least=3 is more than at_most=2"),
        ({"check": "length.words", "at_most": -1}, "parameter 'at_most' is -1"),
        (
            {"check": "length.nth_paragraph", "paragraphs": 1, "nth": 2, "first_word": "a"},
            "nth=2 is more than paragraphs=1",
        ),
        (
            {"check": "length.nth_paragraph", "paragraphs": 1, "nth": 1, "first_word": "a b"},
            "must be one word",
        ),
        ({"check": "lexical.include", "words": []}, "parameter 'words' is []"),
        ({"check": "lexical.exclude", "words": "a"}, "parameter 'words' is 'a'"),
        ({"check": "lexical.letter", "letter": "ab", "exactly": 1}, "exactly one character"),
        ({"check": "lexical.start", "text": ""}, "must not be blank"),
        ({"check": "semantic.language", "language": "german"}, "no language the detector knows"),
        ({"check": "semantic.language", "language": "zh_cn"}, "did you mean 'zh-cn'"),
        ({"check": "format.choice", "options": []}, "parameter 'options' is []"),
        ({"check": "format.sections", "exactly": 2}, "parameter 'word' is missing"),
        ({"check": "format.title", "text": "a"}, "unknown parameter 'text'; it takes none"),
    ],
)
def test_one_of_ours_is_refused(written: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstraintError) as refused:
        constraint_from(written)
    assert message in str(refused.value)
    assert str(refused.value).startswith(f"{written['check']}: ")


def test_nulls_count_as_absent_and_whole_floats_as_integers() -> None:
    name = "length_constraints:number_words"
    written = {"ifeval": f"en:{name}", "kwargs": {"num_words": 4.0, "relation": "at least", "letter": None}}
    assert constraint_from(written).parameters() == {"num_words": 4, "relation": "at least"}


def test_what_stands_trimmed() -> None:
    assert constraint_from({"check": "lexical.end", "phrase": " Bye. "}).parameters() == {"phrase": "Bye."}


def test_a_number_that_may_be_whole_or_not_has_one_message() -> None:
    with pytest.raises(ConstraintError) as refused:
        constraint_from({"check": "style.reading_grade", "at_most": "six"})
    assert str(refused.value) == "style.reading_grade: parameter 'at_most' is 'six': a number is expected"


@pytest.mark.parametrize("written", [{"check": "length.words", "at_most": "9" * 10_000}, "9" * 10_000])
def test_a_long_value_is_not_shown_whole(written: Any) -> None:
    with pytest.raises(ConstraintError) as refused:
        constraint_from(written)
    assert len(str(refused.value)) < 500
