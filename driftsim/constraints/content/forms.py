"""A term in the forms in which people write it: plural, possessive, with a hyphen, a space or neither.

No stemmer and no dictionary: endings of regular English words, and the few irregular plurals below. A term in
another language is found as it stands and with an English ending. Limits: "buses" is found for "bus",
"indices" not for "index"; a form that another word shares ("bills" the verb) is found too.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from driftsim.constraints.base import Span
from driftsim.constraints.matching import Finder

_IRREGULAR: Final = {
    "child": "children", "foot": "feet", "half": "halves", "knife": "knives", "leaf": "leaves",
    "life": "lives", "man": "men", "mouse": "mice", "person": "people", "shelf": "shelves",
    "thief": "thieves", "tooth": "teeth", "wife": "wives", "woman": "women",
}  # fmt: skip
_GAP: Final = r"[\s*_‐‑–-]{0,4}"
_POSSESSIVE: Final = r"(?:['’]s?(?![^\W_]))?"
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PARTING: Final = re.compile(r"[\s‐‑–-]+")
# Scripts that put no space between words, where a word has no edge to look for.
_NO_SPACES: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_OPENING: Final = frozenset('"“„«')
_CLOSING: Final = frozenset('"”“»')
_DOUBLED: Final = re.compile(r"[^aeiou][aeiou][bdgklmnprt]\Z")


@lru_cache(maxsize=4096)
def term(plain: str) -> Finder:
    """The finder of a term in any of its forms and in any case, not inside a longer word.

    Example:
        >>> [bool(term("sign-up page").first(text)) for text in ("Our signup pages.", "Sign up the page.")]
        [True, False]
    """
    return _finder(plain, verb=False)


@lru_cache(maxsize=4096)
def deed(plain: str) -> Finder:
    """The finder of a term whose first word may also be inflected as a verb: refund, refunded, refunding."""
    return _finder(plain, verb=True)


def mentioned(terms: Iterable[str], text: str) -> Iterator[tuple[str, Span]]:
    """The terms that stand in a text, each with its first place."""
    for plain in terms:
        if span := term(plain).first(text):
            yield plain, span


def said(terms: Iterable[str], message: str) -> str | None:
    """The first of some terms that a user says, as a noun or a verb; None where it is none of them.

    A term in quotes is spoken about, not said: a user who asks to be handed over `if I say "lawyer"` has not
    said it yet.

    Example:
        >>> said(["sue"], "I am suing you"), said(["sue"], 'Careful if I say "sue".')
        ('sue', None)
    """
    for plain in terms:
        for start, end in deed(plain).spans(message):
            if message[start - 1 : start] not in _OPENING or message[end : end + 1] not in _CLOSING:
                return plain
    return None


def _finder(plain: str, *, verb: bool) -> Finder:
    words = [word for word in _PARTING.split(plain.strip()) if word] or [plain]
    ways = [_GAP.join([*map(re.escape, words[:-1]), _noun(words[-1])])]
    if verb:
        rest = [*map(re.escape, words[1:-1]), _noun(words[-1])] if words[1:] else []
        ways.append(_GAP.join([_verb(words[0]), *rest]))
    left = r"(?<![^\W_])" if _has_edge(words[0][0]) else ""
    right = r"(?![^\W_])" if _has_edge(words[-1][-1]) else ""
    compiled = re.compile(f"{left}(?:{'|'.join(ways)}){right}", re.IGNORECASE)
    kept = [*map(_kept, words)]
    return Finder(compiled, begins=kept[0], needs=max(kept, key=len))


def _kept(word: str) -> str:
    """What all forms of a word begin with."""
    return "" if word.lower() in _IRREGULAR else word[:-1]


def _has_edge(char: str) -> bool:
    return char.isalnum() and not _NO_SPACES.match(char)


def _noun(word: str) -> str:
    """The pattern of a noun's forms."""
    if not word[-1].isalpha() or not word.isascii():
        return re.escape(word) + (rf"(?:s|e[sn])?{_POSSESSIVE}" if _has_edge(word[-1]) else "")
    low, plain = word.lower(), re.escape(word)
    many = [plain, *([_IRREGULAR[low]] if low in _IRREGULAR else [])]
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        many.append(f"{re.escape(word[:-1])}ies")
    elif low.endswith(("s", "x", "z", "ch", "sh", "o")):
        many.append(f"{plain}es")
    many.append(f"{plain}s")
    return f"(?:{'|'.join(many)}){_POSSESSIVE}"


def _verb(word: str) -> str:
    """The pattern of a regular verb's forms."""
    low, plain = word.lower(), re.escape(word)
    if not word.isalpha():
        return plain
    if low.endswith("e"):
        return f"{re.escape(word[:-1])}(?:e[sd]?|ing)"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return f"(?:{plain}(?:ing)?|{re.escape(word[:-1])}ie[sd])"
    doubled = f"|{re.escape(word[-1])}(?:ed|ing)" if _DOUBLED.search(low) else ""
    return f"{plain}(?:e?s|ed|ing{doubled})?"


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; `don't` is one.

    Example:
        >>> words_of("We’ll see, won't we?")
        ["we'll", 'see', "won't", 'we']
    """
    return [match[0].lower().replace("’", "'") for match in _WORD.finditer(text)]
