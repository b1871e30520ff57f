"""Constraints that fix the whole reply to a small set, and the replies in that set."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from driftsim.constraints.base import Constraint, Reply
from driftsim.constraints.content.repeat import Repeat
from driftsim.constraints.format.choice import _MARKS, Choice
from driftsim.constraints.format.no_comma import NoComma
from driftsim.constraints.format.title import Title
from driftsim.constraints.ifbench.lengths import WordCountRange
from driftsim.constraints.ifbench.lists import CAPITALS, EuropeanCapitals
from driftsim.constraints.ifbench.repeated import SENTENCE, RepeatChange, RepeatSimple, RepeatSpan
from driftsim.constraints.ifbench.shape import Options
from driftsim.constraints.ifeval.keywords import LetterFrequency
from driftsim.constraints.ifeval.length import NumberWords
from driftsim.constraints.ifeval.punctuation import WithoutComma
from driftsim.constraints.lexical.letter import LetterCount
from driftsim.constraints.structural.words import Words

_DRESSES: Final = (
    "{}", '"{}"', "“{}”", "*{}*", "**{}**", "***{}***", "_{}_", "`{}`", "```{}```", '*"{}"*', '"*{}*"',
    "* {}", "** {}", "* *{}*", "“*{}*”",
)  # fmt: skip
_PLAIN: Final = ("{}", "{}\n", "\n{}", " {} ")
_EDGES: Final = (*_PLAIN, "{}.", '"{}"', "({})", "<<{}>>", "*{}*", "* {}", "***{}***", "{}?", "{}!")
_OTHERS: Final = (
    "Kindly",
    "kindly",
    "KINDLY",
    "2",
    "*Kindly*",
    '"Kindly',
    "Kindly,",
    "<<Kindly>>",
    "So.",
    "—",
)
Fixed = Choice | Options | Repeat | RepeatSimple | RepeatSpan | RepeatChange | EuropeanCapitals


def answers(atom: Fixed) -> Iterator[Reply]:
    """The replies that satisfy it, as far as somebody would write them."""
    return map(Reply, dict.fromkeys(_texts(atom)))


def _texts(atom: Fixed) -> Iterator[str]:
    match atom:
        case Choice(options=options):
            yield from (text for option in options for text in _dressed(option))
        case Options() if atom.to_the_letter:
            yield from atom.choices
        case Options():
            yield from (text for option in atom.choices for text in _cased(option, _EDGES))
        case Repeat() if not atom.change_first_word:
            yield from _dressed(" ".join(atom.words()))
        case RepeatSimple():
            yield from _cased(SENTENCE, _PLAIN)
        case RepeatSpan():
            yield from _cased(atom.wanted(), _PLAIN)
        case RepeatChange(prompt_to_repeat=prompt):
            yield from _with_another_first_word(prompt.split())
        case Repeat():
            yield from _with_another_first_word(atom.words())
        case EuropeanCapitals():
            yield from (comma.join(CAPITALS) for comma in (", ", ",", ",\n"))


def _dressed(option: str) -> Iterator[str]:
    core = option.strip(_MARKS)
    for text in (option.strip(), core):
        yield from _cased(text, _DRESSES if core else ("{}",))


def _cased(text: str, dresses: tuple[str, ...]) -> Iterator[str]:
    for case, dress in product((text, text.lower(), text.upper(), text.title()), dresses):
        yield dress.replace("{}", case)


def _with_another_first_word(words: list[str] | tuple[str, ...]) -> Iterator[str]:
    for other in _OTHERS:
        yield " ".join([other, *words[1:]])


def trick(atom: Fixed) -> str:
    """How a degenerate reply escapes from what `answers` gives."""
    match atom:
        case RepeatSimple() | RepeatSpan():
            return "a reply with capitals here and there"
        case RepeatChange() | Repeat(change_first_word=True):
            return "a reply with a very odd first word"
        case EuropeanCapitals():
            return "a reply with commas and letters that only look alike, such as ，"
    return "a reply that heaps marks around the answer"


def is_blind(other: Constraint, atom: Fixed) -> bool:
    """Whether another constraint sees no difference between the replies that satisfy `atom` and `answers`."""
    if isinstance(atom, RepeatSimple | RepeatSpan):
        return _is_blind_to_case(other)
    if not isinstance(atom, Choice):
        return isinstance(atom, Options) and atom.to_the_letter
    if isinstance(other, LetterCount):
        return other.letter.isalnum() and other.letter.isascii()
    return isinstance(other, Choice | NoComma | WithoutComma | Title)


def _is_blind_to_case(other: Constraint) -> bool:
    if isinstance(other, LetterCount | LetterFrequency):
        return other.letter.isascii() and not other.letter.isspace()
    return isinstance(
        other,
        NoComma | WithoutComma | Words | NumberWords | WordCountRange | Choice | RepeatSimple | RepeatSpan,
    )
