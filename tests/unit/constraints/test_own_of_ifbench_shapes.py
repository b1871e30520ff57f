"""Where our own kinds for lines, lists, sentences and chains differ from the IFBench instructions beside them."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftsim.constraints import Context, Reply, constraint_from
from driftsim.constraints.ifbench.shape import left_of
from driftsim.constraints.registry import instructions
from driftsim.errors import ConstraintError

PROSE = "The old oak near the river is tall. It has stood there for years, and we like it. Come and see!"

BOTH = [
    # our kind and its parameters; the instruction and its kwargs; a reply; what ours and theirs say of it
    ("format.choice", {"options": ["a)", "b)"]}, "format:options", {"options": "a), b), c)"}, "B)", True, False),
    ("format.choice", {"options": ["orange", "pear"]}, "format:options", {"options": "orange, pear"}, "orange", True, False),
    ("format.choice", {"options": ["yes", "no"]}, "format:options", {"options": "yes/no"}, "*No*", True, True),
    ("format.one_word_lines", {}, "format:newline", {}, "one two\n \x1f \nthree", False, True),
    ("format.one_word_lines", {}, "format:newline", {}, "a b\nc\n \nd", False, True),
    ("format.one_word_lines", {}, "format:newline", {}, "?!", False, True),
    ("format.one_word_lines", {}, "format:newline", {}, "one\n–\ntwo", True, True),
    ("format.sentence_emoji", {}, "format:emoji", {}, "I am in France 🇫🇷", True, False),
    ("format.sentence_emoji", {}, "format:emoji", {}, "That makes 7️⃣.", True, False),
    ("format.sentence_emoji", {}, "format:emoji", {}, "Love ❤️. Sun ☀️!", True, True),
    ("format.sentence_emoji", {}, "format:emoji", {}, "_Love 👩‍👩‍👧_", True, True),
    ("format.sentence_emoji", {}, "format:emoji", {}, "“Glad 🎉…”", True, False),
    ("format.sentence_emoji", {}, "format:emoji", {}, "Well done 👍🏽! 🎉 Go on 🚀.", True, True),
    ("format.sentence_emoji", {}, "format:emoji", {}, "Glad 🎉. You too.", False, False),
    ("format.growing_indent", {}, "format:line_indent", {}, "a\n\n\n b\n  c", True, False),
    ("format.growing_indent", {}, "format:line_indent", {}, "a\n \n\n b", True, False),
    ("format.growing_indent", {}, "format:line_indent", {}, "a\n\n b\n\n  c", True, True),
    ("format.growing_indent", {}, "format:line_indent", {}, "a\n\tb", False, False),
    ("format.explained_quotes", {}, "format:quote_unquote", {}, "He said “go”.", False, True),
    ("format.explained_quotes", {}, "format:quote_unquote", {}, "Write '\"'", True, True),
    ("format.explained_quotes", {}, "format:quote_unquote", {}, '"a"\n"b" x', False, False),
    ("format.marked_list", {"marker": "-"}, "format:list", {"sep": "-"}, "A well-known one-off", False, True),
    ("format.marked_list", {"marker": "-"}, "format:list", {"sep": "-"}, "- a\n  - b", True, True),
    ("format.thesis", {}, "format:thesis", {}, "<em></em>", False, True),
    ("format.thesis", {}, "format:thesis", {}, "So <i>it</i> is", False, True),
    ("format.thesis", {}, "format:thesis", {}, "<em>a</i> b", False, True),
    ("format.thesis", {}, "format:thesis", {}, "# A\n<i>a</i> b\n# B\nc", False, True),
    ("format.thesis", {}, "format:thesis", {}, "Here:\n\n# A\n<em>a</em> b", True, True),
    ("format.sub_bullets", {}, "format:sub-bullets", {}, "no bullets", False, True),
    ("format.sub_bullets", {}, "format:sub-bullets", {}, "* well-known", False, True),
    ("format.sub_bullets", {}, "format:sub-bullets", {}, "**Well**\n* a\n  - b", True, False),
    ("format.sub_bullets", {}, "format:sub-bullets", {}, "* a\n- b", False, True),
    ("format.text_then_bullets", {}, "format:no_bullets_bullets", {}, "One. Two.\n* a\n\n* b\n", True, False),
    ("format.text_then_bullets", {}, "format:no_bullets_bullets", {}, "One! Two!\n* a\n* b", False, True),
    ("format.text_then_bullets", {}, "format:no_bullets_bullets", {}, "One.\n\nTwo.\n* a\n* b", True, False),
    ("length.equal_sentences", {}, "ratio:sentence_words", {}, "Cat. Cat. Cat.", False, True),
    ("length.equal_sentences", {}, "ratio:sentence_words", {}, "One.", False, False),
    ("length.growing_sentences", {"by": 1}, "sentence:increment", {"small_n": 1}, "Just one sentence here.", False, True),
    ("length.growing_sentences", {"by": 1}, "sentence:increment", {"small_n": 1}, "Go – on. Go on now.", True, False),
    ("lexical.every_japanese", {"every": 3}, "count:words_japanese", {"N": 3}, "one two", False, True),
    ("lexical.every_japanese", {"every": 3}, "count:words_japanese", {"N": 3}, "one two – four", True, False),
    ("lexical.every_japanese", {"every": 2}, "count:words_japanese", {"N": 2}, "one (カフェ), three “雨”", True, True),
    ("lexical.repeats", {"at_most": 1}, "words:repeats", {"small_n": 1}, "“one” one", False, True),
    ("lexical.repeats", {"at_most": 1}, "words:repeats", {"small_n": 1}, "one – two – three", True, False),
    ("lexical.in_sentence", {"word": "C#", "sentence": 1}, "sentence:keyword", {"word": "C#", "N": 1}, "We use C# here.", True, False),
    ("lexical.in_sentence", {"word": "c++", "sentence": 2}, "sentence:keyword", {"word": "a.b", "N": 2}, "Go. Use C++ now, or aXb.", True, False),
    ("lexical.pronouns", {"at_least": 1}, "count:pronouns", {"N": 1}, "This book", False, True),
    ("lexical.pronouns", {"at_least": 2}, "count:pronouns", {"N": 2}, "It's mine", True, True),
    ("lexical.alternating_syllables", {}, "words:odd_even_syllables", {}, "cat 7 water", True, False),
    ("lexical.alternating_syllables", {}, "words:odd_even_syllables", {}, "cat – water", True, False),
    ("lexical.varied_initials", {}, "words:no_consecutive", {}, "Dogs – do", False, True),
    ("lexical.varied_initials", {}, "words:no_consecutive", {}, "“Dogs” do", False, True),
    ("lexical.chained_sentences", {}, "words:last_first", {}, "One sentence only", False, True),
    ("lexical.chained_sentences", {}, "words:last_first", {}, "A “fox”. Fox: it ran.", True, False),
    ("lexical.chained_sentences", {}, "words:last_first", {}, "A fox. “Fox” ran.", True, False),
    ("lexical.framed_paragraphs", {}, "words:paragraph_last_first", {}, "“So” it is so", True, False),
    ("lexical.framed_paragraphs", {}, "words:paragraph_last_first", {}, "So, it is so.\n\n***", True, False),
    ("lexical.framed_paragraphs", {}, "words:paragraph_last_first", {}, "It is so\nOne", False, False),
    ("lexical.start_verb", {}, "words:start_verb", {}, "“Give me tea.”", True, False),
    ("lexical.start_verb", {}, "words:start_verb", {}, "Tea, give it to me.", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "own", "theirs", "kwargs", "text", "wanted", "reference"), BOTH)
def test_own_and_reference_readings(
    ours: str,
    own: dict[str, Any],
    theirs: str,
    kwargs: dict[str, Any],
    text: str,
    wanted: bool,
    reference: bool,
) -> None:
    reply = Reply(text)
    found = constraint_from({"check": ours, **own}).strict(reply, Context())
    compat = constraint_from({"ifeval": theirs, "kwargs": kwargs}).strict(reply, Context())
    assert (found.held, compat.held) == (wanted, reference), (found.reason, compat.reason)


@pytest.mark.parametrize("pair", sorted({(row[0], row[2]) for row in BOTH}))
def test_each_pair_shares_its_kind(pair: tuple[str, str]) -> None:
    assert instructions()[pair[1]].kind == pair[0]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"ifeval": "sentence:keyword", "kwargs": {"word": "oak", "N": 0.0}}, "'N' is 0"),
        ({"ifeval": "count:words_japanese", "kwargs": {"N": 0}}, "'N' is 0"),
        ({"ifeval": "words:repeats", "kwargs": {"small_n": 0}}, "'small_n' is 0"),
        ({"ifeval": "words:repeats", "kwargs": {"small_n": 2.5}}, "'small_n' is 2.5"),
        ({"ifeval": "format:list", "kwargs": {"sep": ""}}, "'sep' is ''"),
        ({"ifeval": "format:options", "kwargs": {}}, "'options' is missing"),
        ({"ifeval": "format:thesis", "kwargs": {"N": 2}}, "unknown parameter 'N'"),
        ({"check": "format.marked_list", "marker": "-\n"}, "one line"),
        ({"check": "length.growing_sentences", "by": -1}, "'by' is -1"),
    ],
)  # fmt: skip
def test_bad_parameters_are_named(written: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstraintError, match=message):
        constraint_from(written)


NEAR = [
    ({"check": "format.sentence_emoji"}, 3),
    ({"check": "lexical.in_sentence", "word": "tea", "sentence": 2}, 2),
    ({"check": "lexical.chained_sentences"}, 3),
    ({"check": "format.marked_list", "marker": "=>"}, 3),
    ({"check": "lexical.pronouns", "at_least": 6}, 3),
    ({"ifeval": "words:start_verb", "kwargs": {}}, 3),
    ({"ifeval": "format:no_bullets_bullets", "kwargs": {}}, 3),
    ({"ifeval": "sentence:increment", "kwargs": {"small_n": 3}}, 1),
]


@pytest.mark.parametrize(("written", "kept"), NEAR, ids=lambda value: str(value))
def test_a_draft_brought_into_line_stays_recognizable(written: dict[str, Any], kept: int) -> None:
    text = constraint_from(written).realize(PROSE, Random(1))
    assert text is not None
    assert (
        sum(stem in text for stem in ("oak near the river", "stood there for years", "Come and see")) >= kept
    )


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("lexical.varied_initials", "nap – now"),
        ("lexical.chained_sentences", "Cats nap – now."),
        ("lexical.alternating_syllables", "Dogs bark"),
        ("format.sentence_emoji", "Dogs bark."),
        ("format.one_word_lines", "Dogs bark. Cats nap – now. Now."),
        ("lexical.start_verb", "Dogs"),
    ],
)
def test_the_place_that_decides_is_named(kind: str, place: str) -> None:
    text = "Dogs bark. Cats nap – now. Now."
    verdict = constraint_from({"check": kind}).strict(Reply(text), Context())
    assert verdict.span is not None
    assert not verdict.held
    assert text[slice(*verdict.span)] == place


@given(st.lists(st.sampled_from(["", " ", "\t", "a", " b"]), max_size=12))
def test_the_walk_over_blank_lines_is_the_one_of_the_spec(lines: list[str]) -> None:
    walked, place = list(lines), 0
    while place < len(walked):
        if not walked[place].strip():
            walked.remove(walked[place])
        place += 1
    assert left_of(lines) == walked
