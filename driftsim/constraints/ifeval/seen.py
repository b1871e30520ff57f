"""Where IFEval's checkers see bullet points, headings and highlighted passages."""

import re

from driftsim.constraints.base import Span
from driftsim.constraints.matching import Finder, groups, pattern
from driftsim.constraints.surgery.marks import trimmed
from driftsim.constraints.surgery.replacement import Find

# White space before the mark may not cross lines: that changes no count and keeps blank lines linear.
_STAR_BULLET = re.compile(r"^[^\S\n]*\*[^*].*$", re.MULTILINE)
_DASH_BULLET = re.compile(r"^[^\S\n]*-.*$", re.MULTILINE)
_STARRED = re.compile(r"\*[^\n*]*\*")
_DOUBLE_STARRED = re.compile(r"\*\*[^\n*]*\*\*")


def bullet_lines(text: str) -> list[Span]:
    """The lines that begin with `*` or `-`, rules and minus signs among them."""
    patterns = {"*": _STAR_BULLET, "-": _DASH_BULLET}
    marks = [each for mark, each in patterns.items() if mark in text]
    return sorted(match.span() for each in marks for match in each.finditer(text))


def highlights(text: str) -> int:
    """How many passages stand in single asterisks and how many in double ones, the empty left out."""
    if "*" not in text:
        return 0
    single = sum(1 for passage in _STARRED.findall(text) if passage.strip("*").strip())
    double = sum(1 for passage in _DOUBLE_STARRED.findall(text) if passage[2:-2].strip())
    return single + double


def heading(splitter: str) -> Finder:
    """The finder of a splitter with a number behind it, anywhere.

    Raises:
        ValueError: the splitter is no regular expression.
    """
    return pattern(splitter, 0, before=r"\s?", after=r"\s?\d+\s?")


def headings(splitter: str) -> Find:
    """Where a splitter stands with a number, without the white space that belongs to the match."""

    def find(text: str) -> list[Span]:
        return [trimmed(text, span) for span in heading(splitter).spans(text)]

    return find


def splits(splitter: str) -> str:
    """The splitter itself.

    Raises:
        ValueError: it is no regular expression or has a capturing group.
    """
    heading(splitter)
    if groups(splitter):
        raise ValueError("must not have a capturing group")
    return splitter
