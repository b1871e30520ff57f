"""EvolIF's groups in its own reading and in ours, side by side."""

from random import Random
from typing import Any

import pytest

from driftsim.constraints import Context, Reply, constraint_from, revised
from driftsim.constraints.conflicts import conflicts
from driftsim.errors import ConstraintError

PLAIN = (
    "Oak trees grow slowly and steadily. Dr. Wu planted one near the river in 1999, and it still stands."
    " Children climb it after school. The shade helps everyone in summer."
)


def held(written: dict[str, Any], text: str) -> bool:
    return constraint_from(written).strict(Reply(text), Context()).held


def start(mode: str, value: str) -> dict[str, Any]:
    return {"check": "evolif.startwith", "mode": mode, "value": value}


def end(mode: str, value: str) -> dict[str, Any]:
    return {"check": "evolif.endwith", "mode": mode, "value": value}


def opening(phrase: str) -> dict[str, Any]:
    return {"check": "lexical.opening", "phrase": phrase}


def closing(phrase: str) -> dict[str, Any]:
    return {"check": "lexical.closing", "phrase": phrase}


# A reply, what EvolIF's checker says, what ours says.
DIFFERENCES = [
    (start("keyword", "hello"), opening("hello"), "# hello there", False, True),
    (start("keyword", "hello"), opening("hello"), "- hello there", False, True),
    (start("keyword", "hello"), opening("hello"), "```\nhello there\n```", False, True),
    (start("keyword", "hello"), opening("hello"), "<p>hello</p>", False, True),
    (start("keyword", "hello"), opening("hello"), "hellooo", True, False),
    (start("emoji", "😴"), opening("😴"), "“😴” said he", False, True),
    (start("letter", "j"), {"check": "lexical.first_letter", "letter": "j"}, "```json\n[]\n```", True, False),
    (end("keyword", "bye"), closing("bye"), "Good bye .", False, True),
    (end("keyword", "bye"), closing("bye"), "goodbye", True, False),
    (end("keyword", "bye"), closing("bye"), "<p>bye</p>", False, True),
    (end("emoji", "❤"), closing("❤"), "bye ❤\ufe0f", False, True),
    ({"check": "evolif.format", "mode": "csv"}, {"check": "format.csv"}, "One line of prose", True, False),
    ({"check": "evolif.format", "mode": "markdown"}, {"check": "format.markdown"}, "Plain text", True, False),
    (
        {"check": "evolif.format", "mode": "html"},
        {"check": "format.html"},
        "<p>a<!-- <b> --></p>",
        False,
        True,
    ),
    (
        {"check": "evolif.existence", "keywords": {"new version": 1}},
        {"check": "lexical.frequency", "word": "new version", "exactly": 1},
        "new versions",
        True,
        False,
    ),
    ({"check": "evolif.case", "mode": "all_upper"}, {"check": "format.uppercase"}, "ÉTÉ é", True, False),
]


@pytest.mark.parametrize(("theirs", "ours", "reply", "for_them", "for_us"), DIFFERENCES)
def test_the_readings_differ_where_it_is_said(
    theirs: dict[str, Any], ours: dict[str, Any], reply: str, for_them: bool, for_us: bool
) -> None:
    assert (held(theirs, reply), held(ours, reply)) == (for_them, for_us)


@pytest.mark.parametrize(
    ("written", "blank"),
    [
        ({"check": "evolif.forbidden", "keywords": ["oak"]}, True),
        ({"check": "evolif.case", "mode": "all_lower"}, True),
        ({"check": "evolif.punctuation", "mode": "must_not_include", "value": ","}, True),
        ({"check": "evolif.length", "mode": "word", "relation": "less_than", "number": 3}, True),
        ({"check": "evolif.length", "mode": "sentence", "relation": "more_than", "number": 0}, False),
        (start("letter", "z"), False),
        ({"check": "evolif.format", "mode": "csv"}, False),
        ({"check": "lexical.no_punctuation", "marks": [","]}, False),
    ],
)
def test_a_blank_reply_is_guarded_against_in_our_reading_alone(written: dict[str, Any], blank: bool) -> None:
    assert held(written, "") == blank


