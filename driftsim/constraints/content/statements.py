"""A statement as people vary it: other white space, quotes, emphasis, contractions and endings of words."""

import re
from functools import lru_cache
from typing import Final

from driftsim.constraints.matching import Finder

_TOKEN: Final = re.compile(r"[^\W_]+|[^\w\s*]|_")
_BETWEEN: Final = r"[\s*_]{0,8}"
_SINGLE, _DOUBLE, _DASH = "'’‘`", '"“”„«»', "-‐‑–—"
# The second word of each pair may be glued to the first: I am, I'm.
_SHORTENED: Final = {
    "am": "m", "are": "re", "is": "s", "have": "ve", "has": "s", "will": "ll", "would": "d", "had": "d",
}  # fmt: skip
_INFLECTED: Final = 4  # letters from which on a word may have another ending


@lru_cache(maxsize=1024)
def statement(plain: str) -> Finder:
    """The finder of a statement.

    Words of four letters and more may stand in the plural or with another ending (order, orders, ordered,
    ordering); the final full stop may be missing. Word order and choice must be the same.

    Example:
        >>> bool(statement("I am an AI assistant.").first("Hi! I’m an **AI** assistant, by the way."))
        True
    """
    tokens = _TOKEN.findall(plain.strip().rstrip(".")) or _TOKEN.findall(plain.strip()) or [plain.strip()]
    pieces = [_piece(token, first=place == 0) for place, token in enumerate(tokens)]
    text = "".join(pieces)
    left = r"(?<![^\W_])" if tokens[0][0].isalnum() else ""
    right = r"(?![^\W_])" if tokens[-1][-1].isalnum() else ""
    compiled, kept = re.compile(f"{left}{text}{right}", re.IGNORECASE), [*map(_kept, tokens)]
    return Finder(compiled, begins=kept[0], needs=max(kept, key=len))


def _kept(token: str) -> str:
    """What all forms of a token begin with; nothing where it may be shortened to another."""
    return "" if token.lower() in {"not", "cannot", *_SHORTENED} or not token.isalnum() else token[:-1]


def _piece(token: str, *, first: bool) -> str:
    gap = "" if first else _BETWEEN
    low = token.lower()
    for same in (_SINGLE, _DOUBLE, _DASH):
        if token in same:
            return f"{gap}[{re.escape(same)}]"
    if not token[0].isalnum():
        return f"{gap}{re.escape(token)}"
    if not first:
        gap = rf"(?:(?<=[^\W_]){_spaced()}|(?<![^\W_]){_BETWEEN})"
    if low in _SHORTENED and not first:
        return rf"(?:{gap}{re.escape(token)}|['’]{_SHORTENED[low]})"
    if low == "not" and not first:
        return rf"(?:{gap}not|n['’]t)"
    if low == "cannot":
        return rf"{gap}(?:can\s?not|can['’]t)"
    return gap + _forms(token)


def _spaced() -> str:
    return r"[\s*_]{1,8}"


def _forms(word: str) -> str:
    low, plain = word.lower(), re.escape(word)
    if len(word) < _INFLECTED or not word.isalpha() or not word.isascii():
        return plain
    if low.endswith("e"):
        return f"{re.escape(word[:-1])}(?:e[sdr]?|ing)"
    if low.endswith("s") and not low.endswith("ss"):
        return f"{re.escape(word[:-1])}(?:s|ed|ing)?"
    if low.endswith("y"):
        return f"(?:{plain}(?:s|ing)?|{re.escape(word[:-1])}ie[sd])"
    return f"{plain}(?:s|es|ed|ing)?"
