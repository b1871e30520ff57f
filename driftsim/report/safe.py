"""Text that came from a file, made harmless to show.

Models, constraints, scenarios, families and runs name themselves; no name may steer a terminal or a page.
"""

import re
import unicodedata
from typing import Final

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_MARKS: Final = re.compile(r"[\\`*\[\]{}#|~!$]|(?<![^\W_])_|_(?![^\W_])")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", ":": "&#58;", ".": "&#46;"}
_RISKY: Final = re.compile(r"[&<>@]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def safe(text: object) -> str:
    r"""The text with everything that a terminal obeys or hides made visible.

    Control characters become their pictures; direction marks, zero-width, private and unassigned characters
    and broken surrogates are named.

    Example:
        >>> safe("\x1b[31mred\n\u202eder")
        '␛[31mred␊⟨U+202E⟩der'
    """
    return "".join(_visible(character) for character in str(text))


def safe_markdown(text: object) -> str:
    r"""The text as it reads, with nothing left in it that Markdown or HTML would act on.

    Example:
        >>> print(safe_markdown("a|b <script> *c* length_words"))
        a\|b &lt;script&gt; \*c\* length_words
    """
    marked = _MARKS.sub(lambda found: "\\" + found[0], safe(text))
    return _RISKY.sub(lambda found: _ENTITIES[found[0]], marked)


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"⟨U+{code:04X}⟩" if unicodedata.category(character) in _HIDDEN else character
