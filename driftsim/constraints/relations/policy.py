"""Which instructions IFEval's authors never put into one prompt: a policy, no logic."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from driftsim.constraints.relations.conflict import Conflict, doubtful
from driftsim.constraints.relations.scene import Scene

_EXISTENCE, _FORBIDDEN = "keywords:existence", "keywords:forbidden_words"
_LANGUAGE, _TITLE, _COMMA = "language:response_language", "detectable_format:title", "punctuation:no_comma"
_SECTIONS, _CAPITAL, _LOWER = (
    "detectable_format:multiple_sections",
    "change_case:english_capital",
    "change_case:english_lowercase",
)
_CAPITAL_WORDS: Final = "change_case:capital_word_frequency"
_PARAGRAPHS: Final = "length_constraints:number_paragraphs"

_GROUPS: Final = frozenset(
    "change_case combination detectable_content detectable_format keywords language length_constraints"
    " punctuation startend".split()
)

# These stand with nothing but what is listed behind them.
_ALONE: Final = {
    "detectable_format:constrained_response": frozenset[str](),
    "detectable_format:json_format": frozenset({_EXISTENCE, _FORBIDDEN}),
    "combination:two_responses": frozenset({_EXISTENCE, _FORBIDDEN, _LANGUAGE, _TITLE, _COMMA}),
    "combination:repeat_prompt": frozenset({_EXISTENCE, _TITLE, _COMMA}),
}
_PAIRS: Final = frozenset(
    map(
        frozenset,
        [
            (_LANGUAGE, _EXISTENCE),
            (_LANGUAGE, "keywords:frequency"),
            (_LANGUAGE, _FORBIDDEN),
            (_LANGUAGE, _SECTIONS),
            (_LANGUAGE, "startend:end_checker"),
            (_LANGUAGE, _CAPITAL),
            (_LANGUAGE, _LOWER),
            (_PARAGRAPHS, "length_constraints:number_sentences"),
            (_PARAGRAPHS, "length_constraints:nth_paragraph_first_word"),
            (_SECTIONS, "detectable_format:number_highlighted_sections"),
            (_TITLE, "startend:quotation"),
            (_CAPITAL_WORDS, _CAPITAL),
            (_CAPITAL_WORDS, _LOWER),
            (_CAPITAL, _LOWER),
        ],
    )
)


def policy(scene: Scene) -> Iterator[Conflict]:
    """Pairs of IFEval's instructions that its own prompts avoid."""
    known = [(claim.name, claim.atom.source_id) for claim in scene.held if claim.atom.source_id]
    for (name, one), (second, other) in combinations(known, 2):
        if avoided(one, other):
            reason = f"IFEval never asks for {one} together with {other}"
            yield doubtful(scene.ordered((name, second)), reason)


def avoided(one: str, other: str) -> bool:
    """Whether IFEval's table keeps two of its instructions apart; each is kept apart from itself."""
    if not {one.partition(":")[0], other.partition(":")[0]} <= _GROUPS:
        return False
    if one == other:
        return True
    for alone, with_it in ((one, other), (other, one)):
        if alone in _ALONE and with_it not in _ALONE[alone]:
            return True
    return frozenset((one, other)) in _PAIRS
