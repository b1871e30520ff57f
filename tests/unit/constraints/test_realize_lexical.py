"""Words, letters, beginnings, ends and contents: texts brought into line and out of it, near the draft."""

import json
from itertools import product
from random import Random
from typing import Any

import pytest

from driftsim.constraints import Constraint, Context, Reply, constraint_from

PLAIN = "Oaks grow slowly. Dr. Wu planted one near the river. Children climb it after school. It gives shade."
JSON = '{"title": "Oaks", "notes": ["It rains today."], "count": 2}'
DRAFTS = [
    PLAIN,
    PLAIN.upper(),
    PLAIN.lower(),
    JSON,
    "[1, 2]",
    "",
    " \n",
    "雨が降る。",
    "* one\n* two",
    f'"{PLAIN}"',
    "ẞİ\ud800",
]
WORDS = ["oak", "C++"]
KINDS: list[dict[str, Any]] = [
    {"check": "lexical.include", "words": WORDS},
    {"check": "lexical.exclude", "words": ["it", ".", "two"]},
    {"check": "lexical.start", "text": "Name a tree.\n Or two."},
    {"check": "lexical.end", "phrase": "Any questions?"},
    {"check": "lexical.frequency", "word": "and", "exactly": 3},
    {"check": "lexical.frequency", "word": "it", "at_most": 0},
    {"check": "lexical.letter", "letter": "e", "at_most": 2},
    {"check": "lexical.letter", "letter": "Q", "exactly": 7},
    {"check": "lexical.letter", "letter": "!", "at_least": 3, "at_most": 4},
    {"check": "lexical.letter", "letter": "é", "exactly": 2},
    {"check": "content.placeholders", "at_least": 3},
    {"check": "content.placeholders", "exactly": 0},
    {"check": "content.postscript", "marker": "P.P.S."},
    {"check": "content.two_responses"},
]


def built(**written: Any) -> Constraint:
    return constraint_from(written)


def holds(constraint: Constraint, text: str) -> bool:
    return constraint.strict(Reply(text), Context()).held


@pytest.mark.parametrize("written", KINDS, ids=str)
def test_any_draft_can_be_brought_into_line_and_out_of_it(written: dict[str, Any]) -> None:
    constraint = constraint_from(written)
    for draft, seed in product(DRAFTS, range(3)):
        kept = constraint.realize(draft, Random(seed))
        assert kept is not None, draft
        assert holds(constraint, kept)
        broken = constraint.spoil(kept, Random(seed))
        assert broken is not None, kept
        assert broken.strip()
        assert not holds(constraint, broken)


@pytest.mark.parametrize("written", KINDS, ids=str)
def test_chance_alone_decides(written: dict[str, Any]) -> None:
    constraint = constraint_from(written)
    assert constraint.realize(PLAIN, Random(5)) == constraint.realize(PLAIN, Random(5))
    assert constraint.spoil(PLAIN, Random(5)) == constraint.spoil(PLAIN, Random(5))


def test_a_draft_that_holds_stays_as_it_is() -> None:
    assert built(check="lexical.include", words=["river"]).realize(PLAIN, Random(1)) == PLAIN
    assert built(check="lexical.exclude", words=["river"]).spoil(PLAIN, Random(1)) == PLAIN


def test_a_missing_word_costs_one_plain_sentence_amid_the_text() -> None:
    text = built(check="lexical.include", words=["elm", "ash"]).realize(PLAIN, Random(2))
    assert text is not None
    added = text.replace(PLAIN[: text.index("elm") - 40], "", 1)
    assert text.startswith("Oaks grow slowly.")
    assert text.endswith("It gives shade.")
    assert len(Reply(text).sentences) == len(Reply(PLAIN).sentences) + 1
    assert text.count(",") == PLAIN.count(",")
    assert "elm and ash" in added


@pytest.mark.parametrize("draft", [PLAIN.upper(), PLAIN.lower()])
def test_new_words_keep_the_case_of_the_draft(draft: str) -> None:
    for constraint in (
        built(check="lexical.include", words=["elm"]),
        built(check="lexical.end", phrase="Any questions?"),
        built(check="lexical.start", text="Name a tree."),
        built(check="lexical.letter", letter="q", at_least=3),
        built(check="lexical.exclude", words=["river"]),
        built(check="content.placeholders", at_least=2),
        built(check="content.postscript"),
        built(check="content.two_responses"),
    ):
        text = constraint.realize(draft, Random(0))
        assert text is not None
        assert (text.isupper(), text.islower()) == (draft.isupper(), draft.islower()), constraint


