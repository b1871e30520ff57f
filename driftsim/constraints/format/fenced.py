"""A code fence that is all there is."""

import re
from typing import Final

_OPENING: Final = re.compile(r"```[\w.+-]*[^\S\n]*\n")
_CLOSING: Final = "\n```"


def unfenced(text: str) -> str:
    r"""A text without white space at its ends and, where the whole of it is one fence, without that.

    Example:
        >>> unfenced(" ```xml\n<a/>\n```\n")
        '<a/>'
    """
    text = text.strip()
    opening = _OPENING.match(text)
    if opening is None or not text.endswith(_CLOSING) or len(text) - len(_CLOSING) < opening.end():
        return text
    return text[opening.end() : len(text) - len(_CLOSING)].strip()
