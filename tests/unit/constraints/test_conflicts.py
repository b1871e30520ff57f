from typing import Any

import pytest

from driftsim.constraints import Constraint, Context, Reply, constraint_from
from driftsim.constraints.conflicts import Conflict, conflicts


def written(text: str, parameters: dict[str, Any]) -> Constraint:
    negated = text.startswith("no ")
    name = text.removeprefix("no ")
    plain = {"ifeval": name, "kwargs": parameters} if ":" in name else {"check": name, **parameters}
    return constraint_from({"check": "not", "of": plain} if negated else plain)


def named(*pairs: tuple[str, dict[str, Any]]) -> dict[str, Constraint]:
    return {chr(ord("a") + place): written(*pair) for place, pair in enumerate(pairs)}


def found(*pairs: tuple[str, dict[str, Any]]) -> tuple[Conflict, ...]:
    return conflicts(named(*pairs))


WORDS, SENTENCES = "length_constraints:number_words", "length_constraints:number_sentences"
LOWER, UPPER = "change_case:english_lowercase", "change_case:english_capital"
CAPITALS, EXISTENCE = "change_case:capital_word_frequency", "keywords:existence"
FORBIDDEN, FREQUENCY, LETTER = "keywords:forbidden_words", "keywords:frequency", "keywords:letter_frequency"
END, REPEAT, QUOTED = "startend:end_checker", "combination:repeat_prompt", "startend:quotation"
NTH, PARAGRAPHS = "length_constraints:nth_paragraph_first_word", "length_constraints:number_paragraphs"
JSON, BULLETS = "detectable_format:json_format", "detectable_format:number_bullet_lists"
LANGUAGE, ANSWERS = "language:response_language", "combination:two_responses"
SECTIONS, RESPONSE = "detectable_format:multiple_sections", "detectable_format:constrained_response"
POSTSCRIPT, COMMA = "detectable_content:postscript", "punctuation:no_comma"

