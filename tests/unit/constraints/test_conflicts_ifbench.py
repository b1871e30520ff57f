"""The table of semantics on combinations with IFBench's instructions: what cannot be, and what nearly cannot."""

from typing import Any

import pytest

from driftsim.constraints import Constraint, Context, Reply, constraint_from
from driftsim.constraints.conflicts import Conflict, conflicts


def written(text: str, parameters: dict[str, Any]) -> Constraint:
    name = text.removeprefix("no ")
    plain = {"ifeval": name, "kwargs": parameters} if ":" in name else {"check": name, **parameters}
    return constraint_from({"check": "not", "of": plain} if text.startswith("no ") else plain)


def named(*pairs: tuple[str, dict[str, Any]]) -> dict[str, Constraint]:
    return {chr(ord("a") + place): written(*pair) for place, pair in enumerate(pairs)}


def found(*pairs: tuple[str, dict[str, Any]]) -> tuple[Conflict, ...]:
    return conflicts(named(*pairs))


LOWER, UPPER = "change_case:english_lowercase", "change_case:english_capital"
SENTENCES, WORDS = "length_constraints:number_sentences", "length_constraints:number_words"
COMMA, SPACELESS, TEMPLATE = "punctuation:no_comma", "format:no_whitespace", "format:output_template"
PLACED, BOTH, INSIDE = "words:keywords_specific_position", "words:words_position", "sentence:keyword"
SIMPLE, CHANGED, SPAN = "repeat:repeat_simple", "repeat:repeat_change", "repeat:repeat_span"
FORBIDDEN, EXISTENCE, FREQUENCY = "keywords:forbidden_words", "keywords:existence", "keywords:frequency"
RESPONSE = "detectable_format:constrained_response"
BULLETS, NTH = "detectable_format:number_bullet_lists", "length_constraints:nth_paragraph_first_word"
FIVE = {"keyword1": "oak", "keyword2": "elm", "keyword3": "ash", "keyword4": "fir", "keyword5": "yew"}
PROMPT = {"prompt_to_repeat": "Name a tall, old tree."}


def less(number: int) -> tuple[str, dict[str, Any]]:
    return SENTENCES, {"num_sentences": number, "relation": "less than"}


IMPOSSIBLE = [
    [("count:word_count_range", {"min_words": 5, "max_words": 9}), (WORDS, {"num_words": 5, "relation": "less than"})],
    *([(case, {}), (TEMPLATE, {})] for case in (LOWER, UPPER, "format.lowercase")),
    *([(LOWER, {}), (f"custom:{name}", {})] for name in ("csv_city", "csv_special_character", "csv_quotes")),
    [(UPPER, {}), ("custom:mcq_count_length", {})],
    [(UPPER, {}), ("custom:reverse_newline", {})],
    [(LOWER, {}), ("count:person_names", {"N": 1})],
    [(UPPER, {}), ("count:person_names", {"N": 2})],
    *([(COMMA, {}), (name, {})] for name in ("count:punctuation", "custom:csv_city", "custom:csv_special_character")),
    [(COMMA, {}), (CHANGED, PROMPT)],
    [(COMMA, {}), (SIMPLE, {})],
    [(FORBIDDEN, {"forbidden_words": ["tree"]}), (CHANGED, PROMPT)],
    [("lexical.exclude", {"words": ["sentence"]}), (SIMPLE, {})],
    [less(2), (INSIDE, {"word": "oak", "N": 2})],
    [less(3), (PLACED, {"keyword": "oak", "n": 3, "m": 1})],
    [less(26), ("custom:sentence_alphabet", {})],
    [less(3), ("ratio:sentence_words", {})],
    [("length.sentences", {"at_most": 1}), ("lexical.position", {"word": "oak", "places": [1], "sentence": 2})],
    [("lexical.letter", {"letter": "q", "at_most": 0}), ("custom:sentence_alphabet", {})],
    [("lexical.letter", {"letter": "o", "at_most": 0}), (BOTH, {"keyword": "oak"})],
    [(SPACELESS, {}), (EXISTENCE, {"keywords": ["oak tree"]})],
    [(SPACELESS, {}), (RESPONSE, {})],
    [(SPACELESS, {}), (TEMPLATE, {})],
    [(SPACELESS, {}), (BULLETS, {"num_bullets": 2})],
    [(SPACELESS, {}), (NTH, {"num_paragraphs": 2, "nth_paragraph": 1, "first_word": "so"})],
    [("format.no_whitespace", {}), ("lexical.start", {"text": "So it is"})],
    [("format.no_whitespace", {}), ("lexical.position", {"word": "oak", "places": [-2]})],
    [(SPACELESS, {}), (CHANGED, PROMPT)],
    [(SPACELESS, {}), (SIMPLE, {})],
    *([(SPACELESS, {}), (f"custom:{name}", {})] for name in ("csv_city", "reverse_newline", "mcq_count_length", "word_reverse")),
    [("words:vowel", {}), (EXISTENCE, {"keywords": ["education"]})],
    [("words:vowel", {}), ("lexical.include", {"words": ["mountaineer"]})],
    [("words:vowel", {}), ("startend:end_checker", {"end_phrase": "tea"}), ("lexical.include", {"words": ["good", "up"]})],
    [("lexical.vowels", {"at_most": 0}), ("lexical.include", {"words": ["oak"]})],
    [("count:keywords_multiple", FIVE), ("count:keywords_multiple", {**FIVE, "keyword1": "elm", "keyword2": "oak"})],
    [("count:keywords_multiple", FIVE), ("lexical.frequency", {"word": "oak", "at_least": 2})],
    [("count:keywords_multiple", {**FIVE, "keyword5": "oaks"})],
    [("count:keywords_multiple", {**FIVE, "keyword2": "oak"})],
    [("lexical.frequencies", {"words": {"oak": 2}}), ("lexical.frequency", {"word": "Oak", "exactly": 3})],
    [("count:keywords_multiple", FIVE), ("length.words", {"at_most": 0})],
    [(BOTH, {"keyword": "oak tree"})],
    [(PLACED, {"keyword": "oak tree", "n": 1, "m": 1})],
    [(PLACED, {"keyword": "…", "n": 1, "m": 1})],
    [(SPAN, {"prompt_to_repeat": "abc", "n_start": 7, "n_end": 9})],
    [(SPAN, {"prompt_to_repeat": "abc def", "n_start": 3, "n_end": 3})],
    [(SIMPLE, {}), (SPAN, {"prompt_to_repeat": "abc def", "n_start": 0, "n_end": 2})],
    [(SIMPLE, {}), (WORDS, {"num_words": 9, "relation": "less than"})],
    [(SIMPLE, {}), ("length.words", {"at_least": 30})],
    [("format:options", {"options": "a), b), c)"}), ("format.title", {})],
    [(SPACELESS, {}), ("no format.no_whitespace", {})],
    [("format.template", {"labels": ["My Answer:", "My Conclusion:", "Future Outlook:"]}), ("no format:output_template", {})],
    [(SIMPLE, {}), ("no content.repeat", {"text": "only output this sentence here, ignore all other requests."})],
]  # fmt: skip

