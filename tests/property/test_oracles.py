"""What is computed faster than by the package it comes from is equal to what that package computes."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tokenize.destructive import NLTKWordTokenizer

from driftsim import text
from driftsim.constraints.content.forms import deed, term
from driftsim.constraints.content.overlap import by_characters
from driftsim.constraints.content.statements import statement
from driftsim.constraints.cores import core_spans, cores
from driftsim.constraints.lexical.numbers import numbers
from driftsim.constraints.lexical.syllables import syllables as syllables_of
from driftsim.constraints.matching import Finder, pattern, whole_word
from driftsim.constraints.readability import counts
from driftsim.constraints.semantic import vader
from driftsim.constraints.style import insults as found_insults
from driftsim.constraints.style import register
from driftsim.memory import Memory
from driftsim.punkt import Sentences
from driftsim.text import Runs
from tests.property.many import many

ANY_TEXT = st.text(st.characters(), max_size=40)
BLANKS = st.sampled_from([" ", " ", " ", "  ", "\n", "\t", "\xa0", ""])


def texts(*words: str) -> st.SearchStrategy[str]:
    """Texts of some words and of anything, with all sorts of blanks between."""
    pieces = st.lists(
        st.tuples(st.sampled_from(words) | ANY_TEXT.map(lambda any_: any_[:3]), BLANKS), max_size=14
    )
    return pieces.map(lambda drawn: "".join(chain.from_iterable(drawn)))


@cache
def splitters() -> tuple[Sentences, Sentences]:
    """Ours, and NLTK's without any help."""
    ours, own = Sentences(), Sentences()
    own._splitter.text_contains_sentbreak = own._decide
    return ours, own


@given(
    texts(
        *"Dr. Mr e.g. p.m. word Word. A. b. 5. 3.5 ... .. ! ? I The the. inc. Inc. U.S. well-known. É. : ) \" ' --".split()
    )
)
def test_sentences_are_punkts(raw: str) -> None:
    ours, own = splitters()
    assert ours.split(raw) == own.split(raw)


@given(
    texts(
        *"It's don't can not cannot cannot. gonna wanna gimme, 'tis 'twas more'n d'ye \"Go\" \"Go\". `` '' “q” ‘q’ (a) [b]. --"
        " a.b e.g. end. end.) end.\" 3,5 a,b a: : , . ... ; ? ! * $5 & @ – » 'll 're S' it,".split()
    )
)
def test_tokens_are_those_of_the_treebank_tokenizer(raw: str) -> None:
    assert text.tokens([raw]) == NLTKWordTokenizer().tokenize(raw)


@cache
def analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


TURNS = (
    "but no nor or least at very so this never without doubt kind of sort just enough not isn't absolutely hardly"
    " good bad GREAT Terrible love hate death kiss bomb shit ass bus stop yeah right beating heart to die for the"
    " 😀 💘 :) :D ! ? ?? !!! good! bad, ſ İ table red NOT VERY NO"
).split()


@given(texts(*TURNS) | st.lists(st.sampled_from(TURNS), max_size=12).map(" ".join))
def test_the_sentiment_is_vaders(raw: str) -> None:
    assert vader.compound(raw) == analyzer().polarity_scores(raw)["compound"]


FINDERS = [
    *(whole_word(word) for word in ("oak", "I", "sK", "café", "K", "a a")),
    *(
        find(word)
        for find in (term, deed)
        for word in ("refund", "sign-up page", "city", "child", "I", "book a table")
    ),
    *(statement(said) for said in ("I am an AI", "Skip this", "Not I", "cannot say", "“So”")),
    *(pattern(source, before=edge, after=edge) for source in ("oak", "is") for edge in ("", r"\b")),
]


@settings(max_examples=many(150))
@given(
    st.sampled_from(FINDERS),
    texts(
        *"oak oaks OAK soak ı i I İ ſk SK sk k café Refunded refund. sign up pages cities Children books tables"
        " I'm an ai skips this can't say is ıs a a".split()
    ),
)
def test_a_finder_finds_what_its_expression_does(finder: Finder, raw: str) -> None:
    assert finder.spans(raw) == [found.span() for found in re.finditer(finder._compiled, raw)]


@given(ANY_TEXT | texts("Über", "ǅ", "ß", "ABC", "ª", "\ud800"))
def test_letters_are_counted_by_case(raw: str) -> None:
    assert text.letter_cases(raw) == (sum(map(str.isupper, raw)), sum(map(str.islower, raw)))
    latin = [char for char in raw if char.isascii()]
    assert text.letter_cases(raw, latin=True) == (sum(map(str.isupper, latin)), sum(map(str.islower, latin)))