@pytest.mark.parametrize(
    "written",
    [
        {"check": "lexical.include", "words": ["elm", "ash tree"]},
        {"check": "lexical.frequency", "word": "elm", "at_least": 3},
        {"check": "lexical.letter", "letter": "é", "at_least": 3},
        {"check": "lexical.letter", "letter": "q", "exactly": 4},
        {"check": "lexical.exclude", "words": ["today"]},
        {"check": "content.placeholders", "exactly": 1},
        {"check": "content.postscript"},
        {"check": "content.two_responses"},
    ],
    ids=str,
)
@pytest.mark.parametrize("draft", [JSON, "{}", '```json\n{\n  "a": "Rain today."\n}\n```'])
def test_json_stays_json(written: dict[str, Any], draft: str) -> None:
    text = constraint_from(written).realize(draft, Random(0))
    assert text is not None
    assert isinstance(json.loads(text.strip().removeprefix("```json").removesuffix("```")), dict)


def test_brackets_of_a_json_list_are_kept_and_counted_no_more() -> None:
    text = built(check="content.placeholders", exactly=0).realize('{"a": ["[b] c", "d"]}', Random(0))
    assert text is not None
    assert json.loads(text) == {"a": ["b c", "d"]}


@pytest.mark.parametrize(
    ("written", "draft", "kept", "broken"),
    [
        (
            {"check": "lexical.end", "phrase": "Bye."},
            '"It rains."',
            '"It rains. Bye."',
            ("That is all.", "More on that soon.", "Take good care."),
        ),
        ({"check": "lexical.end", "phrase": "Bye"}, "So: bye!", "So: bye", ("care", "soon", "all")),
        ({"check": "lexical.start", "text": "Hello"}, "Good day.", "Hello Good day.", ("Hello Good day.",)),
        ({"check": "lexical.frequency", "word": "a", "at_most": 1}, "a b", "a b", (" a.", " a ")),
        (
            {"check": "content.postscript"},
            "It rained. We stayed.",
            "It rained.\nP.S. We stayed.",
            ("It rained.\nNote: We stayed.",),
        ),
        (
            {"check": "content.two_responses"},
            "It rained hard. We stayed.",
            "It rained hard.\n******\nWe stayed.",
            ("It rained hard.\nWe stayed.",),
        ),
        ({"check": "content.placeholders", "at_most": 1}, "[a] [b]", "[a] b", ("[",)),
    ],
    ids=str,
)
def test_what_is_written(written: dict[str, Any], draft: str, kept: str, broken: tuple[str, ...]) -> None:
    constraint = constraint_from(written)
    assert constraint.realize(draft, Random(3)) == kept
    spoilt = constraint.spoil(kept, Random(3))
    assert spoilt is not None
    assert any(piece in spoilt for piece in broken), spoilt


def test_an_excluded_word_is_replaced_where_it_stood() -> None:
    text = built(check="lexical.exclude", words=["river"]).realize(PLAIN, Random(4))
    assert text is not None
    assert len(Reply(text).words) == len(Reply(PLAIN).words)
    assert len(set(Reply(text).words) - set(Reply(PLAIN).words)) == 1


def test_one_use_of_a_forbidden_word_breaks_it() -> None:
    broken = built(check="lexical.exclude", words=["steak"]).spoil(PLAIN, Random(4))
    assert broken is not None
    assert broken.lower().count("steak") == 1
    assert len(Reply(broken).sentences) == len(Reply(PLAIN).sentences) + 1


def test_words_in_another_language_stand_alone() -> None:
    draft = "Morgen gehen wir mit den Kindern ans Meer und bleiben den ganzen Tag dort."
    text = built(check="lexical.include", words=["Sand"]).realize(draft, Random(0))
    assert text == f"{draft} Sand."


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyz")
@pytest.mark.parametrize("number", [0, 1, 9, 60])
def test_every_letter_can_be_had_any_number_of_times(letter: str, number: int) -> None:
    text = built(check="lexical.letter", letter=letter, exactly=number).realize(PLAIN, Random(number))
    assert text is not None
    assert text.lower().count(letter) == number


def test_what_nothing_can_satisfy_gives_none() -> None:
    every = built(check="lexical.letter", letter="a", at_least=0)
    assert every.spoil(PLAIN, Random(0)) is None


def test_a_long_draft_keeps_its_length() -> None:
    draft = " ".join([PLAIN] * 250)
    text = built(check="lexical.include", words=["elm"]).realize(draft, Random(0))
    assert text is not None
    assert len(text) - len(draft) < 60