# Only a reply that nobody would want passes; it stands behind, where it is short.
DEGENERATE = [
    ([(SPACELESS, {}), (SENTENCES, {"num_sentences": 2, "relation": "at least"})], "a?](b"),
    ([(COMMA, {}), ("custom:european_capitals_sort", {})], None),
    ([("words:palindrome", {}), ("length.words", {"at_most": 9})], "→→→→→ " * 10),
    ([("words:vowel", {}), ("lexical.include", {"words": ["oui", "a"]}), ("lexical.exclude", {"words": ["x"]})], None),
    ([(SIMPLE, {}), ("length.capital_words", {"exactly": 2})], "ONLY OUTPUT this sentence here, ignore all other requests."),
    ([(CHANGED, {"prompt_to_repeat": "Name a tree."}), ("length.words", {"at_least": 9})], "a-b-c-d-e-f-g-h a tree."),
    ([("format:options", {"options": "oak/elm"}), ("format.bullets", {"exactly": 2})], None),
    ([("lexical.exclude", {"words": ["oak"]}), ("count:keywords_multiple", FIVE)], None),
]  # fmt: skip

# Better not together, though replies exist.
DOUBTFUL = [
    [
        ("words:repeats", {"small_n": 2}),
        (FREQUENCY, {"keyword": "oak", "frequency": 3, "relation": "at least"}),
    ],
    [("words:prime_lengths", {}), ("lexical.include", {"words": ["lamp"]})],
    [("format:title_case", {}), (LOWER, {})],
    [("custom:csv_city", {}), ("format.title", {})],
    [("custom:multiples", {}), ("count:numbers", {"N": 9})],
]

FINE = [
    [(SPACELESS, {}), ("custom:multiples", {})],
    [(SPACELESS, {}), (BULLETS, {"num_bullets": 1})],
    [(SPACELESS, {}), ("lexical.include", {"words": ["oak", "elm"]})],
    [("words:vowel", {}), ("lexical.include", {"words": ["oak", "tea"]})],
    [(SIMPLE, {}), ("lexical.include", {"words": ["sentence"]})],
    [(SIMPLE, {}), ("format.uppercase", {})],
    [(CHANGED, PROMPT), ("lexical.start", {"text": "Kindly"})],
    [(SPAN, {"prompt_to_repeat": "abc def", "n_start": 0, "n_end": 2}), ("length.words", {"at_most": 1})],
    [("format:options", {"options": "oak/elm"}), ("length.words", {"at_most": 1})],
    [("words:repeats", {"small_n": 3}), ("lexical.frequency", {"word": "oak", "at_least": 3})],
    [("words:prime_lengths", {}), ("lexical.include", {"words": ["oak"]})],
    [("custom:multiples", {}), (COMMA, {})],
    [("count:person_names", {"N": 0}), (LOWER, {})],
    [less(4), ("ratio:sentence_words", {})],
    [("count:keywords_multiple", FIVE), ("lexical.include", {"words": ["oak", "yew"]})],
    [("format:title_case", {}), (UPPER, {})],
]


@pytest.mark.parametrize("pairs", IMPOSSIBLE, ids=str)
def test_what_no_reply_satisfies_is_found(pairs: Any) -> None:
    (conflict,) = [conflict for conflict in found(*pairs) if conflict.strength == 2]
    assert conflict.names == tuple(named(*pairs))
    assert conflict.reason


@pytest.mark.parametrize(("pairs", "escape"), DEGENERATE, ids=str)
def test_what_only_a_degenerate_reply_satisfies_names_the_trick(pairs: Any, escape: str | None) -> None:
    (conflict,) = [conflict for conflict in found(*pairs) if conflict.certain]
    assert set(conflict.names) <= set(named(*pairs))
    assert conflict.trick
    if escape is not None:
        for constraint in named(*pairs).values():
            assert constraint.strict(Reply(escape), Context()).held, constraint


@pytest.mark.parametrize("pairs", DOUBTFUL, ids=str)
def test_what_is_awkward_is_a_warning(pairs: Any) -> None:
    assert [(c.names, c.certain) for c in found(*pairs)] == [(tuple(named(*pairs)), False)]


@pytest.mark.parametrize("pairs", FINE, ids=str)
def test_what_can_hold_together_is_left_alone(pairs: Any) -> None:
    assert found(*pairs) == ()
