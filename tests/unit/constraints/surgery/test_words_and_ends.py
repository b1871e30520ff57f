"""The tools that put sentences into a text, take words out of it, and find what a pattern finds."""

import json
from random import Random

import pytest

from driftsim.constraints.matching import pattern, whole_word
from driftsim.constraints.room import Room
from driftsim.constraints.surgery.ends import ending_with, headed
from driftsim.constraints.surgery.insertion import appended, inserted, placed, prefixed
from driftsim.constraints.surgery.json_text import as_string, is_json, with_member, with_value
from driftsim.constraints.surgery.letters import occurrences, with_letters
from driftsim.constraints.surgery.marks import without_asterisks
from driftsim.constraints.surgery.postscripts import with_postscript
from driftsim.constraints.surgery.replacement import swapped, widened, without
from driftsim.constraints.surgery.samples import samples


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1}', True),
        (' ```json\n["a"]\n``` ', True),
        ("```\n{}\n```", True),
        ("{a}", False),
        ('"a"', False),
        ("", False),
        ("[1] and [2]", False),
        ("[" * 100_000 + "]" * 100_000, False),
    ],
)
def test_json_is_an_object_or_an_array(text: str, found: bool) -> None:
    assert is_json(text) is found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": "b"}', {"a": "b X"}),
        ('{"a": "b c", "d": "e"}', {"a": "b c X", "d": "e"}),
        ('{"a b": {}}', {"a b": {}, "note": "X"}),
        ("[]", ["X"]),
        ("[1,\n 2\n]", [1, 2, "X"]),
        ('{"a": ""}', {"a": "X"}),
        ('{"a": "say \\"b c\\""}', {"a": 'say "b c" X'}),
    ],
)
def test_a_value_more(text: str, expected: object) -> None:
    assert json.loads(with_value(text, "X")) == expected


def test_a_member_and_a_string_are_escaped() -> None:
    assert json.loads(with_member('{"a": 1}', 'k"', "v\n", gap="\n")) == {"a": 1, 'k"': "v\n"}
    assert json.loads(as_string('["a\\n", 1, "b"]', 'c"')) == 'a\n b c"'


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("", "New."),
        ("One here.", "One here. New."),
        ("No mark here", "No mark here. New."),
        ('"One here."', '"One here. New."'),
        ("“One here.”", "“One here. New.”"),
        ("Some one. Then two. And so three.", "Some one. Then two. And so three. New."),
        ("First here. Other thing. Third there.", "First here. Other thing. New. Third there."),
        ("# A long first heading here\n\nTwo words", "# A long first heading here\n\nTwo words. New."),
        (
            "This is the first line\nThe last line is this.",
            "This is the first line. New.\nThe last line is this.",
        ),
        ("```\na b\n```", "```\na b\n```\nNew."),
    ],
)
def test_where_a_sentence_is_put(draft: str, expected: str) -> None:
    assert placed(draft, "New.") == expected


def test_every_wording_of_an_insertion_holds_the_sentence() -> None:
    texts = list(inserted("ALL LOUD HERE.", "New one."))
    assert texts[0] == "ALL LOUD HERE. NEW ONE."
    assert all("new one." in text.lower() for text in texts)


def test_the_ends_of_a_text() -> None:
    assert appended("Go on", "Bye.") == "Go on. Bye."
    assert appended("Go on", "*") == "Go on *"
    assert prefixed('"Go."', "So:") == '"So: Go."'
    assert next(ending_with("See you. Bye!!", "bye")) == "See you. Bye"
    assert headed("IT RAINS.", "so") == "SO IT RAINS."
    assert headed("it rains.", "so") == "so it rains."
    assert headed("**Red** and", "so") == "So\n**Red** and"


def test_words_take_the_shape_of_those_they_replace() -> None:
    assert swapped("OAK, Oak, oak, A", [(0, 3), (5, 8), (10, 13), (15, 16)], ["elm"]) == "ELM, Elm, elm, Elm"
    assert swapped("A OAK", [(0, 1)], ["elm"]) == "ELM OAK"
    assert widened("towards us", [(2, 4), (4, 6)]) == [(0, 7)]
    assert widened("", [(0, 0)]) == [(0, 0)]


@pytest.mark.parametrize("word", ["oak", "oak oak", ".", "something", "of", "oak. Oak"])
def test_nothing_is_left_of_a_word(word: str) -> None:
    find = whole_word(word).spans
    assert not find(next(without("Oak oak oak. Oak of something.", find, Random(0))))


@pytest.mark.parametrize(
    "source",
    [
        "oak",
        "a.b",
        r"\d{3}-\w+",
        "(a|b)+c",
        r"[^abc]x",
        "c++",
        "x{0,2}y",
        r"(.)\1",
        r"\bfox\b",
        "(?i:Q)",
        r"\$5",
        "[A-F0]+",
    ],
)
def test_a_sample_is_what_the_pattern_finds(source: str) -> None:
    find = pattern(source)
    texts = list(samples(source, find))
    assert texts
    assert all(find.first(text) for text in texts)


def test_a_pattern_that_nothing_satisfies_has_no_sample() -> None:
    assert list(samples("a(?!.)b", pattern("a(?!.)b"))) == []


@pytest.mark.parametrize("text", ["", "Easy street.", "é", "5 is a number", "!!", "EEE"])
@pytest.mark.parametrize("letter", ["e", "é", "5", "!", "ß"])
@pytest.mark.parametrize("number", [0, 2, 11])
def test_one_of_the_texts_has_the_letter_so_often(text: str, letter: str, number: int) -> None:
    texts = with_letters(text, letter, Room(number, number), Random(0))
    assert any(occurrences(each, letter) == number for each in texts)


def test_asterisks_go_from_the_end_and_bullets_stay() -> None:
    texts = list(without_asterisks("* one *two*\n**three** four"))
    assert texts[0] == "* one *two*\n**three four"
    assert texts[-2] == "* one two\nthree four"
    assert texts[-1] == " one two\nthree four"


def test_a_postscript_says_something_new() -> None:
    said = "It rained.\nP.S. Let us know how it goes.\nLET US KNOW HOW IT GOES."
    for seed in range(20):
        for text in with_postscript(said, "P.P.S", Random(seed)):
            assert text.lower().count("let us know how it goes") <= 2
