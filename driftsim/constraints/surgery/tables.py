"""Prose into a table, and a table into prose."""

import re
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Final

from driftsim.constraints.base import Span
from driftsim.constraints.surgery.edits import replaced, replaced_all
from driftsim.constraints.surgery.filler import sentences
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.parts import in_fewer
from driftsim.constraints.surgery.units import units

_HEADINGS: Final = (("Item", "Notes"), ("Topic", "Details"), ("Point", "What to know"))
_PLAIN: Final = re.compile(r"[|\s]+")
_MOST: Final = 6  # rows that a draft is spread over when no more are asked for


def tabled(draft: str, columns: Sequence[str] | None, rows: int, chance: Random) -> Iterator[str]:
    """Texts with a table of the draft's sentences: below the first one, then nothing but the table.

    Args:
        draft: The text; its words go into the cells.
        columns: The headings; drawn where there are none.
        rows: How many rows it has at least.
        chance: Which headings and which new sentences.
    """
    headings = [*(columns or chance.choice(_HEADINGS))]
    pieces = [piece for piece in (draft[u.start : u.end].strip() for u in units(draft)) if piece]
    for lead in _leads(pieces, rows):
        body = _in_rows(pieces[len(lead) :], max(rows, 1), chance)
        table = [_line(like(draft, heading) if columns is None else heading for heading in headings)]
        table += [_line("---" for _ in headings)]
        table += [_line(_split(like(draft, text), len(headings))) for text in body]
        yield "\n".join([*lead, *([""] if lead else []), *table])


def with_rows(draft: str, end: int, number: int, columns: int, chance: Random) -> str:
    """More rows of new sentences at the end of a table, which stands at `end`."""
    new = [_line(_split(like(draft, text), columns)) for text in sentences(number, chance)]
    return replaced(draft, (end, end), "".join(f"\n{row}" for row in new))


def without_rows(draft: str, places: Sequence[Span], most: int) -> str:
    """The tables with at most so many rows."""
    return replaced_all(
        draft, [((start, end), "\n".join(draft[start:end].split("\n")[: most + 2])) for start, end in places]
    )


def untabled(draft: str, places: Sequence[Span]) -> str:
    """The rows of the tables as sentences, without headings."""
    return replaced_all(draft, [((start, end), _prose(draft[start:end])) for start, end in places])


def _leads(pieces: list[str], rows: int) -> Iterator[list[str]]:
    if len(pieces) > rows:
        yield pieces[:1]
    yield []


def _in_rows(pieces: list[str], rows: int, chance: Random) -> list[str]:
    spread = in_fewer(pieces, max(rows, _MOST), " ")
    return spread + sentences(rows - len(spread), chance) if len(spread) < rows else spread


def _split(text: str, number: int) -> Iterator[str]:
    """The words of a text in so many cells, of about equal length; a dash where there are too few."""
    words = _PLAIN.sub(" ", text).split()
    words += ["–"] * (number - len(words))
    for cell in range(number):
        yield " ".join(words[len(words) * cell // number : len(words) * (cell + 1) // number])


def _line(content: Iterable[str]) -> str:
    return f"| {' | '.join(content)} |"


def _prose(table: str) -> str:
    rows = [_PLAIN.sub(" ", line).strip() for line in table.split("\n")[2:]]
    return " ".join(row for row in rows if row)
