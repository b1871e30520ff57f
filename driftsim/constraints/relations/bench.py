"""What IFBench's instructions, and our kinds of them, say of counts and of texts that must occur."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from driftsim.constraints.base import Constraint
from driftsim.constraints.content.repeat import Repeat
from driftsim.constraints.format.template import Template
from driftsim.constraints.ifbench.alphabet_sentences import SentenceAlphabet
from driftsim.constraints.ifbench.amounts import SentenceKeyword, SentenceWords
from driftsim.constraints.ifbench.counts import TenPalindromes
from driftsim.constraints.ifbench.csv_tables import (
    CITY,
    PRODUCT,
    STUDENT,
    CsvCity,
    CsvQuotes,
    CsvSpecialCharacter,
)
from driftsim.constraints.ifbench.form import LABELS, OutputTemplate
from driftsim.constraints.ifbench.keyword_counts import KeywordsMultiple
from driftsim.constraints.ifbench.lists import NUMBERS, DateFormatList, Multiples, ReverseNewline
from driftsim.constraints.ifbench.positions import KeywordsSpecificPosition, WordsPosition
from driftsim.constraints.ifbench.quiz import McqCountLength
from driftsim.constraints.ifbench.repeated import SENTENCE, RepeatChange, RepeatSimple, RepeatSpan
from driftsim.constraints.ifbench.reversal import CharacterReverse
from driftsim.constraints.interval import Allowed
from driftsim.constraints.lexical.frequencies import Frequencies
from driftsim.constraints.lexical.in_sentence import InSentence
from driftsim.constraints.lexical.position import Position
from driftsim.constraints.structural.equal_sentences import EqualSentences
from driftsim.constraints.surgery.spots import core
from driftsim.text import words

GAP: Final = "\ue000"  # white space of any sort: no word character, and nobody demands or forbids it
_SENTENCES: Final = "length.sentences"


class Counted(NamedTuple):
    """A quantity by its kind, key and reading, with the numbers of it that are allowed."""

    kind: str
    allowed: Allowed
    key: str = ""
    reading: str = "ours"


class Text(NamedTuple):
    """A text that must occur: see `demands.Demand`."""

    text: str
    times: int = 1
    left: bool = False
    right: bool = False
    cased: bool = False
    searched: bool = False


def counted(atom: Constraint) -> Iterator[Counted]:
    """What one of them, where it holds, says of counts; its denial says nothing of them."""
    match atom:
        case SentenceAlphabet():
            yield Counted(_SENTENCES, Allowed(26, 26))
        case SentenceWords() | EqualSentences():
            yield Counted(_SENTENCES, Allowed(3, 3))
        case (
            SentenceKeyword(N=number)
            | InSentence(sentence=number)
            | KeywordsSpecificPosition(n=number)
            | Position(sentence=int(number))
        ):
            yield Counted(_SENTENCES, Allowed(number))
        case TenPalindromes():
            yield Counted("lexical.palindromes", Allowed(10), reading="ifeval")
        case KeywordsMultiple():
            for keyword, number in atom.pairs():
                yield Counted("lexical.substring", Allowed(number, number), keyword.lower())
        case Frequencies(words=pairs):
            for text, number in pairs:
                yield Counted("lexical.frequency", Allowed(number, number), text)


def texts(atom: Constraint | None) -> Iterator[Text]:
    """The texts that must occur where one of them holds."""
    match atom:
        case OutputTemplate():
            yield from (Text(label, cased=True) for label in LABELS)
        case Template(labels=labels):
            yield from (Text(label, cased=True) for label in dict.fromkeys(labels))
        case KeywordsSpecificPosition(keyword=word) | WordsPosition(keyword=word):
            if not set(word) & set("\"'`"):  # which tokens do not hold as the reply has them
                yield Text(word)
        case Position(word=word) if core(word).isascii():
            yield Text(core(word), searched=True)
        case SentenceKeyword(word=word) | InSentence(word=word):
            yield Text(word, 1, bool(words(word[0])), bool(words(word[-1])), searched=True)
        case _:
            yield from _repeated(atom)
            yield from _custom(atom)


def _repeated(atom: Constraint | None) -> Iterator[Text]:
    match atom:
        case RepeatSimple():
            yield Text(SENTENCE, left=True, right=True)
        case RepeatSpan() if atom.wanted():
            yield Text(atom.wanted(), left=True, right=True)
        case RepeatChange(prompt_to_repeat=prompt) if rest := prompt.split()[1:]:
            yield Text(GAP.join(rest), left=True, right=True, cased=True)
        case Repeat():
            if rest := atom.compared()[atom.change_first_word :]:
                yield Text(GAP.join(rest))


def _custom(atom: Constraint | None) -> Iterator[Text]:
    match atom:
        case CsvCity():
            yield Text(",", 32)
            yield from (Text(char, cased=True) for char in sorted(set("".join(CITY))))
        case CsvSpecialCharacter():
            yield Text(",", 8)
            yield from (Text(name, left=True, right=True, cased=True) for name in PRODUCT)
        case CsvQuotes():
            yield from (Text(name, left=True, right=True, cased=True) for name in STUDENT)
        case McqCountLength():
            yield Text("Question", 4, cased=True)
        case ReverseNewline():
            yield Text("Zimbabwe", cased=True)
        case CharacterReverse():
            yield Text("elgae dlab")
        case Multiples():
            yield from map(Text, NUMBERS)
        case DateFormatList():
            yield Text("-", 2)
        case SentenceAlphabet():
            yield from map(Text, "abcdefghijklmnopqrstuvwxyz")
