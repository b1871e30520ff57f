"""Lists, headings, data formats, capitals and punctuation, in our reading and in IFEval's."""

from typing import Any

import pytest

from driftsim.constraints import Context, Reply, constraint_from

BULLETS, HIGHLIGHTS = "detectable_format:number_bullet_lists", "detectable_format:number_highlighted_sections"
SECTIONS, CHOICE = "detectable_format:multiple_sections", "detectable_format:constrained_response"
JSON, TITLE, QUOTED = "detectable_format:json_format", "detectable_format:title", "startend:quotation"
CAPITAL, SMALL = "change_case:english_capital", "change_case:english_lowercase"
FENCED = "```\n- in code\n```\n~~~\n- in code\n```\n- too\n~~~\n- out"


@pytest.mark.parametrize(
    ("name", "parameters", "reply", "held"),
    [
        ("format.bullets", {"exactly": 3}, "• a\n+ b\n  - c\n-5\n* * *\n- - -", True),
        ("format.bullets", {"exactly": 1}, FENCED, True),
        ("format.bullets", {"exactly": 0}, "*so* **it** is\n-\n*", True),
        ("format.bullets", {"exactly": 4}, "- a\n- b\n- c\n- d", True),
        (BULLETS, {"num_bullets": 4}, "* a\n---\n-5\n*so* it is", True),
        (BULLETS, {"num_bullets": 1}, "*\n* b", True),
        (BULLETS, {"num_bullets": 0}, "**a**\n• b\n+ c\n1. d", True),
        (BULLETS, {"num_bullets": 2}, "\n\n \n  * a\n\n\n- b\n", True),
        ("format.highlights", {"exactly": 3}, "*a* **b c** ***d***", True),
        ("format.highlights", {"exactly": 0}, "* a * b\n2 * 3 * 4 ** **", True),
        ("format.highlights", {"at_least": 1}, "**open", False),
        (HIGHLIGHTS, {"num_highlights": 2}, "***a***", True),
        (HIGHLIGHTS, {"num_highlights": 1}, "* a\n* b", False),
        (HIGHLIGHTS, {"num_highlights": 0}, "none", True),
        ("format.sections", {"word": "Day", "exactly": 2}, "**Day 1**\nx\n# Day 02\ny\nDay 2", True),
        ("format.sections", {"word": "Day", "at_least": 1}, "On Day 1\nDay one\nday 1\nDay 1st", False),
        ("format.sections", {"word": "Day", "at_least": 1}, "Day " + "9" * 5000, True),
        (SECTIONS, {"section_spliter": "Day", "num_sections": 2}, "MyDay1 and Day 1", True),
        (SECTIONS, {"section_spliter": "D.y", "num_sections": 1}, "Dry 7", True),
        (SECTIONS, {"section_spliter": "Day", "num_sections": 1}, "Day I", False),
        ("format.json", {}, "[]", True),
        ("format.json", {}, "```json\n{}\n```", True),
        ("format.json", {}, '{"a": NaN}', False),
        ("format.json", {}, "3", False),
        (JSON, {}, "```JSON\n3```", True),
        (JSON, {}, "-Infinity", True),
        (JSON, {}, "```yaml\n3\n```", False),
        (JSON, {}, "\ufeff3", False),
        ("format.title", {}, "a <<b>> c", True),
        ("format.title", {}, "<<a <i>b</i>>>", False),
        (TITLE, {}, "<<a <i>b</i>>>", True),
        (TITLE, {}, "<<>>> >>", True),
        (TITLE, {}, "<<a\nb>>", False),
        (TITLE, {}, "<<>>", False),
        ("format.quotation", {}, ' "a" ', True),
        ("format.quotation", {}, '“a"', False),
        (QUOTED, {}, '"', False),
        ("format.choice", {}, "“*MY ANSWER IS NO.*”", True),
        ("format.choice", {"options": ["a", "b"]}, "a b", False),
        (CHOICE, {}, "So: My answer is maybe. Or not.", True),
        ("format.uppercase", {}, "A 1 B!", True),
        ("format.uppercase", {}, "123", False),
        ("format.uppercase", {"language": "en"}, "THE HOUSE ON THE HILL IS OLD AND QUIET TODAY.", True),
        ("format.uppercase", {"language": "de"}, "THE HOUSE ON THE HILL IS OLD AND QUIET TODAY.", False),
        ("format.lowercase", {"language": "en"}, "the house on the hill is old and quiet today.", True),
        (SMALL, {}, "das haus auf dem hügel ist heute sehr alt und still.", False),
        ("format.no_comma", {}, "1，2、3", True),
    ],
)
def test_verdict(check: Any, name: str, parameters: dict[str, Any], reply: str, held: bool) -> None:
    assert check(name, reply, **parameters).held is held


