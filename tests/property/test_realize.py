"""Laws of bringing drafts into line and out of line, for every registered constraint."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from driftsim.constraints import Constraint, Not, Opposite, Reply
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.content.overlap import Overlap, Target, by_characters, by_words
from driftsim.constraints.evolif.edges import EdgeGroup, StartWith
from driftsim.constraints.evolif.length import LengthGroup
from driftsim.constraints.ifbench.amounts import SentenceKeyword
from driftsim.constraints.ifbench.lengths import UniqueWordCount
from driftsim.constraints.ifbench.ratios import TrigramOverlap
from driftsim.constraints.ifeval.length import NthParagraphFirstWord, NumberSentences
from driftsim.constraints.ifeval.reference import AtLeast, Compared
from driftsim.constraints.lexical.in_sentence import InSentence
from driftsim.constraints.room import Room
from driftsim.constraints.structural.characters import Characters
from driftsim.constraints.structural.nth_paragraph import NthParagraph
from driftsim.constraints.structural.sentences import SentenceCount
from driftsim.constraints.structural.text_paragraphs import TextParagraphs
from driftsim.constraints.wrappers import EDGE_MARKS
from tests.property.kinds import DRAFTS, constraints

SKIPPED = " \t*_#>~`\"'“”„‘’«»([-•"  # marks before the first word of a paragraph
CUT_OFF = ".,?!'\""  # marks at which IFEval ends a paragraph's first word
NEVER_NONE = SentenceCount | NumberSentences | UniqueWordCount | Characters | TextParagraphs
SEEDS = st.integers(0, 3)


def meant(constraint: Constraint, held: bool) -> tuple[Constraint, bool]:
    """The same wish without negations."""
    while isinstance(constraint, Not | Opposite):
        opposite = constraint.of.opposite() if isinstance(constraint, Opposite) else None
        held = held if opposite else not held
        constraint = opposite or constraint.of
    return constraint, held


def range_of(atom: Constraint) -> Room | None:
    """The counts that a constraint on a count allows, None for another one."""
    if isinstance(atom, Bounded | LengthGroup):
        return atom.room()
    if isinstance(atom, AtLeast):
        return Room(atom.threshold(), None)
    if isinstance(atom, Compared):
        number = atom.threshold()
        return Room(number, None) if atom.direction() == "at least" else Room(0, number - 1)
    return None


def shared_by_some(target: Target) -> bool:
    """Whether any number of trigrams in common, beside any number of others, makes the share."""
    most = len(target.grams(target.text))
    shares = (100 * same / (same + new) for same in range(most + 1) for new in range(200) if same + new)
    return any(abs(share - target.percentage) <= 2 for share in shares)


def impossible(constraint: Constraint, held: bool) -> bool:
    """Whether no text but a blank one does it, for a reason that is known by name."""
    atom, wanted = meant(constraint, held)
    if isinstance(atom, NthParagraph) and wanted:
        return atom.first_word[0] in SKIPPED
    if isinstance(atom, NthParagraphFirstWord) and wanted:
        return any(mark in atom.first_word for mark in CUT_OFF)
    if isinstance(atom, Overlap) and wanted:
        return not shared_by_some(by_words(atom.text, atom.percentage))
    if isinstance(atom, TrigramOverlap) and wanted:
        return not shared_by_some(by_characters(atom.reference_text, atom.percentage))
    if isinstance(atom, InSentence | SentenceKeyword) and wanted:
        return len(Reply(f"a{atom.word}a").sentences) > 1  # the word itself ends a sentence
    if isinstance(atom, EdgeGroup) and atom.value and wanted:  # EvolIF passes over marks at the edge
        return atom.value[0 if isinstance(atom, StartWith) else -1] in EDGE_MARKS
    room = range_of(atom)
    if room is None:
        return False
    # A text is one sentence at least; for IFBench it has one different word at least, the empty one.
    least = 1 if isinstance(atom, NEVER_NONE) else 0
    if isinstance(atom, LengthGroup):
        least = 0 if atom.mode == "word" else 1
    low, high = max(room.low, least), room.high
    return high is not None and high < low if wanted else low == least and high is None


def changed(constraint: Constraint, draft: str, seed: int, held: bool) -> str | None:
    return (constraint.realize if held else constraint.spoil)(
        draft, Random(seed), constraint.situations()[-1]
    )


@settings(max_examples=250)
@given(constraints(), DRAFTS, SEEDS, st.booleans())
def test_what_is_realized_holds_and_what_is_spoiled_does_not(
    constraint: Constraint, draft: str, seed: int, held: bool
) -> None:
    text = changed(constraint, draft, seed, held)
    if text is None:
        assert impossible(constraint, held)
        return
    assert constraint.strict(Reply(text), constraint.situations()[-1]).held is held
    assert changed(constraint, text, seed + 1, held) == text
    assert changed(constraint, draft, seed, held) == text


@settings(max_examples=60)
@given(constraints(), DRAFTS, SEEDS)
def test_what_already_is_so_stays_as_it_is(constraint: Constraint, draft: str, seed: int) -> None:
    held = constraint.strict(Reply(draft), constraint.situations()[-1]).held
    assert changed(constraint, draft, seed, held) == draft


@settings(max_examples=60)
@given(constraints(), DRAFTS, SEEDS)
def test_denying_realizes_what_breaches(constraint: Constraint, draft: str, seed: int) -> None:
    denied = Not(of=constraint).realize(draft, Random(seed), constraint.situations()[-1])
    if denied is None:
        assert impossible(constraint, held=False)
    else:
        assert not constraint.strict(Reply(denied), constraint.situations()[-1]).held
