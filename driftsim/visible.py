"""Text from elsewhere, made harmless for a terminal: names, messages of servers, paths."""

import unicodedata
from typing import Final

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def safe(text: object) -> str:
    r"""The text with everything that a terminal obeys or hides made visible.

    Control characters become their pictures; direction marks, zero-width, private and unassigned characters
    and broken surrogates are named.

    Example:
        >>> safe("\x1b[31mred\n\u202eder")
        '␛[31mred␊⟨U+202E⟩der'
    """
    told = str(text)
    return told if told.isascii() and told.isprintable() else "".join(map(_visible, told))


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"⟨U+{code:04X}⟩" if unicodedata.category(character) in _HIDDEN else character