@pytest.mark.parametrize(
    ("name", "parameters", "reply", "reason", "span"),
    [
        ("format.bullets", {"exactly": 1}, "- a\n- b", "2 bullet points, asked for exactly 1", (4, 7)),
        (BULLETS, {"num_bullets": 1}, "- a\n* b", "2 bullet points, asked for exactly 1", (4, 7)),
        ("format.highlights", {"at_most": 0}, "a *b*", "1 highlighted passage, asked for at most 0", (2, 5)),
        (
            "format.json",
            {},
            "```\n{a}\n```",
            "not JSON: Expecting property name enclosed in double quotes",
            (5, 6),
        ),
        ("format.json", {}, "[NaN]", "not JSON: NaN is no value of JSON", None),
        ("format.json", {}, "1", "a bare value is neither an object nor an array", None),
        ("format.no_comma", {}, "ab,c", "a comma found", (2, 3)),
        ("punctuation:no_comma", {}, "ab,c", "a comma found", (2, 3)),
        ("format.uppercase", {}, "AB Cd", '"Cd" is not in capital letters', (3, 5)),
        (SMALL, {}, "ab Cd", '"Cd" is not in small letters', (3, 5)),
        (CAPITAL, {}, "1, 2", "the reply is not in capital letters", None),
        ("format.quotation", {}, ' "ab', "the reply does not end with a double quotation mark", (3, 4)),
        (QUOTED, {}, " ab", "the reply does not begin with a double quotation mark", (1, 2)),
        ("format.choice", {"options": ["a", "b"]}, "c", 'the answer is none of "a" and "b"', None),
        ("format.title", {}, "<a>", "no title in double angular brackets", None),
    ],
)
def test_reason_and_place(
    check: Any, name: str, parameters: dict[str, Any], reply: str, reason: str, span: tuple[int, int] | None
) -> None:
    verdict = check(name, reply, **parameters)
    assert (verdict.held, verdict.reason, verdict.span) == (False, reason, span)


@pytest.mark.parametrize("name", ["format.json", JSON])
def test_nesting_and_digits_beyond_the_parser_are_not_followed(check: Any, name: str) -> None:
    assert check(name, "[" * 100_000).reason == "not decidable as JSON: nested too deeply"
    assert check(name, "[" + "1" * 5_000 + "]").reason.startswith("not JSON: Exceeds the limit")


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ({"check": "format.bullets", "exactly": 4}, "Use no bullet points in your answer."),
        ({"ifeval": BULLETS, "kwargs": {"num_bullets": 4}}, "Use no bullet points in your answer."),
        ({"ifeval": BULLETS, "kwargs": {"num_bullets": 0}}, "Use bullet points in your answer."),
        ({"check": "format.no_comma"}, "Use at least one comma."),
        (
            {"check": "format.sections", "word": "Day", "exactly": 2},
            'Do not divide your answer into sections headed "Day 1" and so on.',
        ),
        (
            {"ifeval": HIGHLIGHTS, "kwargs": {"num_highlights": 3}},
            "Use fewer than 3 highlighted passages in your answer, such as *highlighted text*.",
        ),
    ],
)
def test_how_a_user_negates_it(written: dict[str, Any], asked: str) -> None:
    assert constraint_from(written).negation().ask() == asked


@pytest.mark.parametrize(
    "written", [{"check": "format.bullets", "exactly": 4}, {"ifeval": BULLETS, "kwargs": {"num_bullets": 4}}]
)
def test_not_four_bullets_means_none(written: dict[str, Any]) -> None:
    negation = constraint_from(written).negation()
    assert negation.strict(Reply("Prose."), Context()).held
    assert not negation.strict(Reply("- a"), Context()).held
