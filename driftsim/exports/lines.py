"""JSON, one value a line, that no reader can break at a wrong place."""

import json
from typing import Any, Final

# Legal inside a JSON string, and yet ends of lines for JavaScript and for Python's `splitlines`.
_ENDS: Final = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\u0085": "\\u0085"}


def line_of(value: Any) -> bytes:
    r"""A value as one line of JSON Lines.

    Example:
        >>> line_of({"reply": "a\u2028b"})
        b'{"reply": "a\\u2028b"}\n'
    """
    return one_line(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")


def one_line(text: str) -> bytes:
    """JSON text whose only ends of lines are the line feeds between its values."""
    for end, escape in _ENDS.items():
        text = text.replace(end, escape)
    return text.encode()
