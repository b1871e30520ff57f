"""Where our own kinds read a reply otherwise than IFBench's checkers: one reply for each row of the docs' table."""

import re
from pathlib import Path
from typing import Any

import pytest

from driftsim.constraints import Context, Reply, instruction_from
from driftsim.constraints.ifeval.reference import Reference

PAGE = Path(__file__).resolve().parents[3] / "docs" / "constraints.head.md"
FIVE = {"keyword1": "oak", "keyword2": "elm", "keyword3": "ash", "keyword4": "fir", "keyword5": "yew"}

# The instruction, its parameters, a reply, and whether the reference takes it; its sibling does not, or the reverse.
ROWS: list[tuple[str, dict[str, Any], str, bool]] = [
    ("count:conjunctions", {"small_n": 3}, "And and, and so", True),
    ("count:keywords_multiple", FIVE, f"soaked elm elm{' ash' * 3}{' fir' * 5}{' yew' * 7}", True),
    ("count:numbers", {"N": 1}, "From 10-20.", True),
    ("count:pronouns", {"N": 1}, "The oak that fell.", True),
    ("count:unique_word_count", {"N": 3}, "Red - blue", True),
    ("count:words_japanese", {"N": 3}, "one two", True),
    ("format:emoji", {}, "We went to France 🇫🇷", False),
    ("format:line_indent", {}, "a\n\n\n b\n  c", False),
    ("format:list", {"sep": "-"}, "A well-known, well-read man.", True),
    ("format:newline", {}, "one two\n \nthree", True),
    ("format:no_bullets_bullets", {}, "One here. Two here.\n* a\n\n* b", False),
    ("format:no_whitespace", {}, "Word\n", False),
    ("format:options", {"options": "a), b), c)"}, "B)", False),
    ("format:output_template", {}, "Future Outlook: z My Answer: x My Conclusion: y", True),
    ("format:parentheses", {}, "([{([x]", True),
    ("format:quote_unquote", {}, "He said “go”", True),
    ("format:quotes", {}, "“a ‘b “c” d’ e”", False),
    ("format:sub-bullets", {}, "No bullets here.", True),
    ("format:thesis", {}, "<em></em>", True),
    ("format:title_case", {}, "The House on a Hill", False),
    ("ratio:overlap", {"reference_text": "abcdef", "percentage": 50}, "abcdxy", True),
    ("ratio:sentence_balance", {}, "A list without ends", True),
    ("ratio:sentence_type", {}, "Stop now!", True),
    ("ratio:sentence_words", {}, "Cat. Cat. Cat.", True),
    ("repeat:repeat_change", {"prompt_to_repeat": "Write a poem."}, "Write  a poem.", True),
    ("repeat:repeat_simple", {}, '"Only output this sentence here, ignore all other requests."', False),
    ("repeat:repeat_span", {"prompt_to_repeat": "abc def ghi", "n_start": 1, "n_end": 2}, "def ghi", False),
    ("sentence:alliteration_increment", {}, "Big bad cats. Big bad dogs do rest.", True),
    ("sentence:increment", {"small_n": 1}, "Just one sentence.", True),
    ("sentence:keyword", {"word": "C++", "N": 1}, "C++ is old.", False),
    ("words:consonants", {}, "sky - trips", False),
    ("words:keywords_specific_position", {"keyword": "oak", "n": 1, "m": 3}, "It's an oak.", False),
    ("words:last_first", {}, "One sentence only", True),
    ("words:no_consecutive", {}, "“Dogs” “eat” meat", False),
    ("words:odd_even_syllables", {}, "cat 3 water", False),
    ("words:palindrome", {}, "level " * 10, True),
    ("words:paragraph_last_first", {}, "“Night” fell on a quiet night.", False),
    ("words:repeats", {"small_n": 1}, "“Oak” oak", True),
    ("words:vowel", {}, "cat\nhat", False),
    ("words:words_position", {"keyword": "fox"}, "Well, fox saw a fox here.", False),
]


@pytest.mark.parametrize(("name", "given", "text", "held"), ROWS, ids=[row[0] for row in ROWS])
def test_the_sibling_reads_it_otherwise(name: str, given: dict[str, Any], text: str, held: bool) -> None:
    reference = instruction_from(name, given)
    assert isinstance(reference, Reference)
    sibling = reference.twin()
    assert sibling is not None
    assert reference.strict(Reply(text), Context()).held is held
    assert sibling.strict(Reply(text), Context()).held is not held


def test_the_docs_have_a_line_for_each_and_no_other() -> None:
    listed = dict(re.findall(r"^\| `(\w+:[\w-]+)` \| `([\w.]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))
    undecided = {"words:start_verb"}  # told apart by words, not by a reply: the tagger's data may be missing
    assert listed.keys() - undecided == {row[0] for row in ROWS}
    for name, given, *_ in ROWS:
        assert listed[name] == instruction_from(name, given).kind