@pytest.mark.parametrize(
    ("written", "reply", "follows"),
    [
        (opening("Dear all"), "“Dear all” is a greeting", True),
        (opening("(so)"), "(so) it goes", True),
        (opening("so"), "I say so", False),
        (opening("#1"), "**#1** is first", True),
        (closing("..."), "and so on...", True),
        (closing("the end"), "This is the end! 🎉", False),
        ({"check": "lexical.first_letter", "letter": "é"}, "1. École", True),
        ({"check": "lexical.last_letter", "letter": "d"}, "12 34", False),
        ({"check": "format.quoted_opening", "left": "(", "right": ")"}, "() empty (so)", False),
        ({"check": "format.quoted_opening", "left": "(", "right": ")"}, "**(So)** it goes", True),
        ({"check": "format.quoted_closing", "left": "“", "right": "”"}, "He said “go”.", True),
        ({"check": "format.xml"}, "<a>&nope;</a>", False),
        ({"check": "format.xml"}, "Sure: <a/>", False),
        ({"check": "format.html"}, "<ul><li>one</ul></li>", False),
        ({"check": "format.html"}, "<BR>one<P>two</p>", True),
        ({"check": "format.html"}, "1 < 2 > 0", False),
        ({"check": "format.csv"}, "```csv\na,b\n1,2\n```", True),
        ({"check": "format.csv"}, 'a,b\n"one\n\ntwo",2', True),
        ({"check": "format.csv"}, "a,b\n\n1,2", False),
        ({"check": "format.markdown"}, "1. one\n2. two", True),
        ({"check": "format.markdown"}, "a * b * c, snake_case_name", False),
        ({"check": "format.markdown"}, "*so*\n```\ncode", False),
        ({"check": "length.characters", "exactly": 3}, "é😀\n", True),
        ({"check": "length.text_paragraphs", "exactly": 2}, "\n\na\r\n \r\nb\n\n", True),
        ({"check": "format.capital_share", "exactly": 50}, "Éé 12", True),
        ({"check": "format.capital_share", "at_most": 0}, "12", True),
        ({"check": "lexical.punctuation", "marks": [";", "…"]}, "so; and so", False),
    ],
)
def test_what_our_kinds_follow(written: dict[str, Any], reply: str, follows: bool) -> None:
    assert held(written, reply) == follows


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"check": "lexical.first_letter", "letter": "7"}, "must be a letter"),
        ({"check": "format.quoted_opening", "left": "(", "right": "]"}, "are no pair"),
        ({"check": "format.capital_share", "at_least": 101}, "between 0 and 100 percent"),
        ({"check": "lexical.punctuation", "marks": ["a"]}, "must be a mark"),
        ({"check": "evolif.startwith", "mode": "letter", "value": "zz"}, "is no letter from a to z"),
        ({"check": "evolif.case", "mode": "all_upper", "min": 3}, "takes no min"),
        ({"check": "evolif.existence", "keywords": {"oak": 0}}, "at least 1 is expected"),
    ],
)
def test_what_is_wrong_is_said(written: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstraintError, match=message):
        constraint_from(written)


def test_keywords_are_revised_whole_and_read_back() -> None:
    before = constraint_from({"check": "evolif.existence", "keywords": {"oak": 2}})
    after = revised(before, {"keywords": {"oak": 2, "elm": 1}})
    assert after.spec() == {"check": "evolif.existence", "keywords": {"oak": 2, "elm": 1}}
    assert constraint_from(after.spec()) == after


@pytest.mark.parametrize("kind", ["format.xml", "format.html", "format.csv", "format.markdown"])
def test_a_data_format_keeps_the_words_of_the_draft(kind: str) -> None:
    text = constraint_from({"check": kind}).realize(PLAIN, Random(0))
    assert text is not None
    assert all(word in text for word in ("Oak", "steadily", "1999", "Children", "summer"))


@pytest.mark.parametrize(
    ("one", "other", "strength"),
    [
        ({"check": "format.json"}, {"check": "format.xml"}, 2),
        ({"check": "evolif.format", "mode": "json"}, {"check": "evolif.format", "mode": "xml"}, 2),
        ({"check": "evolif.format", "mode": "json"}, {"check": "evolif.format", "mode": "csv"}, 1),
        ({"check": "evolif.format", "mode": "csv"}, {"check": "evolif.countableItems", "num": 4}, 1),
        ({"check": "format.csv"}, {"check": "format.table"}, 1),
        ({"check": "format.csv"}, {"check": "format.no_comma"}, 2),
        ({"check": "evolif.format", "mode": "csv"}, {"check": "format.no_comma"}, 1),
        ({"check": "evolif.format", "mode": "json"}, {"check": "format.quoted_opening", "left": "(", "right": ")"}, 2),
        ({"check": "format.xml"}, {"check": "format.quotation"}, 2),
        ({"check": "format.xml"}, {"check": "lexical.end", "phrase": "Bye."}, 2),
        (start("keyword", "oak"), start("keyword", "elm"), 2),
        (start("letter", "o"), start("keyword", "elm"), 2),
        (start("letter", "o"), {"ifeval": "combination:repeat_prompt", "kwargs": {"prompt_to_repeat": "Tell me."}}, 2),
        (end("keyword", "bye"), end("keyword", "goodbye"), None),
        ({"check": "evolif.forbidden", "keywords": ["app"]}, {"check": "evolif.existence", "keywords": {"app": 1}}, 2),
        (
            {"check": "evolif.forbidden", "keywords": ["version"]},
            {"check": "evolif.existence", "keywords": {"new version": 1}},
            1,
        ),
        (
            {"check": "evolif.length", "mode": "word", "relation": "less_than", "number": 3},
            {"check": "evolif.existence", "keywords": {"oak": 3}},
            2,
        ),
        ({"check": "length.words", "at_least": 10}, {"check": "length.characters", "at_most": 18}, 2),
        ({"check": "length.text_paragraphs", "exactly": 3}, {"check": "evolif.length", "mode": "paragraph", "relation": "less_than", "number": 3}, 2),
        ({"check": "evolif.case", "mode": "all_upper"}, {"check": "format.lowercase"}, 1),
        ({"check": "format.capital_share", "at_least": 20}, {"check": "format.lowercase"}, 2),
        ({"check": "evolif.format", "mode": "html"}, {"check": "evolif.countableItems", "num": 4}, None),
        ({"check": "evolif.punctuation", "mode": "must_not_include", "value": ","}, opening("Well, yes"), 2),
    ],
)  # fmt: skip
def test_what_cannot_hold_together(one: dict[str, Any], other: dict[str, Any], strength: int | None) -> None:
    found = conflicts({"a": constraint_from(one), "b": constraint_from(other)})
    assert [conflict.strength for conflict in found] == ([] if strength is None else [strength])


@pytest.mark.parametrize("written", [start("keyword", "...so"), end("keyword", "so?")])
def test_a_mark_at_the_edge_is_never_found_by_evolif(written: dict[str, Any]) -> None:
    (conflict,) = conflicts({"a": constraint_from(written)})
    assert conflict.strength == 2
