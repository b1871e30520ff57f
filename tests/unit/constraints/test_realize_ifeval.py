"""The 25 IFEval instructions: texts brought into line and out of it in the reference's reading."""

from itertools import product
from random import Random
from typing import Any

import pytest

from driftsim.constraints import Constraint, Context, Reply, instruction_from, instructions
from driftsim.text import words

PLAIN = (
    "Oaks grow slowly. Dr. Wu planted one near the river, and it still stands. Children climb it after school."
    " It gives shade in summer and shelter in winter. Nobody knows how old it is. Some say it is very old."
)
DRAFTS = [
    PLAIN,
    PLAIN.upper(),
    PLAIN.lower(),
    '{"a": ["It rains today."]}',
    "",
    "雨が降る。",
    f"- one\n-5\n\n***\n\n{PLAIN}",
]
DETECTED = {"change_case:english_capital", "change_case:english_lowercase", "language:response_language"}


def built(name: str, **kwargs: Any) -> Constraint:
    return instruction_from(name, kwargs)


def holds(constraint: Constraint, text: str) -> bool:
    return constraint.strict(Reply(text), Context()).held


@pytest.mark.parametrize("name", sorted(instructions()))
def test_any_draft_can_be_brought_into_line_and_out_of_it(name: str) -> None:
    cls = instructions()[name]
    constraint = instruction_from(name, cls.example.parameters)
    for draft, seed in product(DRAFTS, range(2)):
        kept = constraint.realize(draft, Random(seed))
        assert kept is not None, draft
        assert holds(constraint, kept)
        broken = constraint.spoil(kept, Random(seed))
        assert broken is not None, kept
        assert broken.strip()
        assert not holds(constraint, broken)


@pytest.mark.parametrize(
    ("name", "kwargs"),
    [
        ("keywords:existence", {"keywords": ["m.p", r"\d+ (cats|dogs)", "x?", "[^a-z ]{2}", r"(.)\1q"]}),
        ("keywords:forbidden_words", {"forbidden_words": ["oak.?", "(?:child|river)\\w*", "C#"]}),
        ("keywords:forbidden_words", {"forbidden_words": ["C#"]}),
        ("keywords:frequency", {"keyword": "o[ad]k?", "frequency": 4, "relation": "at least"}),
        ("keywords:frequency", {"keyword": "il|in", "frequency": 2, "relation": "less than"}),
        ("keywords:frequency", {"keyword": "c++", "frequency": 6, "relation": "at least"}),
        ("keywords:letter_frequency", {"letter": "#", "let_frequency": 4, "let_relation": "at least"}),
        ("keywords:letter_frequency", {"letter": "t", "let_frequency": 2, "let_relation": "less than"}),
        ("detectable_content:postscript", {"postscript_marker": "P.S"}),
        ("detectable_content:postscript", {"postscript_marker": "post(script)?:"}),
        ("detectable_content:number_placeholders", {"num_placeholders": 7}),
        ("detectable_format:multiple_sections", {"section_spliter": "P[aA]rt", "num_sections": 3}),
        ("detectable_format:number_bullet_lists", {"num_bullets": 0}),
        ("detectable_format:number_highlighted_sections", {"num_highlights": 15}),
        ("length_constraints:number_paragraphs", {"num_paragraphs": 1}),
        ("length_constraints:number_paragraphs", {"num_paragraphs": 12}),
        (
            "length_constraints:nth_paragraph_first_word",
            {"num_paragraphs": 1, "nth_paragraph": 1, "first_word": "oak:"},
        ),
        (
            "length_constraints:nth_paragraph_first_word",
            {"num_paragraphs": 8, "nth_paragraph": 5, "first_word": "Weekend"},
        ),
        ("combination:repeat_prompt", {"prompt_to_repeat": 'Name  "it".\n\n- Now'}),
        ("startend:end_checker", {"end_phrase": '"Bye" he said.'}),
    ],
    ids=str,
)
@pytest.mark.parametrize("draft", [PLAIN, PLAIN.lower(), "", "* Item\n\n**Bold** [a] P.S. 12 cats xx"])
def test_the_quirks_of_the_reference(name: str, kwargs: dict[str, Any], draft: str) -> None:
    constraint = built(name, **kwargs)
    kept = constraint.realize(draft, Random(0))
    assert kept is not None
    assert holds(constraint, kept)
    broken = constraint.spoil(kept, Random(0))
    assert broken is not None
    assert not holds(constraint, broken)


