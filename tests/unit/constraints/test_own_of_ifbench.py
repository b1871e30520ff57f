"""Where our own kinds read a reply otherwise than the IFBench instruction that they stand beside."""

from random import Random
from typing import Any

import pytest

from driftsim.constraints import Context, Reply, constraint_from
from driftsim.errors import ConstraintError

PROSE = "The old oak near the river is tall. It has stood there for years, and we like it. Come and see!"

BOTH = [
    # our kind and its parameters; the instruction and its kwargs; a reply; what ours and theirs say of it
    ("length.unique_words", {"at_least": 4}, "count:unique_word_count", {"N": 4}, "Red red, blue - end", False, True),
    ("length.unique_words", {"at_least": 3}, "count:unique_word_count", {"N": 3}, "Red, blue - end", True, True),
    ("length.sentence_mix", {"statements": 2, "questions": 1}, "ratio:sentence_type", {}, "Stop now!", False, True),
    ("length.sentence_mix", {"statements": 2, "questions": 1}, "ratio:sentence_type", {}, 'It rains. It pours. "Is it so?"', True, False),
    ("length.sentence_mix", {"statements": 1, "questions": 1, "exclamations": 1}, "ratio:sentence_balance", {}, "a list", False, True),
    ("lexical.conjunctions", {"at_least": 3}, "count:conjunctions", {"small_n": 3}, "And so, and then and, go", False, True),
    ("lexical.numbers", {"exactly": 2}, "count:numbers", {"N": 2}, "From 10-20 only.", True, False),
    ("lexical.numbers", {"exactly": 2}, "count:numbers", {"N": 2}, "1,000 or 3.5.", True, True),
    ("lexical.numbers", {"exactly": 1}, "count:numbers", {"N": 1}, "v3_4", False, True),
    ("content.overlap", {"text": "Rain falls on the town.", "percentage": 50}, "ratio:overlap", {"reference_text": "Rain falls on the town.", "percentage": 50}, "rain falls on our town", False, False),
    ("content.overlap", {"text": "Rain falls on the town.", "percentage": 33}, "ratio:overlap", {"reference_text": "Rain falls on the town.", "percentage": 33}, "rain falls on our town", True, False),
    ("lexical.vowels", {"at_most": 3}, "words:vowel", {}, "cat\nhat", True, False),
    ("lexical.vowels", {"at_most": 3}, "words:vowel", {}, "cat\n \nhat", False, False),
    ("lexical.consonant_clusters", {}, "words:consonants", {}, "Sky trips – 7 often", True, False),
    ("lexical.alliteration", {}, "sentence:alliteration_increment", {}, "Big bears. Tiny tame tigers, red rain. Four fine fat foxes.", True, False),
    ("lexical.palindromes", {"at_least": 10}, "words:palindrome", {}, "level " * 10, False, True),
    ("format.nested_brackets", {"depth": 5}, "format:parentheses", {}, "([{([x]", False, True),
    ("format.nested_brackets", {"depth": 5}, "format:parentheses", {}, "([{([x])}])", True, True),
    ("format.nested_brackets", {"depth": 5}, "format:parentheses", {}, "([{([x}])}]) (a [b])", False, False),
    ("format.nested_quotes", {"depth": 3}, "format:quotes", {}, "“She said ‘he said “no” twice’.”", True, False),
    ("format.nested_quotes", {"depth": 3}, "format:quotes", {}, "Don't say \"a 'b' c\" or y'all", False, True),
    ("format.nested_quotes", {"depth": 3}, "format:quotes", {}, "\"'tis so\", 'he said “go”'", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "own", "theirs", "kwargs", "text", "wanted", "reference"), BOTH)
def test_each_reading(
    ours: str,
    own: dict[str, Any],
    theirs: str,
    kwargs: dict[str, Any],
    text: str,
    wanted: bool,
    reference: bool,
) -> None:
    held = constraint_from({"check": ours, **own}).strict(Reply(text), Context())
    read = constraint_from({"ifeval": theirs, "kwargs": kwargs}).strict(Reply(text), Context())
    assert (held.held, read.held) == (wanted, reference), (held.reason, read.reason)


NEAR = [
    ({"check": "length.unique_words", "at_most": 12}, "The old oak near the river is tall. It has stood there for it."),
    ({"check": "lexical.stop_words", "at_most": 40}, "old oak near river tall. stood there for years, and we like it. Come and see!"),
    ({"ifeval": "words:prime_lengths", "kwargs": {}}, "The old oak the river is. It has stood there for years, and we it. and see!"),
    ({"ifeval": "words:consonants", "kwargs": {}}, "The old the tall. stood there years, and. and!"),
    ({"check": "lexical.vowels", "at_most": 2}, "The near the tall. has there years, and we. and see!"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "text"), NEAR)
def test_as_few_words_as_needed_are_left_out(written: dict[str, Any], text: str) -> None:
    assert constraint_from(written).realize(PROSE, Random(0)) == text


def test_what_cannot_be_is_refused() -> None:
    for written in (
        {"check": "lexical.conjunctions", "at_least": 8},
        {"check": "lexical.conjunctions", "at_most": 7},
        {"check": "length.sentence_mix", "questions": 2},
        {"check": "lexical.stop_words", "at_most": 101},
        {"ifeval": "count:word_count_range", "kwargs": {"min_words": 5, "max_words": 4}},
        {"ifeval": "count:person_names", "kwargs": {"N": 51}},
        {"ifeval": "ratio:overlap", "kwargs": {"reference_text": "", "percentage": 3}},
    ):
        with pytest.raises(ConstraintError):
            constraint_from(written)


def test_a_verdict_shows_the_place() -> None:
    verdict = constraint_from({"check": "format.nested_brackets", "depth": 2}).strict(
        Reply("x (a [b]) y"), Context()
    )
    assert verdict.span == (2, 9)
    verdict = constraint_from({"check": "lexical.consonant_clusters"}).strict(Reply("Sky, I see"), Context())
    assert verdict.span == (5, 6)
    assert verdict.reason == '"i" has no consonant cluster'


def test_an_overlap_is_put_together_to_the_trigram() -> None:
    for percentage in range(0, 101, 3):
        for written in (
            {"check": "content.overlap", "text": PROSE, "percentage": percentage},
            {"ifeval": "ratio:overlap", "kwargs": {"reference_text": PROSE, "percentage": percentage}},
        ):
            constraint = constraint_from(written)
            text = constraint.realize("Take an umbrella along, for it may rain.", Random(1))
            assert text is not None
            assert constraint.strict(Reply(text), Context()).held
