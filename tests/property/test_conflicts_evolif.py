"""What is called impossible of EvolIF's groups and the kinds beside them: no text that is tried satisfies it."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from driftsim.constraints import Constraint, Context, Not, Reply
from driftsim.constraints.conflicts import conflicts
from tests.property.many import many
from tests.property.test_conflicts import (
    FEW,
    PHRASE,
    SOME,
    WORD,
    WORDS,
    bounded,
    ifeval,
    own,
    reached,
    satisfies,
)
from tests.property.test_conflicts import TEXTS as PROSE

NO_CONTEXT = Context()
MARK = st.sampled_from([",", ".", "!", ";", "￥"])
LETTER = st.sampled_from(["o", "s", "E", "b", "k"])
SHARE = st.sampled_from([1, 4, 29, 96, 100])
KEYWORDS = st.dictionaries(WORD.filter(lambda word: "*" not in word), SOME, min_size=1, max_size=2)
GROUPS = st.one_of(
    own("evolif.format", mode=st.sampled_from(["json", "html", "xml", "csv", "markdown"])),
    own("evolif.countableItems", num=FEW),
    own(
        "evolif.length",
        mode=st.sampled_from(["word", "paragraph", "characters", "sentence"]),
        relation=st.sampled_from(["less_than", "more_than", "exactly"]),
        number=FEW,
    ),
    own("evolif.existence", keywords=KEYWORDS),
    own("evolif.forbidden", keywords=WORDS),
    own("evolif.case", mode=st.sampled_from(["all_upper", "all_lower"])),
    own("evolif.case", mode=st.just("min_upper"), min=SHARE),
    own("evolif.punctuation", mode=st.sampled_from(["must_include", "must_not_include"]), value=MARK),
    *(own(f"evolif.{edge}", mode=st.just("letter"), value=LETTER) for edge in ("startwith", "endwith")),
    *(
        own(f"evolif.{edge}", mode=st.just("keyword"), value=WORD | PHRASE)
        for edge in ("startwith", "endwith")
    ),
    *(own(kind, phrase=WORD | PHRASE) for kind in ("lexical.opening", "lexical.closing")),
    *(own(kind, letter=LETTER) for kind in ("lexical.first_letter", "lexical.last_letter")),
    *(
        own(kind, marks=st.lists(MARK, min_size=1, max_size=2))
        for kind in ("lexical.punctuation", "lexical.no_punctuation")
    ),
    *(own(kind) for kind in ("format.xml", "format.csv", "format.html", "format.markdown")),
    *(bounded(kind) for kind in ("length.characters", "length.text_paragraphs", "format.capital_share")),
    *(
        own(kind, left=st.just(pair[0]), right=st.just(pair[1]))
        for kind in ("format.quoted_opening", "format.quoted_closing")
        for pair in ("()", "[]", '""', "<>", "“”")
    ),
    *(
        own(kind, mode=st.just("quotation"), left=st.just(pair[0]), right=st.just(pair[1]))
        for kind in ("evolif.startwith", "evolif.endwith")
        for pair in ("()", "[]", '""', "<>", "“”")
    ),
)
OTHERS = st.one_of(
    bounded("length.words"),
    bounded("format.bullets"),
    bounded("format.sections", word=st.sampled_from(["Part", "oak"])),
    own("lexical.include", words=WORDS),
    own("lexical.start", text=PHRASE),
    own("lexical.end", phrase=PHRASE),
    *(own(f"format.{kind}") for kind in ("json", "table", "no_comma", "quotation", "lowercase", "uppercase")),
    ifeval("detectable_format:json_format"),
    ifeval("combination:repeat_prompt", prompt_to_repeat=PHRASE),
    ifeval("startend:end_checker", end_phrase=PHRASE),
)
PLAIN = GROUPS | GROUPS | OTHERS
CONSTRAINTS = PLAIN | PLAIN.map(lambda one: Not(of=one)) | PLAIN.map(lambda one: one.negation())
SETS = st.lists(CONSTRAINTS, min_size=1, max_size=4).map(
    lambda some: {str(place): one for place, one in enumerate(some)}
)
MARKED = st.lists(
    st.sampled_from(
        [
            *(
                "<a>",
                "</a>",
                "<oak/>",
                "<p>",
                "</p>",
                "[",
                "]",
                "{",
                "}",
                '"',
                '""',
                "1",
                "a,b",
                ",",
                "\n",
                "oak",
            ),
            *(
                "```json\n",
                "\n```",
                "```\n",
                "(so)",
                "“So”",
                "true",
                "-1",
                "- oak",
                "\n\n",
                "| a | b |",
                "|---|---|",
            ),
            *(
                "So be it.",
                "E",
                "B",
                "\n- a\n",
                "<!--so-->",
                "{}",
                "[1]",
                '{"a": "<p>b</p>"}',
                "Part 1",
                " ",
                "￥",
            ),
        ]
    ),
    max_size=7,
).map("".join)
TEXTS = (PROSE | MARKED).filter(str.strip)


@settings(max_examples=many(100))
@given(SETS, st.lists(TEXTS, min_size=5, max_size=20), st.integers(0, 99))
def test_no_text_satisfies_what_is_called_impossible(
    in_force: dict[str, Constraint], texts: list[str], seed: int
) -> None:
    for conflict in conflicts(in_force):
        if conflict.strength == 2:
            some = {name: in_force[name] for name in conflict.names}
            tried = [text for text in (*texts, *reached(some, seed)) if text.strip()]
            assert not [text for text in tried if satisfies(text, some)]


@settings(max_examples=many(100))
@given(TEXTS, st.lists(PLAIN, min_size=2, max_size=6))
def test_what_a_text_satisfies_is_never_called_impossible(text: str, some: list[Constraint]) -> None:
    assume(text.strip())
    in_force = {
        str(place): one if one.strict(Reply(text), NO_CONTEXT).held else Not(of=one)
        for place, one in enumerate(some)
    }
    assert [conflict for conflict in conflicts(in_force) if conflict.strength == 2] == []