@pytest.mark.parametrize(
    ("name", "kwargs"),
    [
        ("keywords:existence", {"keywords": ["oak"]}),
        ("keywords:forbidden_words", {"forbidden_words": ["oak", "elm"]}),
    ],
)
def test_the_opposite_of_words(name: str, kwargs: dict[str, Any]) -> None:
    opposite = built(name, **kwargs).negation()
    kept = opposite.realize(PLAIN, Random(0))
    assert kept is not None
    assert holds(opposite, kept)
    broken = opposite.spoil(kept, Random(0))
    assert broken is not None
    assert not holds(opposite, broken)


@pytest.mark.parametrize(
    ("name", "kwargs", "draft", "kept", "broken"),
    [
        ("startend:quotation", {}, "It rains.", '"It rains."', "It rains."),
        (
            "detectable_format:constrained_response",
            {},
            "",
            "My answer is yes.",
            "My answer would be yes.",
        ),
        (
            "length_constraints:number_paragraphs",
            {"num_paragraphs": 2},
            "It rains hard.\n\nWe stay.",
            "It rains hard.\n***\nWe stay.",
            None,
        ),
        (
            "combination:repeat_prompt",
            {"prompt_to_repeat": "Name a tree. "},
            "an oak.",
            "name a tree. an oak.",
            None,
        ),
        ("detectable_format:title", {}, "<<Oaks>>\nOld.", "<<Oaks>>\nOld.", None),
    ],
)
def test_what_is_written(
    name: str, kwargs: dict[str, Any], draft: str, kept: str | None, broken: str | None
) -> None:
    constraint = built(name, **kwargs)
    text = constraint.realize(draft, Random(1))
    assert text is not None
    assert kept in (None, text)
    assert broken in (None, constraint.spoil(text, Random(1)))


def test_bullets_that_only_the_reference_sees_are_made_plain() -> None:
    constraint = built("detectable_format:number_bullet_lists", num_bullets=1)
    text = constraint.realize("* one\n-5 degrees\n---\nend", Random(0))
    assert text is not None
    assert holds(constraint, text)
    assert "5 degrees" in text


@pytest.mark.parametrize(
    ("name", "kwargs"),
    [
        ("startend:end_checker", {"end_phrase": "So bye."}),
        ("length_constraints:number_paragraphs", {"num_paragraphs": 3}),
        ("detectable_format:constrained_response", {}),
        ("detectable_content:postscript", {"postscript_marker": "P.S."}),
        ("detectable_content:number_placeholders", {"num_placeholders": 4}),
        ("combination:two_responses", {}),
        ("keywords:existence", {"keywords": ["oak", "elm"]}),
        ("keywords:letter_frequency", {"letter": "t", "let_frequency": 3, "let_relation": "less than"}),
    ],
    ids=str,
)
def test_json_stays_json_for_the_reference(name: str, kwargs: dict[str, Any]) -> None:
    text = built(name, **kwargs).realize('{"a": ["It rains today.", "Stay"], "n": 1}', Random(0))
    assert text is not None
    assert holds(built("detectable_format:json_format"), text)


def test_a_keyword_goes_where_longer_words_hold_it() -> None:
    constraint = built("keywords:frequency", keyword="war", frequency=1, relation="less than")
    text = constraint.realize("It went towards the river.", Random(0))
    assert text is not None
    assert text.endswith(" the river.")
    assert len(words(text)) == 5


def test_an_impossible_number_gives_none() -> None:
    assert (
        built("length_constraints:number_words", num_words=0, relation="less than").realize(PLAIN, Random(0))
        is None
    )
    assert (
        built("length_constraints:number_words", num_words=0, relation="at least").spoil(PLAIN, Random(0))
        is None
    )
    beyond = built(
        "length_constraints:nth_paragraph_first_word", num_paragraphs=1, nth_paragraph=2, first_word="x"
    )
    assert beyond.realize(PLAIN, Random(0)) is None
