"""Lines and paragraphs of a text."""

import re

from driftsim.constraints.base import Span

_GAP = re.compile(r"\n\s*\n")


def chunks(text: str) -> list[Span]:
    r"""Where the paragraphs stand that blank lines divide; white space at the ends of the text is in none.

    Example:
        >>> chunks("a\n\nb\n")
        [(0, 1), (3, 4)]
    """
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    found = []
    for gap in _GAP.finditer(text, start, stop):
        found.append((start, gap.start()))
        start = gap.end()
    return [*found, (start, stop)] if start < stop else found


def with_first_line(text: str, line: str, *, gap: str = "\n\n") -> str:
    """The text with a line before it."""
    rest = text.lstrip()
    return f"{line}{gap}{rest}" if rest else line


def with_last_line(text: str, line: str, *, gap: str = "\n\n") -> str:
    """The text with a line after it."""
    rest = text.rstrip()
    return f"{rest}{gap}{line}" if rest else line


def with_line_before_last(text: str, line: str, *, gap: str = "\n\n") -> str:
    """The text with a line before its last paragraph; after it where it is the only one."""
    found = chunks(text)
    if len(found) < 2:
        return with_last_line(text, line, gap=gap)
    start = found[-1][0]
    return f"{text[:start].rstrip()}{gap}{line}{gap}{text[start:]}"
