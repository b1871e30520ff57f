"""What EvolIF's groups, and the kinds of ours beside them, demand of counts and of texts that must occur."""

import re
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.evolif.edges import EdgeGroup
from driftsim.constraints.evolif.items import CountableItems
from driftsim.constraints.evolif.keywords import ExistenceGroup, ForbiddenGroup, is_one_word
from driftsim.constraints.evolif.length import LengthGroup
from driftsim.constraints.evolif.punctuation import PunctuationGroup
from driftsim.constraints.format.case import OneCase
from driftsim.constraints.format.csv import Csv
from driftsim.constraints.ifeval.change_case import EnglishCase
from driftsim.constraints.interval import Allowed
from driftsim.constraints.lexical.edge import Edge
from driftsim.constraints.lexical.punctuation import NoPunctuation, Punctuation
from driftsim.constraints.relations.demands import Demand
from driftsim.constraints.relations.quantities import (
    WORDS,
    Bounds,
    Quantity,
    is_plain,
    letter,
    searched,
    word,
)
from driftsim.constraints.structural.nth_paragraph import NthParagraph
from driftsim.text import words

CHARACTERS: Final = Quantity("length.characters")
PARAGRAPHS: Final = Quantity("length.text_paragraphs")
_SHARE: Final = Quantity("format.capital_share")
_COUNTED: Final = {
    "word": WORDS,
    "characters": CHARACTERS,
    "paragraph": PARAGRAPHS,
    "sentence": Quantity("length.sentences"),
}
_LIGATURES: Final = ("ff", "fi", "fl", "st", "ss")  # one letter may stand for both where case is folded


def group_bounds(atom: Constraint, *, held: bool) -> Bounds:
    """What one of them, or its denial, demands of counts; nothing where it demands one of several things."""
    found = _bounds(atom)
    if held:
        return found
    if isinstance(atom, NthParagraph | OneCase | EnglishCase | Csv) or len(found) != 1:
        return ()
    return tuple((each, allowed.complement()) for each, allowed in found)


def _bounds(atom: Constraint) -> Bounds:
    match atom:
        case CountableItems(num=number):
            return ((Quantity("format.bullets", "", "ifeval"), Allowed(number, number)),)
        case LengthGroup(mode=mode):
            return ((_COUNTED[mode], Allowed(*atom.room())),)
        case ExistenceGroup(keywords=pairs):
            return tuple((_keyword(text), Allowed(number, number)) for text, number in pairs)
        case ForbiddenGroup(keywords=listed):
            return tuple((_keyword(text), Allowed(0, 0)) for text in listed)
        case NthParagraph(paragraphs=number):
            return ((PARAGRAPHS, Allowed(number, number)),)
        case OneCase() | EnglishCase():
            share = 100 if atom.upper else 0
            return ((_SHARE, Allowed(share, share)),)
        case Csv():
            return ((letter(","), Allowed(1)),)
    return _marks(atom)


def _marks(atom: Constraint) -> Bounds:
    match atom:
        case PunctuationGroup(value=mark):
            marks, wanted = (mark,), atom.mode == "must_include"
        case Punctuation(marks=marks) | NoPunctuation(marks=marks):
            wanted = isinstance(atom, Punctuation)
        case _:
            return ()
    if max(map(len, marks)) > 1:
        return ()
    return tuple((letter(mark), Allowed(1) if wanted else Allowed(0, 0)) for mark in marks)


def _keyword(text: str) -> Quantity:
    if is_one_word(text):
        return word(text)
    return searched(text if is_plain(text) else re.escape(text), edged=False)


def group_texts(atom: Constraint) -> tuple[Demand, ...]:
    """The texts that stand in every reply that satisfies one of them."""
    match atom:
        case Edge(phrase=phrase) if phrase.isascii():
            left, right = (bool(words(edge)) for edge in (phrase[0], phrase[-1]))
            return (Demand(phrase, left=left, right=right, searched=True),)
        case EdgeGroup(value=value) if value and atom.mode != "letter" and _folds_to_itself(value):
            return (Demand(value, searched=True),)
    return ()


def _folds_to_itself(value: str) -> bool:
    folded = value.casefold()
    return folded.isascii() and not any(pair in folded for pair in _LIGATURES)
