"""VADER's compound score of a sentence: the package's lexicon and rules, without work for neutral words.

The rules are those of C. J. Hutto and E. E. Gilbert, *VADER: A Parsimonious Rule-based Model for Sentiment
Analysis of Social Media Text*, ICWSM 2014, as the package `vaderSentiment` applies them, oddities included:
the scores are the package's own. It makes the whole sentence small at each step; here each word is known
once, and only what stands near a word with a feeling is looked at.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import Final, NamedTuple

from driftsim.memory import Memory
from driftsim.text import ASCII_PUNCTUATION

_SPREAD: Final = 15  # brings a sum between -1 and 1
_DENIED: Final = -0.74
_SHOUTED: Final = 0.733
_NEARNESS: Final = (1.0, 0.95, 0.9)  # what an emphasis counts one, two and three words before
_NEVER_SO: Final = 1.25
_BEFORE_BUT, _BEHIND_BUT = 0.5, 1.5
_EXCLAIMED, _ASKED, _ASKED_OFTEN = 0.292, 0.18, 0.96
_MOST_EXCLAIMED, _MOST_ASKED = 4, 3
_LEAST: Final = 3  # what is shorter without its marks may be an emoticon


class Lexicon:
    """The words, emojis and lists that the package brings along."""

    def __init__(self) -> None:
        from vaderSentiment import vaderSentiment as package  # reads its files when an analyzer is made

        analyzer = package.SentimentIntensityAnalyzer()
        self.words: Mapping[str, float] = analyzer.lexicon
        self.emojis: Mapping[str, str] = analyzer.emojis
        self.boosters: Mapping[str, float] = package.BOOSTER_DICT
        self.phrases: Mapping[str, float] = package.SPECIAL_CASES
        self.denials = frozenset(package.NEGATE)
        # Of each phrase its longest word, without which it does not stand there.
        in_phrases = (max(phrase.split(), key=len) for phrase in (*self.phrases, *self.boosters))
        self.turning = frozenset([*self.boosters, *self.denials, *in_phrases, "no", "so", "this", "least"])

    def worded(self, text: str) -> str:
        """The text with a description for each emoji."""
        pieces: list[str] = []
        for char in text:
            if char in self.emojis:
                pieces += ["" if not pieces or pieces[-1] == " " else " ", self.emojis[char]]
            else:
                pieces.append(char)
        return "".join(pieces)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The one lexicon of this process."""
    return Lexicon()


class Word(NamedTuple):
    """What is known of a word by itself.

    Args:
        small: The word in small letters.
        strength: What the lexicon says; None where it does not know it.
        boost: What it adds to a feeling behind it.
        denies: Whether it is a negation.
        loud: Whether it is in capitals.
        turns: Whether it may change the strength of a word near it.
    """

    small: str
    strength: float | None
    boost: float
    denies: bool
    loud: bool
    turns: bool


def _word(piece: str) -> Word:
    """The word in a piece of text, without the marks around it; an emoticon with them."""
    bare = piece.strip(ASCII_PUNCTUATION)
    bare = bare if len(bare) >= _LEAST else piece
    small, known = bare.lower(), lexicon()
    boost, denies = known.boosters.get(small, 0.0), small in known.denials or "n't" in small
    turns = denies or small in known.turning
    return Word(small, known.words.get(small), boost, denies, bare.isupper(), turns)


_WORDS: Final = Memory(_word)


def compound(sentence: str) -> float:
    """VADER's compound score of a sentence, from -1 to 1.

    Example:
        >>> compound("The soup was delicious."), compound("The box is red.")
        (0.5719, 0.0)
    """
    text = sentence if sentence.isascii() else lexicon().worded(sentence)
    words = [*map(_WORDS.__getitem__, text.split())]
    felt = [at for at, word in enumerate(words) if word.strength is not None]
    total = sum(_feelings(words, felt)) if felt else 0.0
    if not total:
        return 0.0
    emphasis = _emphasis(text)
    total += emphasis if total > 0 else -emphasis
    return round(total / sqrt(total * total + _SPREAD), 4)


