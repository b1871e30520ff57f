"""What is called impossible is: no text that a search comes upon satisfies all of it."""

from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from driftsim.constraints import Constraint, Context, Not, Reply, constraint_from
from driftsim.constraints.conflicts import conflicts
from driftsim.constraints.interval import Allowed
from tests.property.many import many

NO_CONTEXT = Context()
FEW = st.integers(0, 4)
WORD = st.sampled_from(["oak", "Elm", "oaks", "oak tree", "so", "tea", "a", "Is", "b,c", "*so*"])
PHRASE = st.sampled_from(["So be it.", "be it.", "it.", "oak, elm", "tea", '"so"', "Oak tree", "{", "}"])
RELATION = st.sampled_from(["at least", "less than"])
LETTER = st.sampled_from(["a", "s", "e", ",", "!", "K"])


def own(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Constraint]:
    return st.fixed_dictionaries(dict(fields)).map(lambda given: constraint_from({"check": kind, **given}))


def bounded(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Constraint]:
    names = st.sampled_from(["at_least", "at_most", "exactly"])
    return st.tuples(names, FEW, st.fixed_dictionaries(dict(fields))).map(
        lambda given: constraint_from({"check": kind, given[0]: given[1], **given[2]})
    )


def ifeval(name: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Constraint]:
    return st.fixed_dictionaries(dict(fields)).map(
        lambda given: constraint_from({"ifeval": name, "kwargs": given})
    )