# No reply passes.
IMPOSSIBLE = [
    [("length.words", {"at_most": 50}), ("length.words", {"at_least": 51})],
    [("length.words", {"at_most": 50}), (WORDS, {"num_words": 51, "relation": "at least"})],
    [(WORDS, {"num_words": 50, "relation": "less than"}), ("length.words", {"exactly": 50})],
    [("length.words", {"at_most": 50}), ("no length.words", {"at_most": 60})],
    [("length.words", {"exactly": 4}), ("no length.words", {"at_least": 4})],
    [("length.words", {"at_least": 4}), ("length.words", {"at_most": 5}), ("no length.words", {"at_least": 4, "at_most": 5})],
    [("length.words", {"at_least": 4, "at_most": 6}), ("no length.words", {"at_most": 4}), ("no length.words", {"at_least": 5, "at_most": 6})],
    [(WORDS, {"num_words": 0, "relation": "less than"})],
    [("no length.words", {"at_least": 0})],
    [(SENTENCES, {"num_sentences": 1, "relation": "less than"})],
    [("length.sentences", {"at_most": 0})],
    [("no length.sentences", {"at_least": 1})],
    [("length.sentences", {"at_least": 4}), (SENTENCES, {"num_sentences": 4, "relation": "less than"})],
    [("format.bullets", {"exactly": 3}), ("format.bullets", {"exactly": 4})],
    [(BULLETS, {"num_bullets": 3}), (BULLETS, {"num_bullets": 4})],
    [("format.sections", {"word": "Part", "exactly": 3}), ("format.sections", {"word": "Part", "at_most": 2})],
    [("no detectable_format:number_highlighted_sections", {"num_highlights": 2}), ("detectable_format:number_highlighted_sections", {"num_highlights": 2})],
    [("lexical.letter", {"letter": "E", "at_most": 2}), (LETTER, {"letter": "e", "let_frequency": 3, "let_relation": "at least"})],
    [("lexical.frequency", {"word": "Tea", "at_most": 2}), ("lexical.frequency", {"word": "tea", "at_least": 3})],
    [("lexical.frequency", {"word": "tea", "at_least": 3}), (FREQUENCY, {"keyword": "tea", "frequency": 3, "relation": "less than"})],
    [(CAPITALS, {"capital_frequency": 2, "capital_relation": "at least"}), ("length.capital_words", {"at_most": 1})],
    [("count:word_count_range", {"min_words": 5, "max_words": 9}), ("length.words", {"at_least": 10})],
    [("count:numbers", {"N": 5}), ("count:numbers", {"N": 6})],
    [("count:punctuation", {}), (COMMA, {})],
    [("count:unique_word_count", {"N": 5}), ("no count:unique_word_count", {"N": 4})],
    [(LOWER, {}), (UPPER, {})],
    [("format.lowercase", {}), (UPPER, {})],
    [(LOWER, {}), (CAPITALS, {"capital_frequency": 1, "capital_relation": "at least"})],
    [("format.uppercase", {}), (CAPITALS, {"capital_frequency": 1, "capital_relation": "less than"})],
    [("format.lowercase", {}), (SECTIONS, {"section_spliter": "Day", "num_sections": 2})],
    [("format.uppercase", {}), ("format.sections", {"word": "Day", "exactly": 2})],
    [(LOWER, {}), (RESPONSE, {})],
    [(UPPER, {}), (RESPONSE, {})],
    [(COMMA, {}), (REPEAT, {"prompt_to_repeat": "Red, or blue?"})],
    [("format.no_comma", {}), (END, {"end_phrase": "Well, bye."})],
    [("format.no_comma", {}), ("lexical.include", {"words": ["well, yes"]})],
    [("format.no_comma", {}), ("lexical.letter", {"letter": ",", "at_least": 1})],
    [("format.no_comma", {}), ("no punctuation:no_comma", {})],
    [("lexical.exclude", {"words": ["blue"]}), (REPEAT, {"prompt_to_repeat": "Red or blue paint?"})],
    [(FORBIDDEN, {"forbidden_words": ["blue"]}), ("lexical.start", {"text": "Red or blue paint?"})],
    [(FORBIDDEN, {"forbidden_words": ["other"]}), (END, {"end_phrase": "Any other questions?"})],
    [("lexical.exclude", {"words": ["finally"]}), (NTH, {"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "finally"})],
    [("lexical.include", {"words": ["oak", "elm"]}), ("lexical.exclude", {"words": ["ELM"]})],
    [("lexical.include", {"words": ["oak tree"]}), ("lexical.exclude", {"words": ["oak"]})],
    [("lexical.include", {"words": ["oak"]}), (FORBIDDEN, {"forbidden_words": ["oak"]})],
    [("lexical.include", {"words": ["oak"]}), ("no keywords:existence", {"keywords": ["oa"]})],
    [("lexical.exclude", {"words": ["oak", "elm"]}), ("no lexical.exclude", {"words": ["oak"]})],
    [("lexical.exclude", {"words": ["oak", "elm"]}), ("no lexical.exclude", {"words": ["oak", "elm"]})],
    [("lexical.include", {"words": ["oak"]}), ("lexical.include", {"words": ["elm"]}), ("no lexical.include", {"words": ["oak", "elm"]})],
    [("lexical.letter", {"letter": "a", "at_most": 2}), (REPEAT, {"prompt_to_repeat": "A banana"})],
    [("lexical.letter", {"letter": "a", "at_most": 2}), ("lexical.frequency", {"word": "banana", "at_least": 1})],
    [("lexical.letter", {"letter": "a", "at_most": 2}), ("lexical.frequency", {"word": "tea", "at_least": 3})],
    [("lexical.letter", {"letter": "p", "at_most": 0}), (POSTSCRIPT, {"postscript_marker": "P.S."})],
    [("length.words", {"at_most": 2}), ("lexical.end", {"phrase": "Is there more?"})],
    [("length.words", {"at_most": 2}), ("lexical.start", {"text": "Is there more?"})],
    [("length.words", {"at_most": 2}), ("lexical.include", {"words": ["oak", "elm", "ash"]})],
    [("length.words", {"at_most": 4}), ("lexical.include", {"words": ["oak", "elm"]}), ("lexical.frequency", {"word": "ash", "at_least": 3})],
    [("length.words", {"at_most": 2}), ("format.sections", {"word": "Part", "exactly": 3})],
    [(END, {"end_phrase": "Bye."}), (END, {"end_phrase": "Ciao."})],
    [("lexical.end", {"phrase": "*Bye.*"}), (END, {"end_phrase": "Ciao."})],
    [(END, {"end_phrase": "He said \"bye\""})],
    [(REPEAT, {"prompt_to_repeat": "Name a tree."}), ("lexical.start", {"text": "Name two trees."})],
    [("lexical.start", {"text": "Name a tree now."}), ("no lexical.start", {"text": "Name a tree"})],
    [(END, {"end_phrase": "Thanks. Bye."}), ("no startend:end_checker", {"end_phrase": "Bye."})],
    [(NTH, {"num_paragraphs": 2, "nth_paragraph": 1, "first_word": "so"}), (NTH, {"num_paragraphs": 3, "nth_paragraph": 1, "first_word": "so"})],
    [(NTH, {"num_paragraphs": 3, "nth_paragraph": 2, "first_word": "so"}), (NTH, {"num_paragraphs": 3, "nth_paragraph": 2, "first_word": "but"})],
    [("length.nth_paragraph", {"paragraphs": 3, "nth": 2, "first_word": "so"}), ("length.nth_paragraph", {"paragraphs": 3, "nth": 2, "first_word": "some"})],
    [("length.nth_paragraph", {"paragraphs": 2, "nth": 1, "first_word": "so"}), (NTH, {"num_paragraphs": 3, "nth_paragraph": 1, "first_word": "so"})],
    [("length.nth_paragraph", {"paragraphs": 2, "nth": 1, "first_word": "*so"})],
    [(NTH, {"num_paragraphs": 2, "nth_paragraph": 1, "first_word": "so."})],
    [(NTH, {"num_paragraphs": 2, "nth_paragraph": 1, "first_word": "so much"})],
    [(PARAGRAPHS, {"num_paragraphs": 2}), (ANSWERS, {})],
    [(PARAGRAPHS, {"num_paragraphs": 2}), (PARAGRAPHS, {"num_paragraphs": 3})],
    [(QUOTED, {}), (REPEAT, {"prompt_to_repeat": "Name a tree."})],
    [("format.quotation", {}), ("lexical.start", {"text": "Name a tree."})],
    [(QUOTED, {}), ("no format.quotation", {})],
    [(JSON, {}), (REPEAT, {"prompt_to_repeat": "Look at a tree."})],
    [("format.json", {}), ("lexical.start", {"text": "Name a tree."})],
    [("format.json", {}), ("lexical.end", {"phrase": "Any questions?"})],
    [("format.json", {}), (QUOTED, {})],
    [("format.json", {}), ("format.bullets", {"at_least": 2})],
    [(JSON, {}), ("format.bullets", {"exactly": 2})],
    [(JSON, {}), ("length.paragraphs", {"exactly": 2})],
    [("format.json", {}), ("format.sections", {"word": "Part", "exactly": 2})],
    [("format.json", {}), ("no detectable_format:json_format", {})],
    [("format.title", {}), ("no format.title", {})],
    [("format.title", {}), ("no detectable_format:title", {})],
    [("semantic.language", {"language": "de"}), ("semantic.language", {"language": "fr"})],
    [("semantic.language", {"language": "de"}), (LANGUAGE, {"language": "fr"})],
    [("semantic.language", {"language": "de"}), ("format.lowercase", {"language": "en"})],
    [("semantic.language", {"language": "de"}), (LOWER, {})],
    [("format.choice", {"options": ["Oak.", "Elm."]}), ("lexical.letter", {"letter": "z", "at_least": 1})],
    [("format.choice", {"options": ["Oak.", "Elm."]}), ("format.title", {})],
    [("format.choice", {"options": ["Oak."]}), ("format.choice", {"options": ["Elm.", "Ash."]})],
    [(FORBIDDEN, {"forbidden_words": ["U.S. law"]}), (REPEAT, {"prompt_to_repeat": "Explain the U.S. law on trees."})],
    [("format.choice", {"options": ["Yes, please."]}), ("format.no_comma", {})],
    [(RESPONSE, {}), ("lexical.exclude", {"words": ["yes", "no", "maybe"]})],
    [("content.two_responses", {}), ("no combination:two_responses", {})],
]  # fmt: skip

# Only a reply that nobody would want passes; it stands behind.
DEGENERATE = [
    ([(EXISTENCE, {"keywords": ["river"]}), ("lexical.exclude", {"words": ["river"]})], "Rivers."),
    ([(EXISTENCE, {"keywords": ["river"]}), (FORBIDDEN, {"forbidden_words": ["river"]})], "Rivers."),
    ([("lexical.letter", {"letter": "s", "at_most": 0}), ("lexical.include", {"words": ["sun"]})], "ſun"),
    ([("lexical.exclude", {"words": ["any"]}), (END, {"end_phrase": "any questions?"})], "Many questions?"),
    ([("lexical.exclude", {"words": ["now"]}), ("lexical.start", {"text": "Say it now"})], "Say it nowhere"),
    ([(LANGUAGE, {"language": "de"}), (LANGUAGE, {"language": "fr"})], "123"),
    ([(LANGUAGE, {"language": "de"}), (LOWER, {})], None),
    ([(WORDS, {"num_words": 2, "relation": "less than"}), (BULLETS, {"num_bullets": 3})], "-\n-\n-"),
    ([("length.words", {"at_most": 2}), (SECTIONS, {"section_spliter": "Day", "num_sections": 3})], "Day1Day2Day3"),
    ([("length.words", {"at_most": 2}), ("content.placeholders", {"exactly": 3})], "[!] [!] [!]"),
    ([("length.words", {"at_most": 2}), (EXISTENCE, {"keywords": ["oak", "elm", "ash"]})], "oakelmash"),
    ([("length.words", {"at_most": 2}), ("length.sentences", {"at_least": 3})], "! ! !"),
    ([(JSON, {}), (QUOTED, {})], '"x"'),
    ([(JSON, {}), (END, {"end_phrase": "Any questions?"})], '"Any questions?"'),
    ([(JSON, {}), (BULLETS, {"num_bullets": 2})], "[\n-1,\n-2]"),
    ([("format.json", {}), (BULLETS, {"num_bullets": 2})], "[\n-1,\n-2]"),
    ([("format.json", {}), ("content.postscript", {})], '{\n"P.S. x": 1}'),
    ([(JSON, {}), (ANSWERS, {})], '"a ****** b"'),
    ([("length.nth_paragraph", {"paragraphs": 3, "nth": 1, "first_word": "so"}), (NTH, {"num_paragraphs": 2, "nth_paragraph": 1, "first_word": "so"})], "So\n \nit\n\nis"),
    ([("lexical.exclude", {"words": ["so"]}), ("length.nth_paragraph", {"paragraphs": 1, "nth": 1, "first_word": "so"})], "_So it is."),
    ([("format.choice", {"options": ["Oak."]}), ("format.bullets", {"exactly": 2})], None),
]  # fmt: skip

# Nothing is wrong with these, though they look like the ones above.
FINE = [
    [("length.words", {"at_most": 50}), (WORDS, {"num_words": 50, "relation": "at least"})],
    [("length.words", {"at_least": 4, "at_most": 5}), ("no length.words", {"exactly": 4})],
    [("format.bullets", {"exactly": 3}), ("no format.bullets", {"exactly": 4})],
    [("lexical.include", {"words": ["oaks"]}), ("lexical.exclude", {"words": ["oak"]})],
    [("lexical.include", {"words": ["oak", "elm"]}), ("no lexical.include", {"words": ["oak", "ash"]})],
    [("lexical.exclude", {"words": ["oak"]}), ("no lexical.exclude", {"words": ["oak", "elm"]})],
    [("format.lowercase", {}), (END, {"end_phrase": "Any Questions?"})],
    [("format.uppercase", {}), (POSTSCRIPT, {"postscript_marker": "P.S."})],
    [("format.no_comma", {}), ("format.json", {})],
    [("format.json", {}), ("format.title", {})],
    [("format.json", {}), ("length.words", {"at_most": 10}), ("lexical.include", {"words": ["oak"]})],
    [("format.json", {}), ("format.bullets", {"exactly": 0})],
    [("format.quotation", {}), ("lexical.start", {"text": "“Name a tree”"})],
    [("lexical.end", {"phrase": "Bye."}), (END, {"end_phrase": "Thanks. bye."})],
    [("semantic.language", {"language": "zh"}), ("semantic.language", {"language": "zh-cn"})],
    [("format.choice", {"options": ["Oak.", "Elm."]}), ("lexical.letter", {"letter": "k", "at_least": 1})],
    [("format.choice", {"options": ["Oak."]}), ("format.quotation", {}), ("format.uppercase", {})],
    [("length.nth_paragraph", {"paragraphs": 3, "nth": 2, "first_word": "well"}), ("length.nth_paragraph", {"paragraphs": 3, "nth": 2, "first_word": "well-known"})],
    [("length.words", {"at_most": 3}), ("lexical.include", {"words": ["oak", "elm", "ash"]})],
]  # fmt: skip


@pytest.mark.parametrize("pairs", IMPOSSIBLE, ids=str)
def test_what_no_reply_satisfies_is_found(pairs: Any) -> None:
    (conflict,) = [conflict for conflict in found(*pairs) if conflict.strength == 2]
    assert conflict.names == tuple(named(*pairs))
    assert conflict.reason


@pytest.mark.parametrize(("pairs", "escape"), DEGENERATE, ids=str)
def test_what_only_a_degenerate_reply_satisfies_names_the_trick(pairs: Any, escape: str | None) -> None:
    (conflict,) = [conflict for conflict in found(*pairs) if conflict.certain]
    assert conflict.names == tuple(named(*pairs))
    assert conflict.trick
    assert conflict.trick in conflict.reason
    if escape is not None:
        for constraint in named(*pairs).values():
            assert constraint.strict(Reply(escape), Context()).held, constraint


@pytest.mark.parametrize("pairs", FINE, ids=str)
def test_what_can_hold_together_is_left_alone(pairs: Any) -> None:
    assert [conflict for conflict in found(*pairs) if conflict.certain] == []


@pytest.mark.parametrize("pairs", IMPOSSIBLE, ids=str)
def test_the_order_changes_nothing_but_the_order_of_names(pairs: Any) -> None:
    in_force = named(*pairs)
    backwards = dict(reversed(in_force.items()))
    assert sorted(sorted(c.names) for c in conflicts(in_force)) == sorted(
        sorted(c.names) for c in conflicts(backwards)
    )


def test_a_constraint_and_its_own_negation_conflict_whatever_it_is() -> None:
    from driftsim.constraints import Not, registered

    for cls in registered().values():
        plain = dict(cls.example.parameters)
        one = constraint_from(
            {"ifeval": cls.source_id, "kwargs": plain} if cls.source_id else {"check": cls.kind, **plain}
        )
        (conflict,) = conflicts({"yes": one, "no": Not(of=one)})
        assert (conflict.names, conflict.strength) == (("yes", "no"), 2), cls
        assert [c for c in conflicts({"yes": one}) if c.certain] == []


def test_each_pair_that_clashes_is_told_and_nothing_beyond() -> None:
    told = found(
        ("length.words", {"at_least": 5}),
        ("length.words", {"at_most": 3}),
        ("length.words", {"at_most": 2}),
        ("format.title", {}),
    )
    assert [conflict.names for conflict in told] == [("a", "b"), ("a", "c")]
    assert told[0].reason == 'the number of words: "a" allows at least 5, "b" allows at most 3'


def test_a_constraint_that_nothing_satisfies_stands_alone() -> None:
    told = found(("length.sentences", {"at_most": 0}), ("length.sentences", {"at_least": 2}))
    assert [conflict.names for conflict in told] == [("a",)]


def test_many_bounds_at_once_give_one_set() -> None:
    holes = [("no length.words", {"exactly": number}) for number in range(3, 7)]
    (conflict,) = found(("length.words", {"at_least": 3, "at_most": 6}), *holes)
    assert conflict.names == tuple("abcde")


def test_a_choice_of_ways_is_told_with_each_that_blocks_them() -> None:
    told = found((RESPONSE, {}), ("length.words", {"at_most": 1}), ("length.words", {"at_most": 2}))
    assert [(conflict.names, conflict.strength) for conflict in told] == [(("a", "b"), 2), (("a", "c"), 2)]


class TestWarnings:
    def test_the_policy_of_ifeval(self) -> None:
        told = found((LANGUAGE, {"language": "de"}), (EXISTENCE, {"keywords": ["Haus"]}))
        assert [(conflict.names, conflict.certain) for conflict in told] == [(("a", "b"), False)]

    def test_the_policy_says_nothing_of_our_own_kinds(self) -> None:
        assert (
            found(("semantic.language", {"language": "de"}), ("lexical.include", {"words": ["Haus"]})) == ()
        )

    def test_a_certain_conflict_is_not_told_again_as_a_warning(self) -> None:
        told = found((LOWER, {}), (UPPER, {}))
        assert [conflict.certain for conflict in told] == [True]

    def test_latin_letters_in_another_script(self) -> None:
        told = found(
            ("semantic.language", {"language": "ru"}), ("lexical.letter", {"letter": "e", "at_least": 3})
        )
        assert [conflict.certain for conflict in told] == [False]

    def test_a_paragraph_beyond_the_last_is_read_as_the_reference_does(self) -> None:
        told = found((NTH, {"num_paragraphs": 2, "nth_paragraph": 3, "first_word": "so"}))
        assert [conflict.names for conflict in told] == [("a",)]

    def test_bullets_in_two_readings_are_two_quantities(self) -> None:
        pairs = (("format.bullets", {"exactly": 2}), (BULLETS, {"num_bullets": 3}))
        assert all(c.strict(Reply("* a\n* b\n---"), Context()).held for c in named(*pairs).values())
        assert [conflict.certain for conflict in found(*pairs)] == [False]


def test_the_table_of_ifeval_has_94_pairs() -> None:
    from itertools import combinations

    from driftsim.constraints import instructions
    from driftsim.constraints.relations.policy import avoided

    classic = [name for name, cls in instructions().items() if cls.source_id]
    assert sum(avoided(*pair) for pair in combinations(sorted(classic), 2)) == 94


def test_ten_constraints_that_go_together() -> None:
    in_force = named(
        ("length.words", {"at_most": 120}),
        ("length.sentences", {"at_most": 6}),
        ("lexical.include", {"words": ["oak", "elm", "ash", "fir"]}),
        ("lexical.exclude", {"words": ["rose", "tulip", "lily", "daisy"]}),
        ("format.bullets", {"exactly": 3}),
        ("lexical.end", {"phrase": "Any more questions about trees?"}),
        ("format.no_comma", {}),
        ("format.title", {}),
        ("lexical.letter", {"letter": "z", "at_most": 4}),
        ("no format.json", {}),
    )
    assert conflicts(in_force) == ()
