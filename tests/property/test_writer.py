"""Laws of the writer: what it says of its text is what the checkers say, and it does what can be done."""

from itertools import chain
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from driftsim.constraints import Constraint, Context, Not, Reply, constraint_from, kinds, registered
from driftsim.constraints.conflicts import conflicts
from driftsim.models.demands import Held
from driftsim.models.drafts import draft
from driftsim.models.writer import Writer

SAID = Context(user="Plan a weekend in New York.")


def examples() -> list[Constraint]:
    """Every installed constraint with its example's parameters."""
    found = []
    for name, cls in registered().items():
        if name == "judged":  # no writer can promise what a judge will say
            continue
        given = dict(cls.example.parameters)
        if "of" not in given:
            own = cls.source_id is None
            found.append(
                constraint_from({"check": name, **given} if own else {"ifeval": name, "kwargs": given})
            )
    return found


# Parameters that leave room, for sets that can be written.
ROOMY: list[dict[str, Any]] = [
    {"check": "length.words", "at_most": 90},
    {"check": "length.words", "at_least": 70},
    {"check": "length.sentences", "at_most": 8},
    {"check": "lexical.exclude", "words": ["steak", "bacon"]},
    {"check": "lexical.include", "words": ["garden", "river"]},
    {"check": "lexical.frequency", "word": "tea", "at_least": 2},
    {"check": "lexical.end", "phrase": "Any other questions?"},
    {"check": "format.bullets", "exactly": 3},
    {"check": "format.no_comma"},
    {"check": "format.title"},
    {"check": "format.highlights", "at_least": 2},
    {"check": "content.placeholders", "at_least": 2},
    {"check": "content.postscript", "marker": "P.S."},
]

CONSTRAINTS = examples()
PATTERNS = st.lists(
    st.tuples(st.sampled_from(CONSTRAINTS), st.booleans()), min_size=1, max_size=5, unique_by=lambda p: p[0]
)
MILD = st.lists(
    st.tuples(st.sampled_from([constraint_from(spec) for spec in ROOMY]), st.booleans()),
    min_size=1,
    max_size=4,
    unique_by=lambda pair: pair[0].kind,
)


def begin(source: Random, size: int) -> str:
    return draft(("the weekend", "two adults"), source, size=abs(size), curt=size < 0)


@settings(max_examples=60, deadline=None)
@given(PATTERNS, st.integers(0, 2**31))
def test_what_is_told_is_what_the_checkers_say(pattern: list[tuple[Constraint, bool]], seed: int) -> None:
    page = Writer([Held(c, follow, SAID) for c, follow in pattern], begin, (seed,)).write()
    verdicts = [c.strict(Reply(page.text), SAID).held is follow for c, follow in pattern]
    assert list(page.met) == verdicts
    assert (page.missed == 0) is all(verdicts)


@settings(max_examples=150, deadline=None)
@given(MILD, st.integers(0, 2**31))
def test_what_leaves_room_is_written_in_any_pattern(
    pattern: list[tuple[Constraint, bool]], seed: int
) -> None:
    asked = {str(place): c if follow else Not(of=c) for place, (c, follow) in enumerate(pattern)}
    if any(conflict.certain for conflict in conflicts(asked)):
        return
    page = Writer([Held(c, follow, SAID) for c, follow in pattern], begin, (seed,)).write()
    assert page.missed == 0, page.text


def test_every_kind_alone_is_followed_and_violated() -> None:
    for constraint in chain(CONSTRAINTS, (each.negation() for each in CONSTRAINTS)):
        context = constraint.situations()[-1] if len(constraint.situations()) > 1 else SAID
        for follow in (True, False):
            page = Writer([Held(constraint, follow, context)], begin, ("alone",)).write()
            assert page.missed == 0, (constraint, follow)
    assert len(CONSTRAINTS) >= len(kinds()) - 2
