"""Texts that a reply must contain, and what their presence forces on counts.

What stands beside a demanded text is free unless its constraint closes that edge. So what it forces is
the least that is counted in any neighbourhood that the constraint allows.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from textwrap import shorten
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.content.postscript import Postscript
from driftsim.constraints.format.sections import Sections
from driftsim.constraints.ifeval.combination import RepeatPrompt
from driftsim.constraints.ifeval.detectable_content import PostscriptMarker
from driftsim.constraints.ifeval.detectable_format import ConstrainedResponse, MultipleSections
from driftsim.constraints.ifeval.length import NthParagraphFirstWord
from driftsim.constraints.ifeval.startend import EndChecker
from driftsim.constraints.lexical.end import _MARKS, End
from driftsim.constraints.lexical.start import Start
from driftsim.constraints.relations.bench import GAP as _MARK
from driftsim.constraints.relations.bench import texts
from driftsim.constraints.relations.quantities import Bounds, Quantity, is_plain
from driftsim.constraints.structural.nth_paragraph import NthParagraph
from driftsim.text import words

_LETTER: Final = "\ua66e"  # a word character that nobody demands or forbids
_LOOKALIKES: Final = str.maketrans("sSiI", "ſſıı")  # a pattern that ignores case takes these for s and i


@dataclass(frozen=True, slots=True)
class Demand:
    """A text that stands in every reply that satisfies a constraint.

    Args:
        text: The text.
        times: How often, without overlap.
        left: Whether no word character can stand before it.
        right: Whether none can stand behind it.
        cased: Whether it stands there with these capitals.
        searched: Whether it is found by a pattern that ignores case.
    """

    text: str
    times: int = 1
    left: bool = False
    right: bool = False
    cased: bool = False
    searched: bool = False

    def __str__(self) -> str:
        return shorten(self.text.replace(_MARK, " "), 60, placeholder=" …")


@lru_cache(maxsize=1 << 14)
def forced(demand: Demand, quantity: Quantity, *, plainly: bool = False) -> int:
    """The least count of a quantity that a demanded text brings along.

    Args:
        demand: The text.
        quantity: What is counted.
        plainly: Leave out replies that glue letters to the text or write it in look-alikes.
    """
    if not quantity.may_be_in(demand.text):
        return 0
    once = min(quantity.in_text(text) for text in _written(demand, plainly=plainly))
    joined = quantity.kind == "length.words" and not (demand.left and demand.right)
    return demand.times * once - (demand.times - 1 if joined and once else 0)


def _written(demand: Demand, *, plainly: bool) -> list[str]:
    texts = [demand.text]
    if demand.searched and not plainly:
        texts.append(demand.text.translate(_LOOKALIKES))
    left = [_MARK] if plainly or demand.left else [_MARK, _LETTER]
    right = [_MARK] if plainly or demand.right else [_MARK, _LETTER]
    return [before + text + after for text, before, after in product(texts, left, right)]


def demands(atom: Constraint | None, found: Bounds) -> tuple[Demand, ...]:
    """The texts that bounds ask for, and those of a constraint that must hold."""
    return (*_counted(found), *_placed(atom))


def _counted(found: Bounds) -> tuple[Demand, ...]:
    """Words and letters that must occur."""
    wanted = []
    for quantity, allowed in found:
        if allowed.low and quantity.kind == "lexical.frequency" and _means_itself(quantity):
            text, whole = quantity.key, quantity.reading == "ours"
            left, right = (whole and bool(words(edge)) for edge in (text[0], text[-1]))
            wanted.append(Demand(text, allowed.low, left, right, searched=True))
        elif allowed.low and quantity.kind in ("lexical.letter", "lexical.substring"):
            wanted.append(Demand(quantity.key, allowed.low))
    return tuple(wanted)


def _means_itself(quantity: Quantity) -> bool:
    return quantity.reading == "ours" or is_plain(quantity.key)


def _placed(atom: Constraint | None) -> tuple[Demand, ...]:
    match atom:
        case EndChecker(end_phrase=phrase):
            return (Demand(phrase, right=True),)
        case End(phrase=phrase):
            return (Demand(phrase.strip(_MARKS) or phrase),)
        case RepeatPrompt(prompt_to_repeat=text):
            return (Demand(text.strip(), left=True),)
        case Start(text=text):
            return (_beginning(text),)
        case NthParagraphFirstWord(first_word=word):
            return (Demand(word, left=True, right=True),)
        case NthParagraph(first_word=word):
            return (Demand(word, right=word[-1].isalnum()),)
        case MultipleSections(section_spliter=word, num_sections=number) if number and is_plain(word):
            return (Demand(word, number, cased=True),)
        case Sections(word=word) if atom.exactly or atom.at_least:
            return (Demand(word, atom.exactly or atom.at_least or 0, cased=True),)
        case ConstrainedResponse():
            return (Demand("My answer is ", cased=True),)
        case PostscriptMarker(postscript_marker=marker):
            return _postscript(marker)
        case Postscript(marker=marker):
            letters = Counter(char for char in marker.lower() if char.isalnum())
            return tuple(Demand(char, times, searched=True) for char, times in letters.items())
    return tuple(Demand(*text) for text in texts(atom))


def _beginning(text: str) -> Demand:
    """A beginning whose white space is free: nothing that holds white space is found in it."""
    return Demand(_MARK.join(text.split()), left=True)


def _postscript(marker: str) -> tuple[Demand, ...]:
    """IFEval's two known markers may hold white space, others stand as they are."""
    known = {"P.S.": ("p.", "s."), "P.P.S": ("p.", "p.", "s")}
    if marker in known:
        return (Demand(_MARK.join(known[marker])),)
    return (Demand(marker.lower()),) if is_plain(marker) else ()