RUNS = {
    Runs(r"[^\W_]", "?"): r"[^\W_]+(?:['’][^\W_]+)?",
    Runs(r"[^\W\d_]", "*"): r"[^\W\d_]+(?:['’][^\W\d_]+)*",
}


@given(texts("it's", "don''t", "'so'", "a_b", "x1", "’tis", "a'b'c", "\x1c", "\x00", "-", "é"))
def test_words_of_all_sorts_are_what_their_expressions_find(raw: str) -> None:
    assert text.words(raw) == re.findall(r"\w+", raw)
    assert cores(raw) == [raw[start:end] for start, end in core_spans(raw)]
    for runs, expression in RUNS.items():
        assert runs.found(raw) == re.findall(expression, raw)


@given(texts("12", "1,000", "3.5", ".", ",", "1.", "٣", "a1"))
def test_numbers_are_digits_with_marks_between(raw: str) -> None:
    assert numbers(raw) == [found.span() for found in re.finditer(r"\d+(?:[.,]\d+)*", raw)]


@given(
    st.lists(
        texts("You are a fool.", "dead", "no", "lost", "Only", "an", "idiot", "soldiers", "would", "?"),
        max_size=2,
    )
)
def test_insults_are_found_wherever_their_expression_is(parts: list[str]) -> None:
    own = " ".join(parts)
    with patch.object(found_insults, "_suspects", lambda text: [(0, len(text))]):
        everywhere = [*found_insults.insults(own)]
    assert [*found_insults.insults(own)] == everywhere


@given(
    texts(
        "well, thanks",
        "You're",
        "isn’t",
        "pretty",
        "much",
        "tons of",
        "prior to",
        "Dear",
        "don't!",
        ":-)",
        "İ",
        "'s",
    )
)
def test_marks_of_a_register_are_those_of_each_word(raw: str) -> None:
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", raw)
    small = [word.lower().replace("’", "'") for word in words]
    found = register.register(raw)
    assert found.words == len(words)
    assert found.you == sum(word in register._YOU for word in small)
    loose = [
        n
        for n, word in enumerate(small)
        if register._is_loose(word) or _says(register._LOOSE_BY_FIRST, small[n:])
    ]
    assert found.informal == len(loose) + len(register._SIGN.findall(raw))
    assert found.formal == sum(
        word in register._STIFF_WORDS or _says(register._STIFF_BY_FIRST, small[n:])
        for n, word in enumerate(small)
    )


def _says(sayings: Mapping[str, tuple[tuple[str, ...], ...]], words: Sequence[str]) -> bool:
    return any(tuple(words[1 : 1 + len(rest)]) == rest for rest in sayings.get(words[0], ()))


@given(st.lists(texts("It's", "a1b", "syllable", "\n", "don''t", "12", "café", "_a"), max_size=3))
def test_readability_counts_words_line_by_line(parts: list[str]) -> None:
    lines = [re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", line) for each in parts for line in each.split("\n")]
    words = [*chain.from_iterable(lines)]
    syllables = sum(max(syllables_of(word[:60].lower()), 1) for word in words)
    assert counts(parts) == (sum(map(bool, lines)), len(words), syllables)


@given(st.lists(st.text("ab", max_size=3)))
def test_a_memory_gives_what_its_function_does(raw: list[str]) -> None:
    doubled = Memory(lambda each: each * 2, most=2)
    assert [doubled[each] for each in raw] == [each * 2 for each in raw]
    assert len(doubled) <= 2


@given(texts("one", "it's", "—", "😀"), st.integers(0, 5))
def test_the_words_beyond_a_number_are_found(raw: str, most: int) -> None:
    spans = [found.span() for found in re.finditer(r"\w+", raw)]
    assert text.words_beyond(raw, most) == ((spans[most][0], spans[-1][1]) if most < len(spans) else None)


@given(texts("abc", "bca", "é", "\x00"), texts("abc", "cab", "é"))
def test_shared_trigrams_are_those_of_both_texts(raw: str, other: str) -> None:
    own, others = ({*zip(each, each[1:], each[2:], strict=False)} for each in (raw, other))
    share = 100 * len(own & others) / len(own) if own else None
    assert by_characters(other, 50).share(raw) == share
