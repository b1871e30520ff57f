"""Every registered constraint with parameters at will, and drafts of every sort."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from driftsim.constraints import Constraint, Not, Opposite, constraint_from, registered
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.languages import NAMES
from driftsim.errors import ConstraintError

Parameters = st.SearchStrategy[dict[str, Any]]

COUNTS = st.integers(0, 6) | st.integers(0, 60)
FEW = st.integers(1, 6)
WORDS = st.sampled_from(
    ["oak", "Rain", "tea", "the", "New York", "I", "COVID-19", "café", "Мост", "P.S.", "😀"]
)
ODD_WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8).filter(str.strip)
ONE_WORD = st.sampled_from(["Finally", "oak", "Dear", "2", "Straße"]) | ODD_WORDS.filter(
    lambda word: len(word.split()) == 1 and word == word.strip()
)
PHRASES = st.sampled_from(["Any questions?", "Is there more I can do?", "oak", "- red", "“So.”"]) | ODD_WORDS
LETTERS = st.sampled_from("etqzäß5-,.! 😀".replace(" ", "")) | st.characters(
    exclude_categories=("Cs",)
).filter(str.strip)
PATTERNS = st.sampled_from(["oak", "elm tree", "colou?r", r"\d+", "(?:rain|snow)ed", "C", "São", "c.t"])
GRADES = st.integers(0, 20) | st.floats(0, 20)
PERCENTAGES = st.integers(0, 100) | st.floats(0, 100).map(lambda share: round(share, 1))
TEXTS = (
    st.sampled_from(
        [
            "Rain falls on the old town.",
            "ab",
            "oak",
            "If it rains all day long, we stay in and read.\n\nElse we go.",
        ]
    )
    | ODD_WORDS
)
RELATIONS = st.sampled_from(["at least", "less than"])
MARKERS = st.sampled_from(["P.S.", "P.P.S", "Note:", "PS"])
SOURCES = st.sampled_from(
    ["Name a tall old tree.", "Red, or blue?", "Say  it\nonce more", '"Go" means GO', "Straße"]
)
REPEATED = st.sampled_from(
    ["Name a tall old tree.", "Red, or blue?", "Say  it\nonce more", '"Go" means GO', "Straße"]
)
LABELS = st.sampled_from(["My Answer:", "Source:", "Part", "§ 1", "a", "a a"])
KEYWORDS = ["oak", "Rain", "the", "New York", "café", "Мост", "COVID-19", "😀", "kite"]
TOKENS = st.sampled_from(["oak", "Rain", "the", "café", "Мост", "well-known", "2"])
PLACES = st.sampled_from([1, 2, 3, 7, 40, -1, -2, -12])


@st.composite
def bounds(draw: st.DrawFn, numbers: st.SearchStrategy[int] = COUNTS) -> dict[str, int]:
    """One bound, two, or an exact number."""
    low, more = draw(numbers), draw(st.integers(0, 5))
    return draw(
        st.sampled_from(
            [{"at_least": low}, {"at_most": low}, {"exactly": low}, {"at_least": low, "at_most": low + more}]
        )
    )


def _lists(items: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(items, min_size=1, max_size=3)


def _compared(number: str, relation: str = "relation", **more: st.SearchStrategy[Any]) -> Parameters:
    return st.fixed_dictionaries({number: COUNTS, relation: RELATIONS, **more})


def _paragraphs(*, total: str, nth: str) -> Parameters:
    sizes = FEW.flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size)))
    return st.tuples(sizes, ONE_WORD).map(
        lambda drawn: {total: drawn[0][0], nth: drawn[0][1], "first_word": drawn[1]}
    )


PUNCTUATION = st.sampled_from([".", ",", ":", ";", "￥", "、", "!", "…", "-", "#"])
PAIRS = st.sampled_from(["()", "[]", "{}", "<>", "《》", "（）", "“”", "''", '""'])
EDGES = st.one_of(
    st.fixed_dictionaries({"mode": st.just("letter"), "value": st.sampled_from("aZqx")}),
    st.fixed_dictionaries({"mode": st.sampled_from(["emoji", "keyword"]), "value": PHRASES | st.just("😴")}),
    PAIRS.map(lambda pair: {"mode": "quotation", "left": pair[0], "right": pair[1]}),
)

SAYINGS = (
    st.sampled_from(["refund", "order number", "lawyer", "Bolt-Motors", "café", "3D printer", "pay"])
    | ODD_WORDS
)
STATEMENTS = st.sampled_from(["I am an AI assistant.", "This is no “advice”", "We do not know"]) | ODD_WORDS
# Parts that can be had together and without each other, in any order.
PART = st.sampled_from(
    [
        {"check": "lexical.include", "words": ["tea", "oak"]},
        {"check": "lexical.exclude", "words": ["something", "rain"]},
        {"check": "format.title"},
        {"check": "length.words", "at_least": 20},
        {"check": "content.placeholders", "at_least": 2},
        {"check": "not", "of": {"check": "content.postscript"}},
        {
            "check": "any_of",
            "of": [{"check": "format.table"}, {"check": "lexical.frequency", "word": "elm", "exactly": 2}],
        },
        {"check": "content.never_promise", "things": ["refund"]},
    ]
)
SOME_PARTS = st.lists(PART, min_size=1, max_size=4, unique_by=str)

# What a name here does not know is tried with its own example only.
OWN: Mapping[str, Parameters] = {
    "lexical.opening": st.fixed_dictionaries({"phrase": PHRASES | WORDS}),
    "lexical.closing": st.fixed_dictionaries({"phrase": PHRASES | WORDS}),
    "lexical.first_letter": st.fixed_dictionaries({"letter": st.sampled_from("aZqxéМ")}),
    "lexical.last_letter": st.fixed_dictionaries({"letter": st.sampled_from("aZqxéМ")}),
    "lexical.punctuation": st.fixed_dictionaries({"marks": _lists(PUNCTUATION)}),
    "lexical.no_punctuation": st.fixed_dictionaries({"marks": _lists(PUNCTUATION)}),
    "format.quoted_opening": PAIRS.map(lambda pair: {"left": pair[0], "right": pair[1]}),
    "format.quoted_closing": PAIRS.map(lambda pair: {"left": pair[0], "right": pair[1]}),
    "evolif.startwith": EDGES,
    "evolif.endwith": EDGES,
    "evolif.format": st.fixed_dictionaries(
        {"mode": st.sampled_from(["json", "html", "xml", "csv", "markdown"])}
    ),
    "evolif.countableItems": st.fixed_dictionaries({"num": COUNTS}),
    "evolif.length": st.fixed_dictionaries(
        {
            "mode": st.sampled_from(["word", "paragraph", "characters", "sentence"]),
            "relation": st.sampled_from(["less_than", "more_than", "exactly"]),
            "number": COUNTS,
        }
    ),
    "evolif.existence": st.fixed_dictionaries(
        {"keywords": st.dictionaries(WORDS, FEW, min_size=1, max_size=3)}
    ),
    "evolif.forbidden": st.fixed_dictionaries({"keywords": _lists(WORDS | ODD_WORDS)}),
    "evolif.case": st.sampled_from(["all_upper", "all_lower"]).map(lambda mode: {"mode": mode})
    | st.integers(1, 100).map(lambda share: {"mode": "min_upper", "min": share}),
    "evolif.punctuation": st.fixed_dictionaries(
        {"mode": st.sampled_from(["must_include", "must_not_include"]), "value": PUNCTUATION}
    ),
    "length.nth_paragraph": _paragraphs(total="paragraphs", nth="nth"),
    "format.choice": st.fixed_dictionaries({}, optional={"options": _lists(PHRASES)}),
    "format.table": st.fixed_dictionaries(
        {}, optional={"columns": st.lists(WORDS, min_size=1, max_size=4), "at_least": st.integers(1, 8)}
    ),
    "format.uppercase": st.fixed_dictionaries({}, optional={"language": st.sampled_from([*NAMES])}),
    "format.lowercase": st.fixed_dictionaries({}, optional={"language": st.sampled_from([*NAMES])}),
    "semantic.language": st.fixed_dictionaries({"language": st.sampled_from([*NAMES])}),
    "semantic.sentiment": st.fixed_dictionaries(
        {"sentiment": st.sampled_from(["positive", "negative", "neutral"])}
    ),
    "style.formality": st.fixed_dictionaries({"formality": st.sampled_from(["formal", "informal"])}),
    "style.reading_grade": st.one_of(
        st.fixed_dictionaries({"at_least": GRADES}),
        st.fixed_dictionaries({"at_most": GRADES}),
        GRADES.map(lambda low: {"at_least": min(low, 19), "at_most": min(low, 19) + 1}),
    ),
    "lexical.include": st.fixed_dictionaries({"words": _lists(WORDS | ODD_WORDS)}),
    "lexical.exclude": st.fixed_dictionaries({"words": _lists(WORDS | ODD_WORDS)}),
    "lexical.start": st.fixed_dictionaries({"text": PHRASES}),
    "lexical.end": st.fixed_dictionaries({"phrase": PHRASES}),
    "content.postscript": st.fixed_dictionaries({"marker": MARKERS}),
    "change_case:capital_word_frequency": _compared("capital_frequency", "capital_relation"),
    "combination:repeat_prompt": st.fixed_dictionaries({"prompt_to_repeat": PHRASES}),
    "detectable_content:number_placeholders": st.fixed_dictionaries({"num_placeholders": COUNTS}),
    "detectable_content:postscript": st.fixed_dictionaries({"postscript_marker": MARKERS}),
    "detectable_format:number_bullet_lists": st.fixed_dictionaries({"num_bullets": COUNTS}),
    "detectable_format:number_highlighted_sections": st.fixed_dictionaries({"num_highlights": COUNTS}),
    "detectable_format:multiple_sections": st.fixed_dictionaries(
        {"section_spliter": st.sampled_from(["Part", "Day", "SECTION"]), "num_sections": COUNTS}
    ),
    "keywords:existence": st.fixed_dictionaries({"keywords": _lists(PATTERNS)}),
    "keywords:forbidden_words": st.fixed_dictionaries({"forbidden_words": _lists(PATTERNS)}),
    "keywords:frequency": _compared("frequency", keyword=PATTERNS),
    "keywords:letter_frequency": _compared("let_frequency", "let_relation", letter=LETTERS),
    "language:response_language": st.fixed_dictionaries(
        {
            "language": st.sampled_from(
                "en es pt ar hi fr ru de ja it bn uk th ur te bg ko fa vi sw mr fi".split()
            )
        }
    ),
    "length_constraints:number_sentences": _compared("num_sentences"),
    "length_constraints:number_words": _compared("num_words"),
    "length_constraints:number_paragraphs": st.fixed_dictionaries({"num_paragraphs": FEW}),
    "length_constraints:nth_paragraph_first_word": _paragraphs(total="num_paragraphs", nth="nth_paragraph"),
    "count:word_count_range": st.tuples(COUNTS, st.integers(0, 9)).map(
        lambda drawn: {"min_words": drawn[0], "max_words": drawn[0] + drawn[1]}
    ),
    "count:unique_word_count": st.fixed_dictionaries({"N": COUNTS}),
    "count:conjunctions": st.fixed_dictionaries({"small_n": COUNTS}),
    "count:person_names": st.fixed_dictionaries({"N": st.integers(0, 50)}),
    "count:numbers": st.fixed_dictionaries({"N": COUNTS}),
    "ratio:stop_words": st.fixed_dictionaries({"percentage": PERCENTAGES}),
    "ratio:overlap": st.fixed_dictionaries({"reference_text": SOURCES, "percentage": PERCENTAGES}),
    "content.overlap": st.fixed_dictionaries({"text": SOURCES, "percentage": PERCENTAGES}),
    "lexical.conjunctions": bounds(st.integers(0, 7)),
    "lexical.stop_words": st.fixed_dictionaries({"at_most": PERCENTAGES}),
    "lexical.vowels": st.fixed_dictionaries({"at_most": st.integers(0, 4)}),
    "length.sentence_mix": st.fixed_dictionaries(
        {}, optional={name: st.integers(1, 4) for name in ("statements", "questions", "exclamations")}
    ).filter(lambda shares: len(shares) > 1),
    "format.nested_brackets": st.fixed_dictionaries({"depth": st.integers(1, 9)}),
    "format.nested_quotes": st.fixed_dictionaries({"depth": st.integers(1, 9)}),
    "format:options": st.fixed_dictionaries(
        {"options": st.sampled_from(["yes/no/maybe", "I know or I don't know", "a), b), c), d)", "oak, elm"])}
    ),
    "format:list": st.fixed_dictionaries({"sep": st.sampled_from(["!?!?", "-", " ", "e", "**"]) | ODD_WORDS}),
    "format.marked_list": st.fixed_dictionaries(
        {"marker": st.sampled_from(["!?!?", "-", "a", "->"]) | ODD_WORDS, "at_least": FEW}
    ),
    "count:words_japanese": st.fixed_dictionaries({"N": FEW | st.integers(1, 60)}),
    "lexical.every_japanese": st.fixed_dictionaries({"every": FEW | st.integers(1, 60)}),
    "words:repeats": st.fixed_dictionaries({"small_n": FEW}),
    "lexical.repeats": st.fixed_dictionaries({"at_most": FEW}),
    "sentence:keyword": st.fixed_dictionaries({"word": WORDS | ODD_WORDS, "N": FEW}),
    "lexical.in_sentence": st.fixed_dictionaries({"word": WORDS | ODD_WORDS, "sentence": FEW}),
    "count:pronouns": st.fixed_dictionaries({"N": COUNTS}),
    "sentence:increment": st.fixed_dictionaries({"small_n": st.integers(0, 9)}),
    "length.growing_sentences": st.fixed_dictionaries({"by": st.integers(0, 9)}),
    "startend:end_checker": st.fixed_dictionaries({"end_phrase": PHRASES}),
    "content.repeat": st.fixed_dictionaries(
        {"text": REPEATED | ODD_WORDS},
        optional={"first": FEW, "last": FEW, "change_first_word": st.booleans()},
    ),
    "format.template": st.fixed_dictionaries({"labels": _lists(LABELS | ODD_WORDS)}),
    "lexical.frequencies": st.fixed_dictionaries(
        {"words": st.dictionaries(WORDS, st.integers(0, 7), min_size=1, max_size=4)}
    ),
    "lexical.position": st.fixed_dictionaries(
        {"word": ONE_WORD, "places": st.sets(PLACES, min_size=1, max_size=3).map(sorted)},
        optional={"sentence": FEW},
    ),
    "count:keywords_multiple": st.permutations(KEYWORDS).map(
        lambda words: {f"keyword{number}": word for number, word in enumerate(words[:5], 1)}
    ),
    "words:keywords_specific_position": st.fixed_dictionaries(
        {"keyword": TOKENS, "n": FEW, "m": st.integers(1, 14)}
    ),
    "words:words_position": st.fixed_dictionaries({"keyword": TOKENS}),
    "repeat:repeat_change": st.fixed_dictionaries({"prompt_to_repeat": REPEATED | ODD_WORDS}),
    "repeat:repeat_span": st.tuples(REPEATED, st.integers(0, 4), st.integers(2, 9)).map(
        lambda drawn: {"prompt_to_repeat": drawn[0], "n_start": drawn[1], "n_end": drawn[1] + drawn[2]}
    ),
    **{
        f"content.never_{deed}": st.fixed_dictionaries({name: _lists(SAYINGS)})
        for deed, name in (("mention", "terms"), ("promise", "things"))
    },
    "content.disclose": st.fixed_dictionaries({"statements": _lists(STATEMENTS)}, optional={"first": FEW}),
    "content.ask_first": st.fixed_dictionaries({"ask_for": SAYINGS, "before": _lists(SAYINGS)}),
    "content.escalate_if": st.fixed_dictionaries(
        {"says": _lists(SAYINGS)}, optional={"handover": _lists(SAYINGS)}
    ),
    "content.terms": st.fixed_dictionaries(
        {"use": st.dictionaries(SAYINGS, _lists(SAYINGS), min_size=1, max_size=3)}
    ),
    "content.only_topics": st.fixed_dictionaries(
        {"topics": _lists(SAYINGS)}, optional={"decline": _lists(SAYINGS), "at_most": FEW}
    ),
    "all_of": st.fixed_dictionaries({"of": SOME_PARTS}),
    "any_of": st.fixed_dictionaries({"of": SOME_PARTS}),
    "k_of_n": SOME_PARTS.flatmap(
        lambda parts: st.tuples(
            st.sampled_from(["at_least", "at_most", "exactly"]), st.integers(0, len(parts))
        ).map(lambda drawn: {"of": parts, drawn[0]: drawn[1]})
    ),
    "if_then": st.one_of(
        st.fixed_dictionaries({"says": SAYINGS}), PART.map(lambda part: {"reply": part})
    ).flatmap(
        lambda when: SOME_PARTS.filter(lambda parts: when.get("reply") not in parts).map(
            lambda parts: {"when": when, "then": parts[0], **({"otherwise": parts[1]} if parts[1:] else {})}
        )
    ),
}
BOUNDS = ("at_least", "at_most", "exactly")
BESIDE_BOUNDS: Mapping[str, Mapping[str, st.SearchStrategy[Any]]] = {
    "lexical.frequency": {"word": WORDS | ODD_WORDS},
    "lexical.letter": {"letter": LETTERS},
    "lexical.palindromes": {"letters": st.integers(1, 9)},
    "format.sections": {"word": st.sampled_from(["Part", "Day", "§", "1"]) | ODD_WORDS},
}


@cache
def parameters_of(name: str) -> Parameters:
    """Parameters of a registered kind; some may be refused."""
    cls = registered()[name]
    if name in OWN:
        return OWN[name]
    if issubclass(cls, Bounded):
        others = {key: value for key, value in cls.example.parameters.items() if key not in BOUNDS}
        more = st.fixed_dictionaries(
            {key: st.just(value) for key, value in others.items()} | dict(BESIDE_BOUNDS.get(name, {}))
        )
        return st.tuples(bounds(), more).map(lambda two: {**two[0], **two[1]})
    return st.just(dict(cls.example.parameters))


def build(name: str, parameters: Mapping[str, Any]) -> Constraint | None:
    """The constraint, None where its parameters are refused."""
    cls = registered()[name]
    written = {"ifeval": name, "kwargs": parameters} if cls.source_id else {"check": name, **parameters}
    try:
        return constraint_from(written)
    except ConstraintError:
        return None


@st.composite
def constraints(draw: st.DrawFn, names: tuple[str, ...] = ()) -> Constraint:
    """Any registered kind with any parameters, now and then denied or turned into its opposite."""
    plain = [name for name in names or registered() if name not in ("not", "opposite", "judged")]
    name = draw(st.sampled_from(plain))
    built = parameters_of(name).map(lambda parameters: build(name, parameters))
    found: Constraint = draw(built.filter(lambda constraint: constraint is not None))
    return draw(st.sampled_from([found, found, Not(of=found), Opposite(of=found)]))


PROSE = [
    "Start at the park before the crowds come. The carousel opens at ten, and children ride for a small fee."
    " Lunch can be a picnic on the lawn, because the cafés nearby are busy; the museum is a short walk away."
    " In the evening a boat ride shows the skyline.",
    "Rain at dawn.",
    "No",
    "Dr. Wu stays in, e.g. on Mondays at 5 p.m. Is that so? Yes! It's fine…",
    "<<A plan>>\n\nFirst, pack light.\n\n- Bring water.\n- Start early\n* Rest at noon, often.\n\nThat is all.",
    "# Part 1\nRain.\n\n## Part 2\nSun and **light** on *the* hill.\n\n***\n\nP.S. Bring [tea].",
    "I KNOW. WE SHOULD GO NOW, ALL OF US.",
    "it rains, and all stay in.",
    "明天早上我们去海边。天气很好。",
    "Завтра будет дождь. Возьмите зонт, пожалуйста.",
    '“He said "go", so we went.”',
    "```\n- not a bullet\n```\nBut:\n+ one",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    json.dumps({"answer": "It rains. Stay in, please.", "points": ["Tea helps.", "So does rest."]}),
    json.dumps(["oak", "elm"], indent=1),
    "word " * 40,
]
MARKED = st.text("*-+•[]<>\"“” \n\t.,#1aZ`{}:'!_|~\\", max_size=60)
DRAFTS = (
    st.sampled_from(PROSE)
    | st.text(st.characters(), max_size=60)
    | MARKED
    | st.text(" \n\t\u3000", max_size=3)
)
