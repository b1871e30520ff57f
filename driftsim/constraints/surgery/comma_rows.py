"""Prose into comma-separated values, and rows as prose again."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.markup import unmarked
from driftsim.constraints.surgery.units import units

_ITEM = re.compile(r"\s*[*+•-]\s")
_SPACE = re.compile(r"\s+")
_HEADS = ("Topic", "Notes")


def as_rows(text: str) -> Iterator[str]:
    r"""Texts with the words of another in two columns, then in one quoted cell, which keeps its lines.

    Example:
        >>> next(as_rows("It rains. Stay in, please."))
        'Topic,Notes\nIt,rains.\nStay,"in, please."'
    """
    plain = unmarked(text).replace("\r", " ").replace("\0", "")
    head = tuple(like(plain, word) for word in _HEADS)
    items = [line.strip() for line in plain.split("\n") if line.strip()]
    if any(map(_ITEM.match, items)):
        yield written([head, *map(_halves, items)])
    prose = [plain[unit.start : unit.end] for unit in units(plain)]
    yield written([head, *map(_halves, prose)])
    yield written([head, (like(plain, "Answer"), plain)])
    yield written([(plain, like(plain, "so it is"))])


def as_lines(text: str) -> Iterator[str]:
    """Texts with the words of another as rows of one column, without commas; then as one quoted cell."""
    plain = unmarked(text).replace("\r", " ").replace("\0", "")
    lines = (_bare(line) for line in plain.split("\n"))
    yield "\n".join(line for line in lines if line)
    yield _quoted(plain)


def written(rows: Sequence[Sequence[str]]) -> str:
    """Rows as comma-separated values, quoted where they must be."""
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(rows)
    return target.getvalue().rstrip("\n")


def _halves(text: str) -> tuple[str, str]:
    """The first word, with the mark of a list before it, and the rest."""
    words = _SPACE.sub(" ", text).strip().split(" ")
    cut = 2 if len(words) > 1 and len(words[0]) == 1 and not words[0].isalnum() else 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def _bare(line: str) -> str:
    return line.strip().replace(",", "").replace('"', "'")


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
