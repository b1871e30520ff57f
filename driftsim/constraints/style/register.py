"""Marks of formal and of informal English: short lists of our own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from driftsim.constraints.base import Span
from driftsim.text import Runs

_GREETINGS: Final = "hey hi hiya howdy yo cheers thanks"
_SLANG: Final = (
    "yeah yep yup nope nah kinda sorta gonna wanna gotta gimme lemme dunno cuz coz awesome cool dude bro"
    " buddy pal mate guys folks stuff crap lol lmao omg btw asap thx pls plz ok okay wow oops yay haha hehe"
    " ugh duh whoa hmm basically totally super kids nuts lame chill grab"
)
_SAYINGS: Final = (
    "pretty much|hang out|no worries|no way|no problem|a bunch|tons of|loads of|sure thing|my bad|you bet"
    "|guess what|heads up|catch you|see you|big deal|freak out|freaks out|mess up|messed up|here you go"
    "|good to go|a sec"
).split("|")
_STIFF: Final = (
    "accordingly furthermore moreover consequently nevertheless nonetheless notwithstanding hence thus"
    " whom hereby herein hereafter thereof therein henceforth regarding concerning pursuant subsequent"
    " subsequently therefore sincere sincerely dear kindly regret regrets enclosed shall informed"
    " request requests requested require requires required inquiry inquire inquiries enquiry enquire"
    " enquiries undersigned appreciated hesitate assistance obtain obtained purchase purchased commence"
    " commenced"
)
_STIFF_SAYINGS: Final = (
    "prior to|in accordance with|with respect to|in order to|in conclusion|on behalf of|subject to"
    "|at your disposal"
).split("|")
_NOT: Final = (
    "ain aren can couldn didn doesn don hadn hasn haven isn mustn shouldn wasn weren won wouldn".split()
)
_IS: Final = "it that there here what he she who how where let".split()
_YOU: Final = frozenset("you your yours yourself yourselves".split())
_WORDS: Final = Runs(r"[^\W_]", "?")
_SIGN: Final = re.compile(
    "[!:;\U0001f300-\U0001faff\u2600-\u27bf](?:(?<![:;])|-?[)(DP](?!\\S))"
)  # exclamation marks, emojis and emoticons
_SHORT: Final = 50  # a shorter text counts as one of so many words
_OF_YOU: Final = 0.25  # a letter says "you" as well
BOUND: Final = 2.0


def _by_first(sayings: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for saying in sayings:
        first, *rest = saying.split()
        found[first] = (*found.get(first, ()), tuple(rest))
    return found


_LOOSE_WORDS: Final = frozenset(
    [*_GREETINGS.split(), *_SLANG.split(), *(f"{word}'t" for word in _NOT), *(f"{word}'s" for word in _IS)]
)
_STIFF_WORDS: Final = frozenset(_STIFF.split())
_ENDINGS: Final = ("'m", "'re", "'ve", "'ll", "'d")
_LOOSE_BY_FIRST: Final = _by_first(_SAYINGS)
_STIFF_BY_FIRST: Final = _by_first(_STIFF_SAYINGS)
_LONGEST: Final = max(len(saying.split()) for saying in (*_SAYINGS, *_STIFF_SAYINGS))
_MARKING: Final = frozenset(
    [*_LOOSE_WORDS, *_STIFF_WORDS, *_LOOSE_BY_FIRST, *_STIFF_BY_FIRST, *_YOU]
)  # and what ends like a contraction


@dataclass(frozen=True, slots=True)
class Register:
    """The marks that were found.

    Args:
        informal: How many contractions, slang words, greetings, exclamation marks and emojis there are.
        formal: How many formal words there are.
        you: How often the reader is addressed.
        words: How many words there are.
    """

    informal: int
    formal: int
    you: int
    words: int

    @property
    def points(self) -> float:
        """Informal marks, less the formal ones, for each hundred words."""
        marks = self.informal + _OF_YOU * self.you - self.formal
        return 100 * marks / max(self.words, _SHORT)

    @property
    def is_informal(self) -> bool:
        """Whether there are two or more."""
        return self.points >= BOUND


def register(own: str) -> Register:
    """Look for the marks in a text without its quotations, which are another's words."""
    words = _WORDS.found(own.lower()) if own.isascii() else [*map(_small, _WORDS.found(own))]
    marked = [(n, word) for n, word in enumerate(words) if word in _MARKING or "'" in word]
    loose = sum(_is_loose(word) or _goes_on(_LOOSE_BY_FIRST, word, words, n) for n, word in marked)
    stiff = sum(word in _STIFF_WORDS or _goes_on(_STIFF_BY_FIRST, word, words, n) for n, word in marked)
    you = sum(word in _YOU for _, word in marked)
    return Register(loose + len(_SIGN.findall(own)), stiff, you, len(words))


def first_informal(own: str) -> Span | None:
    """Where the first informal mark stands."""
    sign = _SIGN.search(own)
    spans = [sign.span()] if sign else []
    for found in _WORDS.pattern.finditer(own):
        word = _small(found[0])
        if _is_loose(word) or _goes_on(_LOOSE_BY_FIRST, word, _words_from(own, found.start()), 0):
            spans.append(found.span())
            break
    return min(spans, default=None)


def _words_from(own: str, place: int) -> list[str]:
    return [found[0] for found in islice(_WORDS.pattern.finditer(own, place), _LONGEST)]


def _small(word: str) -> str:
    return word.lower().replace("’", "'")


def _is_loose(word: str) -> bool:
    return word in _LOOSE_WORDS or word.endswith(_ENDINGS)


def _goes_on(
    sayings: Mapping[str, tuple[tuple[str, ...], ...]], first: str, words: Sequence[str], place: int
) -> bool:
    """Whether one of some sayings begins at a word and goes on behind it."""
    return first in sayings and any(
        tuple(map(_small, words[place + 1 : place + 1 + len(rest)])) == rest for rest in sayings[first]
    )
