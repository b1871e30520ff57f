"""What constraints demand of counts: which quantity, and which numbers of it are allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.format.case import OneCase
from driftsim.constraints.format.no_comma import NoComma
from driftsim.constraints.ifbench.counts import NumberCount
from driftsim.constraints.ifbench.lengths import WordCountRange
from driftsim.constraints.ifbench.marks import AllPunctuation
from driftsim.constraints.ifeval.change_case import CapitalWordFrequency, EnglishCase
from driftsim.constraints.ifeval.detectable_format import MultipleSections, NumberBulletLists
from driftsim.constraints.ifeval.keywords import (
    Existence,
    ForbiddenWords,
    KeywordFrequency,
    LetterFrequency,
    _AllFound,
    _NoneFound,
)
from driftsim.constraints.ifeval.length import (
    NthParagraphFirstWord,
    NumberParagraphs,
    NumberSentences,
    NumberWords,
)
from driftsim.constraints.ifeval.punctuation import WithoutComma
from driftsim.constraints.ifeval.reference import AtLeast, Compared
from driftsim.constraints.interval import Allowed
from driftsim.constraints.lexical.exclude import Exclude
from driftsim.constraints.lexical.frequency import Frequency
from driftsim.constraints.lexical.include import Include
from driftsim.constraints.lexical.letter import LetterCount
from driftsim.constraints.matching import Finder, pattern, whole_word
from driftsim.constraints.relations.bench import Counted, counted
from driftsim.constraints.structural.nth_paragraph import NthParagraph
from driftsim.text import words

_NEVER_NONE: Final = frozenset(("length.sentences", "length.characters", "length.text_paragraphs"))
_META: Final = frozenset("\\.^$*+?{}[]|()")


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that is counted in a reply.

    Args:
        kind: What is counted, by the kind of the constraint that counts it.
        key: The word, the letter or the heading, where there is one.
        reading: How it is counted where the tools differ: `ours` or `ifeval`; `edged` for a pattern
            between word edges.
    """

    kind: str
    key: str = ""
    reading: str = "ours"

    def __str__(self) -> str:
        return f'"{self.key}"' if self.key else self.kind.partition(".")[2].replace("_", " ")

    @property
    def least(self) -> int:
        """The least count that a reply can have; one that is not blank has a sentence."""
        return 1 if self.kind in _NEVER_NONE else 0

    def in_text(self, text: str) -> int:
        """How often it occurs in a part of a reply; 0 for what a part does not decide."""
        if self.kind == "length.words":
            return len(words(text))
        if self.kind in ("lexical.letter", "lexical.substring"):
            return text.lower().count(self.key)
        if self.kind == "lexical.frequency":
            found = len(_finder(self).spans(text))
            return found if self.reading == "ours" or is_plain(self.key) else min(found, 1)
        return 0

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth counting there."""
        return self.kind == "length.words" or self.key.lower() in text.lower()


WORDS: Final = Quantity("length.words")
CAPITALS: Final = Quantity("length.capital_words")


def is_plain(source: str) -> bool:
    """Whether a regular expression means itself."""
    return _META.isdisjoint(source)


def word(text: str) -> Quantity:
    """A plain text as a whole word, in any case."""
    return Quantity("lexical.frequency", _small(text))


def _small(text: str) -> str:
    """In small letters, where that changes no length: then it is found in the same places."""
    return text.lower() if len(text.lower()) == len(text) else text


def searched(source: str, *, edged: bool) -> Quantity:
    r"""A pattern from an IFEval file, as it stands or between two `\b`."""
    if is_plain(source):
        if edged and words(source[0]) and words(source[-1]):
            return word(source)
        source = _small(source)
    return Quantity("lexical.frequency", source, "edged" if edged else "ifeval")


def letter(char: str) -> Quantity:
    """A character, in any case."""
    return Quantity("lexical.letter", char.lower())


@lru_cache(maxsize=4096)
def _finder(quantity: Quantity) -> Finder:
    if quantity.reading == "ours":
        return whole_word(quantity.key)
    edge = r"\b" if quantity.reading == "edged" else ""
    return pattern(quantity.key, before=edge, after=edge)


Bounds = tuple[tuple[Quantity, Allowed], ...]


def bounds(atom: Constraint, *, held: bool) -> Bounds:
    """What a constraint, or its denial, demands of counts; nothing where it demands one of several things."""
    if (listed := _listed(atom)) is not None:
        quantities, wanted = listed
        if not held and len(quantities) > 1:
            return ()
        some = wanted == held
        return tuple((each, Allowed(1) if some else Allowed(0, 0)) for each in quantities)
    found = _counted(atom)
    if held or found is None:
        return _of_whole(atom, held=held) if found is None else (found,)
    return () if isinstance(atom, NumberParagraphs) else ((found[0], found[1].complement()),)


def _listed(atom: Constraint) -> tuple[list[Quantity], bool] | None:
    """The words of a list, and whether each is wanted or none is."""
    match atom:
        case Include(words=listed) | Exclude(words=listed):
            return [word(each) for each in listed], isinstance(atom, Include)
        case Existence(keywords=listed):
            return [searched(each, edged=False) for each in listed], True
        case ForbiddenWords(forbidden_words=listed):
            return [searched(each, edged=True) for each in listed], False
        case _AllFound(patterns=listed, edged=edged) | _NoneFound(patterns=listed, edged=edged):
            return [searched(each, edged=edged) for each in listed], isinstance(atom, _AllFound)
        case NoComma() | WithoutComma():
            return [letter(",")], False
    return None


def _of_whole(atom: Constraint, *, held: bool) -> Bounds:
    if isinstance(atom, OneCase | EnglishCase) and held:
        return ((CAPITALS, Allowed(1) if atom.upper else Allowed(0, 0)),)
    if isinstance(atom, AllPunctuation) and held:
        return tuple((letter(mark), Allowed(1)) for mark in ".,!?;:")
    if isinstance(atom, NthParagraph | NthParagraphFirstWord) and held:
        ours = isinstance(atom, NthParagraph)
        number = atom.paragraphs if isinstance(atom, NthParagraph) else atom.num_paragraphs
        return ((Quantity(atom.kind, "", "ours" if ours else "ifeval"), Allowed(number, number)),)
    return tuple(map(_of_bench, counted(atom))) if held else ()


def _of_bench(found: Counted) -> tuple[Quantity, Allowed]:
    if found.kind == "lexical.frequency":
        return word(found.key), found.allowed
    return Quantity(found.kind, found.key, found.reading), found.allowed


def _counted(atom: Constraint) -> tuple[Quantity, Allowed] | None:
    if isinstance(atom, Bounded):
        return _ours(atom), _range(atom)
    if isinstance(atom, Compared):
        number, low = atom.threshold(), atom.direction() == "at least"
        return _compared(atom), Allowed(number) if low else Allowed(0, number - 1)
    if isinstance(atom, AtLeast):
        key = atom.section_spliter if isinstance(atom, MultipleSections) else ""
        return Quantity(atom.kind, key, "ifeval"), Allowed(atom.threshold())
    if isinstance(atom, NumberBulletLists):
        return Quantity(atom.kind, "", "ifeval"), Allowed(atom.num_bullets, atom.num_bullets)
    if isinstance(atom, WordCountRange):
        return WORDS, Allowed(atom.min_words, atom.max_words)
    if isinstance(atom, NumberCount):
        return Quantity(atom.kind, "", "ifeval"), Allowed(atom.N, atom.N)
    if isinstance(atom, NumberParagraphs):
        return Quantity(atom.kind, "", "ifeval"), Allowed(atom.num_paragraphs, atom.num_paragraphs)
    return None


def _range(atom: Bounded) -> Allowed:
    if atom.exactly is not None:
        return Allowed(atom.exactly, atom.exactly)
    return Allowed(atom.at_least or 0, atom.at_most)


def _ours(atom: Bounded) -> Quantity:
    match atom:
        case Frequency(word=text):
            return word(text)
        case LetterCount(letter=char):
            return letter(char)
    limits = ("at_least", "at_most", "exactly")
    return Quantity(atom.kind, _key({k: v for k, v in atom.parameters().items() if k not in limits}))


def _compared(atom: Compared) -> Quantity:
    match atom:
        case KeywordFrequency(keyword=source):
            return searched(source, edged=False)
        case LetterFrequency(letter=char):
            return letter(char)
        case NumberWords() | NumberSentences() | CapitalWordFrequency():
            return Quantity(atom.kind)
    names = (atom.number_name, atom.relation_name)
    return Quantity(atom.kind, _key({k: v for k, v in atom.parameters().items() if k not in names}), "ifeval")


def _key(parameters: Mapping[str, object]) -> str:
    return " ".join(map(str, parameters.values()))