def _emphasis(text: str) -> float:
    asked = text.count("?")
    often = asked * _ASKED if asked <= _MOST_ASKED else _ASKED_OFTEN
    return min(text.count("!"), _MOST_EXCLAIMED) * _EXCLAIMED + (often if asked > 1 else 0)


def _feelings(words: Sequence[Word], felt: Sequence[int]) -> list[float]:
    """How strong each word with a feeling is, in order."""
    places = [at for at in felt if not _is_kind_of(words, at)]
    if not places:
        return []
    strengths = [_strength(words, at) for at in places]
    small = [word.small for word in words]
    if "but" in small:
        _turn(strengths, places, small.index("but"))
    return strengths


def _is_kind_of(words: Sequence[Word], at: int) -> bool:
    return words[at].small == "kind" and at + 1 < len(words) and words[at + 1].small == "of"


def _strength(words: Sequence[Word], at: int) -> float:
    """A word's own strength, changed by what stands around it."""
    near = words[max(at - 3, 0) : at + 3]
    if not words[at].loud and True not in [word.turns for word in near]:
        return words[at].strength or 0.0
    value = _own(words, at)
    for back in range(1, min(at, 3) + 1):
        before = words[at - back]
        if before.strength is None:
            value += _NEARNESS[back - 1] * _boost(words, before, value)
            value *= _turned(words, at, back)
            value = _in_phrase(near, value) if back == 3 else value
    if at and words[at - 1].small == "least" and words[max(at - 2, 0)].small not in ("at", "very"):
        value *= _DENIED
    return value


def _own(words: Sequence[Word], at: int) -> float:
    """A word's own strength, denied by a "no" and raised by capitals."""
    value = words[at].strength or 0.0
    before = [word.small for word in words[max(at - 3, 0) : at]]
    if "no" in before[-2:] or (before[:-2] == ["no"] and before[-1] in ("or", "nor")):
        value *= _DENIED
    elif words[at].small == "no" and at + 1 < len(words) and words[at + 1].strength is not None:
        value = 0.0
    if words[at].loud:
        value += _shout(words, value)
    return value


def _boost(words: Sequence[Word], before: Word, value: float) -> float:
    """What a word before adds to a feeling."""
    amount = -before.boost if value < 0 else before.boost
    return amount + _shout(words, value) if amount and before.loud else amount


def _shout(words: Sequence[Word], value: float) -> float:
    """What capitals add to a feeling; where all words have them, nothing."""
    if all(word.loud for word in words):
        return 0.0
    return _SHOUTED if value > 0 else -_SHOUTED


def _turned(words: Sequence[Word], at: int, back: int) -> float:
    """By what a word so far before multiplies a feeling."""
    between = [word.small for word in words[at - back + 1 : at]]
    so = [word in ("so", "this") for word in between]
    # Three words before, the last one alone is enough: an oddity of the package.
    if (words[at - back].small == "never" and any(so)) or (back == 3 and so[-1]):
        return _NEVER_SO
    if words[at - back].small == "without" and "doubt" in between:
        return 1.0
    return _DENIED if words[at - back].denies else 1.0


def _in_phrase(near: Sequence[Word], value: float) -> float:
    """The strength of a phrase in which the fourth of some words stands, or behind which."""
    said, known = [word.small for word in near], lexicon()
    before = [" ".join(said[start:end]) for start, end in ((2, 4), (1, 4), (1, 3), (0, 3), (0, 2))]
    value = next((known.phrases[each] for each in before if each in known.phrases), value)
    for end in (5, 6):
        if len(said) >= end:
            value = known.phrases.get(" ".join(said[3:end]), value)
    return value + sum(known.boosters.get(before[n], 0.0) for n in (3, 4, 2))


def _turn(strengths: list[float], places: Sequence[int], but: int) -> None:
    """What stands before "but" counts half, what stands behind it more; of equal ones the first is meant."""
    for at in range(len(strengths)):
        first = strengths.index(strengths[at])
        if places[first] != but:
            strengths[first] *= _BEFORE_BUT if places[first] < but else _BEHIND_BUT