WORDS = st.lists(WORD, min_size=1, max_size=3)
SOME = FEW.map(lambda number: number + 1)
PLAIN = st.one_of(
    bounded("length.words"),
    bounded("length.sentences"),
    bounded("length.capital_words"),
    bounded("length.paragraphs"),
    bounded("format.bullets"),
    bounded("format.highlights"),
    bounded("content.placeholders"),
    bounded("format.sections", word=st.sampled_from(["Part", "oak"])),
    bounded("lexical.frequency", word=WORD),
    bounded("lexical.letter", letter=LETTER),
    own("lexical.include", words=WORDS),
    own("lexical.exclude", words=WORDS),
    own("lexical.start", text=PHRASE),
    own("lexical.end", phrase=PHRASE),
    own("length.nth_paragraph", paragraphs=SOME, nth=st.just(1), first_word=st.sampled_from(["so", "Oak", "so-so"])),
    own("format.choice", options=st.lists(PHRASE, min_size=1, max_size=2)),
    *(own(kind) for kind in ("format.json", "format.title", "format.no_comma", "format.quotation")),
    *(own(kind) for kind in ("format.lowercase", "format.uppercase", "content.two_responses", "content.postscript")),
    ifeval("keywords:existence", keywords=WORDS.filter(lambda words: "*so*" not in words)),
    ifeval("keywords:forbidden_words", forbidden_words=WORDS.filter(lambda words: "*so*" not in words)),
    ifeval("keywords:frequency", keyword=st.sampled_from(["oak", "so"]), frequency=FEW, relation=RELATION),
    ifeval("keywords:letter_frequency", letter=LETTER, let_frequency=FEW, let_relation=RELATION),
    ifeval("length_constraints:number_words", num_words=FEW, relation=RELATION),
    ifeval("length_constraints:number_sentences", num_sentences=FEW, relation=RELATION),
    ifeval("length_constraints:number_paragraphs", num_paragraphs=SOME),
    ifeval("length_constraints:nth_paragraph_first_word", num_paragraphs=SOME, nth_paragraph=SOME, first_word=WORD),
    ifeval("detectable_format:number_bullet_lists", num_bullets=FEW),
    ifeval("detectable_format:multiple_sections", section_spliter=st.sampled_from(["Part", "oak"]), num_sections=FEW),
    ifeval("detectable_content:postscript", postscript_marker=st.sampled_from(["P.S.", "P.P.S"])),
    ifeval("combination:repeat_prompt", prompt_to_repeat=PHRASE),
    ifeval("startend:end_checker", end_phrase=PHRASE),
    *(ifeval(f"detectable_format:{name}") for name in ("json_format", "title", "constrained_response")),
    *(ifeval(name) for name in ("combination:two_responses", "startend:quotation", "punctuation:no_comma")),
    *(ifeval(f"custom:{name}") for name in ("csv_city", "csv_quotes", "mcq_count_length", "multiples", "word_reverse")),
    *(ifeval(f"custom:{name}") for name in ("csv_special_character", "reverse_newline", "date_format_list", "sentence_alphabet")),
    *(ifeval(name) for name in ("words:vowel", "format:no_whitespace", "format:title_case", "repeat:repeat_simple")),
    *(ifeval(name) for name in ("format:output_template", "words:palindrome", "custom:european_capitals_sort")),
    *(own(kind) for kind in ("format.no_whitespace", "format.title_case")),
    own("lexical.position", word=st.sampled_from(["oak", "So", "s"]), places=st.sampled_from([[1], [2], [-1, 2]])),
    own("lexical.position", word=st.just("oak"), places=st.just([1]), sentence=SOME),
    own("lexical.frequencies", words=st.dictionaries(WORD, FEW, min_size=1, max_size=2)),
    own("lexical.vowels", at_most=FEW),
    own("content.repeat", text=PHRASE, change_first_word=st.booleans()),
    own("format.template", labels=st.lists(PHRASE, min_size=1, max_size=2)),
    ifeval("sentence:keyword", word=WORD, N=SOME),
    ifeval("words:keywords_specific_position", keyword=st.sampled_from(["oak", "so", "oak tree", "!"]), n=SOME, m=SOME),
    ifeval("words:words_position", keyword=st.sampled_from(["oak", "so", "oak tree"])),
    ifeval("repeat:repeat_change", prompt_to_repeat=PHRASE),
    ifeval("repeat:repeat_span", prompt_to_repeat=PHRASE, n_start=st.integers(0, 2), n_end=st.integers(2, 5)),
    ifeval("format:options", options=st.sampled_from(["oak/elm", "a), b), c)", "So or tea"])),
    ifeval("count:person_names", N=FEW),
    ifeval(
        "count:keywords_multiple",
        **{f"keyword{n}": st.sampled_from(["oak", "oaks", "elm", "tea", "s", "a"]) for n in range(1, 6)},
    ),
)  # fmt: skip
CONSTRAINTS = PLAIN | PLAIN.map(lambda one: Not(of=one)) | PLAIN.map(lambda one: one.negation())
SETS = st.lists(CONSTRAINTS, min_size=1, max_size=4).map(
    lambda some: {str(place): one for place, one in enumerate(some)}
)
PIECES = st.sampled_from(
    [
        *("oak", "Elm", "oaks", "oak tree", "so", "So be it.", "tea", "a", "s", "ſo", "!", ",", "it.", "b,c", "e"),
        *(" ", "\n", "\n\n", "\n \n", "_", "*so*", "**", "***", "******", "```", "TEA", "SO", "oak1"),
        *("* oak", "- so", "-1", '"', "“", "”", "{}", "[", "]", "[so]", "[1]", "<<so>>", "Part 1", "Part2"),
        *("P.S.", "p.p.s", "My answer is yes.", "My Answer:", "My Conclusion:", "Future Outlook:", "Emma", "So be", "→→→→→ "),
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.lists(PIECES, max_size=6).map(" ".join)


def satisfies(text: str, in_force: dict[str, Constraint]) -> bool:
    reply = Reply(text)
    return all(constraint.strict(reply, NO_CONTEXT).held for constraint in in_force.values())


def reached(in_force: dict[str, Constraint], seed: int) -> list[str]:
    """Texts that come from bringing a draft into line with one constraint after another."""
    chance, text, found = Random(seed), "So be it. Oak tea.", []
    for _ in range(3):
        for constraint in in_force.values():
            text = constraint.realize(text, chance) or text
            found.append(text)
    return found


@settings(max_examples=many(100))
@given(SETS, st.lists(TEXTS, min_size=5, max_size=20), st.integers(0, 99))
def test_no_text_satisfies_what_is_called_impossible(
    in_force: dict[str, Constraint], texts: list[str], seed: int
) -> None:
    for conflict in conflicts(in_force):
        if conflict.strength < 2:
            continue
        some = {name: in_force[name] for name in conflict.names}
        assert not [text for text in (*texts, *reached(some, seed)) if satisfies(text, some)]


@settings(max_examples=many(100))
@given(TEXTS, st.lists(PLAIN, min_size=2, max_size=6))
def test_what_a_text_satisfies_is_never_called_impossible(text: str, some: list[Constraint]) -> None:
    """Each constraint is taken as the text has it: held, or denied."""
    assume(text.strip())
    in_force = {
        str(place): one if one.strict(Reply(text), NO_CONTEXT).held else Not(of=one)
        for place, one in enumerate(some)
    }
    assert [conflict for conflict in conflicts(in_force) if conflict.strength == 2] == []


@settings(max_examples=many(50))
@given(SETS)
def test_conflicts_are_pure_and_name_what_is_in_force(in_force: dict[str, Constraint]) -> None:
    found = conflicts(in_force)
    assert found == conflicts(in_force)
    for conflict in found:
        assert list(conflict.names) == [name for name in in_force if name in conflict.names]
        assert conflict.names
        assert conflict in conflicts({name: in_force[name] for name in conflict.names})


RANGE = st.tuples(st.integers(0, 5), st.integers(0, 3) | st.none()).map(
    lambda given: Allowed(given[0], None if given[1] is None else given[0] + given[1])
)


@given(st.lists(RANGE | RANGE.map(Allowed.complement), max_size=5))
def test_a_meeting_allows_what_each_allows(some: list[Allowed]) -> None:
    met = Allowed()
    for each in some:
        met = met.meet(each)
    numbers = [n for n in range(60) if all(allows(each, n) for each in some)]
    assert met.empty is (not numbers)
    assert numbers == [n for n in range(60) if allows(met, n)]


def allows(allowed: Allowed, number: int) -> bool:
    inside = allowed.low <= number and (allowed.high is None or number <= allowed.high)
    return inside and not any(first <= number <= last for first, last in allowed.gaps)
