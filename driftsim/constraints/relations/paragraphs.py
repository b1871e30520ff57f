"""Paragraphs: their number between blank lines, their first words, asterisks between them."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from driftsim.constraints.content.two_responses import TwoResponses
from driftsim.constraints.ifeval.combination import TwoAnswers
from driftsim.constraints.ifeval.length import NthParagraphFirstWord, NumberParagraphs
from driftsim.constraints.relations.claims import Claim
from driftsim.constraints.relations.conflict import Conflict, degenerate, doubtful, impossible
from driftsim.constraints.relations.scene import Scene
from driftsim.constraints.structural.nth_paragraph import _OPENING, NthParagraph

_NEVER_IN_A_WORD: Final = re.compile(r"[\s.,?!'\"]")


def paragraphs(scene: Scene) -> Iterator[Conflict]:
    """First words that no paragraph has, or that one paragraph cannot have both; dividers that clash."""
    for claim in scene.held:
        yield from _alone(claim)
    for one, other in combinations(scene.held, 2):
        names = scene.ordered((one.name, other.name))
        yield from _two_words(one, other, names)
        yield from _two_counts(one, other, names)
        pair = (one, other) if isinstance(one.atom, NumberParagraphs) else (other, one)
        divided = isinstance(pair[1].atom, TwoResponses | TwoAnswers)
        if isinstance(pair[0].atom, NumberParagraphs) and divided:
            yield impossible(names, "six asterisks are two dividers of paragraphs with nothing between them")


def _alone(claim: Claim) -> Iterator[Conflict]:
    match claim.atom:
        case NthParagraph(first_word=word) if word[0] in _OPENING:
            reason = f'"{claim.name}" asks for "{word}", but a mark before a word is left out'
            yield impossible((claim.name,), reason)
        case NthParagraphFirstWord(first_word=word) if _NEVER_IN_A_WORD.search(word):
            reason = f'"{claim.name}" asks for "{word}", which is cut before words are compared'
            yield impossible((claim.name,), reason)
        case NthParagraphFirstWord(num_paragraphs=number, nth_paragraph=nth) if nth > number:
            never = claim.atom.looked_at > number
            reason = f'"{claim.name}" asks for paragraph {nth} of {number}'
            yield impossible((claim.name,), reason) if never else doubtful((claim.name,), reason)


def _two_words(one: Claim, other: Claim, names: tuple[str, ...]) -> Iterator[Conflict]:
    reason = "one paragraph cannot begin with both words"
    match one.atom, other.atom:
        case NthParagraph(nth=nth, first_word=first), NthParagraph(nth=same, first_word=second):
            if nth == same and not (_begins(first, second) or _begins(second, first)):
                yield impossible(names, reason)
        case NthParagraphFirstWord() as first_one, NthParagraphFirstWord() as second_one:
            differ = first_one.first_word.lower() != second_one.first_word.lower()
            if first_one.looked_at == second_one.looked_at and differ:
                yield impossible(names, reason)


def _begins(longer: str, word: str) -> bool:
    """Whether a paragraph that begins with one word begins with another."""
    rest = longer[len(word) : len(word) + 1]
    if not longer.lower().startswith(word.lower()):
        return False
    return not (word[-1].isalnum() and re.match(r"\w", rest))


def _two_counts(one: Claim, other: Claim, names: tuple[str, ...]) -> Iterator[Conflict]:
    """Blank lines with spaces in them divide in our reading alone: it never counts less."""
    ours, theirs = (one, other) if isinstance(one.atom, NthParagraph) else (other, one)
    match ours.atom, theirs.atom:
        case NthParagraph(paragraphs=number), NthParagraphFirstWord(num_paragraphs=wanted):
            reason = f'{number} paragraphs for "{ours.name}", {wanted} for "{theirs.name}"'
            if number < wanted:
                yield impossible(names, reason)
            elif number > wanted:
                yield degenerate(names, reason, "a reply with spaces on its blank lines")
