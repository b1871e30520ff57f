"""Words, letters, beginnings and ends, in our reading and in IFEval's."""

from typing import Any

import pytest

from driftsim.constraints import Context, Reply, constraint_from

EXISTENCE, FORBIDDEN = "keywords:existence", "keywords:forbidden_words"
FREQUENCY, LETTER = "keywords:frequency", "keywords:letter_frequency"
REPEAT, END = "combination:repeat_prompt", "startend:end_checker"


@pytest.mark.parametrize(
    ("name", "parameters", "reply", "held"),
    [
        ("lexical.include", {"words": ["map"]}, "Two maps.", False),
        ("lexical.include", {"words": ["c++", "a.b"]}, "I like C++ and a.b here", True),
        ("lexical.include", {"words": ["a.b"]}, "axb", False),
        (EXISTENCE, {"keywords": ["map"]}, "Two Maps.", True),
        (EXISTENCE, {"keywords": ["m.p", "x?"]}, "mop", True),
        (EXISTENCE, {"keywords": ["map", "oak"]}, "map", False),
        ("lexical.exclude", {"words": ["C#"]}, "I know C# well", False),
        ("lexical.exclude", {"words": ["rain"]}, "trains", True),
        (FORBIDDEN, {"forbidden_words": ["C#"]}, "I know C# well", True),
        (FORBIDDEN, {"forbidden_words": ["rain|snow"]}, "No snow", False),
        ("lexical.frequency", {"word": "tea", "exactly": 1}, "tea, steady", True),
        ("lexical.frequency", {"word": " tea ", "at_most": 0}, "Tea", False),
        (FREQUENCY, {"keyword": " tea ", "frequency": 2, "relation": "at least"}, "tea, steady", True),
        (FREQUENCY, {"keyword": "tea", "frequency": 2, "relation": "less than"}, "tea, steady", False),
        ("lexical.letter", {"letter": "Q", "exactly": 2}, "Qq", True),
        (LETTER, {"letter": "!", "let_frequency": 1, "let_relation": "less than"}, "no", True),
        (LETTER, {"letter": "é", "let_frequency": 1, "let_relation": "at least"}, "É", True),
        ("lexical.start", {"text": "One  two"}, " one\n\ttwo", True),
        ("lexical.start", {"text": "One two"}, "one twofold", True),
        ("lexical.start", {"text": "One two"}, "one", False),
        (REPEAT, {"prompt_to_repeat": " One two "}, "\none two", True),
        (REPEAT, {"prompt_to_repeat": "One two"}, "one  two", False),
        ("lexical.end", {"phrase": "Is that all?"}, "Yes. “*Is that all?*”", True),
        ("lexical.end", {"phrase": '"Bye."'}, "He said bye.", True),
        (END, {"end_phrase": "Bye."}, '"Bye. "', False),
        (END, {"end_phrase": " bye."}, 'Good BYE."" ', True),
        (END, {"end_phrase": 'bye"'}, 'bye"', False),
    ],
)
def test_verdict(check: Any, name: str, parameters: dict[str, Any], reply: str, held: bool) -> None:
    assert check(name, reply, **parameters).held is held


@pytest.mark.parametrize(
    ("name", "parameters", "reply", "reason", "span"),
    [
        ("lexical.exclude", {"words": ["ham", "rye"]}, "On Rye, ham", '"ham" found', (8, 11)),
        (FORBIDDEN, {"forbidden_words": ["rye"]}, "On Rye", '"rye" found', (3, 6)),
        ("lexical.include", {"words": ["ham", "rye"]}, "On rye", '"ham" missing', None),
        (EXISTENCE, {"keywords": ["ham", "rye"]}, "On rye", '"ham" missing', None),
        (
            "lexical.frequency",
            {"word": "a", "at_most": 1},
            "a b a",
            '"a" 2 times, asked for at most 1',
            (4, 5),
        ),
        (
            "lexical.letter",
            {"letter": "b", "at_most": 0},
            "ab",
            'the letter "b" 1 time, asked for at most 0',
            (1, 2),
        ),
        (
            "lexical.letter",
            {"letter": "b", "at_most": 0},
            "İb",
            'the letter "b" 1 time, asked for at most 0',
            None,
        ),
        (
            "lexical.start",
            {"text": "a b"},
            "a c",
            'the reply leaves the text asked for where "b" should stand',
            (2, 3),
        ),
        (
            "lexical.start",
            {"text": "x b"},
            "a c",
            'the reply leaves the text asked for where "x" should stand',
            (0, 1),
        ),
        (
            REPEAT,
            {"prompt_to_repeat": "a b"},
            " a c!",
            "the reply does not begin with the text asked for",
            (1, 4),
        ),
        (
            "lexical.end",
            {"phrase": "bye"},
            "so long\n",
            'the reply ends with "long", asked for "bye"',
            (3, 7),
        ),
        (END, {"end_phrase": "bye"}, "so long\n", 'the reply ends with "long", asked for "bye"', (3, 7)),
    ],
)
def test_reason_and_place(
    check: Any, name: str, parameters: dict[str, Any], reply: str, reason: str, span: tuple[int, int] | None
) -> None:
    verdict = check(name, reply, **parameters)
    assert (verdict.held, verdict.reason, verdict.span) == (False, reason, span)


def test_a_missing_word_costs_its_share(check: Any) -> None:
    assert check("lexical.include", "red", words=["red", "tan"]).score == 0.5


@pytest.mark.parametrize(
    ("written", "holds", "fails"),
    [
        ({"check": "lexical.include", "words": ["a", "b"]}, "maps", "b"),
        ({"check": "lexical.exclude", "words": ["a", "b"]}, "a b", "a"),
        ({"check": "lexical.frequency", "word": "a", "exactly": 2}, "b", "a"),
        ({"check": "lexical.frequency", "word": "a", "exactly": 0}, "a", "b"),
        ({"check": "lexical.frequency", "word": "a", "at_most": 1}, "a a", "a"),
        ({"ifeval": EXISTENCE, "kwargs": {"keywords": ["oa", "el"]}}, "ash", "elm"),
        ({"ifeval": FORBIDDEN, "kwargs": {"forbidden_words": ["oak", "elm"]}}, "oak elm", "oak elms"),
        (
            {"ifeval": LETTER, "kwargs": {"letter": "a", "let_frequency": 2, "let_relation": "less than"}},
            "aa",
            "a",
        ),
    ],
)
def test_the_opposite(written: dict[str, Any], holds: str, fails: str) -> None:
    negation = constraint_from(written).negation()
    assert negation.label.startswith("opposite(")
    assert negation.strict(Reply(holds), Context()).held
    assert not negation.strict(Reply(fails), Context()).held
