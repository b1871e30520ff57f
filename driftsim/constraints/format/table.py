"""A table in Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.logic import Not
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.tables import tabled, untabled, with_rows, without_rows
from driftsim.constraints.types import Phrases, Positive, listed, times

_RULE: Final = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_CELL_END: Final = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that stands in a reply.

    Args:
        headings: The cells of its first row, without emphasis.
        rows: How many rows stand below the dashes.
        span: Where it stands, in characters.
    """

    headings: tuple[str, ...]
    rows: int
    span: Span


def grids(reply: Reply) -> list[Grid]:
    """The tables of a reply, by GitHub's rules: headings, dashes, and the lines below that hold a `|`."""
    if "|" not in reply.text:
        return []
    found, starts = [], [0]
    for line in reply.lines:
        starts.append(starts[-1] + len(line) + 1)
    place, lines = 1, reply.lines
    while place < len(lines):
        headings = cells(lines[place - 1])
        if not _is_rule(lines[place]) or not headings or len(cells(lines[place])) != len(headings):
            place += 1
            continue
        end = place + 1
        while end < len(lines) and "|" in lines[end]:
            end += 1
        found.append(Grid(headings, end - place - 1, (starts[place - 1], starts[end] - 1)))
        place = end + 1
    return found


def cells(line: str) -> tuple[str, ...]:
    r"""The cells of a line, without white space and emphasis; none where the line holds no `|`.

    Example:
        >>> cells(r"| **Name** | a\|b |")
        ('Name', 'a\\|b')
    """
    if "|" not in line:
        return ()
    parts = _CELL_END.split(line.strip())
    inner = parts[not parts[0].strip() : len(parts) - (len(parts) > 1 and not parts[-1].strip())]
    return tuple(part.strip().strip("*_`").strip() for part in inner)


def _is_rule(line: str) -> bool:
    return "-" in line and "|" in line and _RULE.fullmatch(line) is not None


class Table(Constraint):
    """The reply has a table in Markdown: headings, a line of dashes, and so many rows below it.

    `columns` are the headings, in this order and in any case; `at_least` is the number of rows.
    """

    kind = "format.table"
    family = "format"
    example = Example(
        {"columns": ["Plant", "Water"], "at_least": 2},
        passes="| Plant | Water |\n|---|---|\n| Fern | daily |\n| Cactus | rarely |",
        fails="| Plant | Water |\n|---|---|\n| Fern | daily |",
    )
    columns: Phrases | None = None
    at_least: Positive = 1
    phrasings = Phrasings(forbid=("Write it without any table.",))

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for a table with these headings, then count its rows."""
        found = grids(reply)
        fitting = [grid for grid in found if self._fits(grid)]
        if not fitting:
            reason = "no table" if not found else f"no table with the columns {listed(self.columns or ())}"
            return Verdict(held=False, reason=reason, span=found[0].span if found else None)
        best = max(fitting, key=lambda grid: grid.rows)
        reason = f"a table with {times(best.rows, 'row')}, asked for at least {self.at_least}"
        return Verdict(best.rows >= self.at_least, reason, best.span)

    def ask(self) -> str:
        """As a user would."""
        rows = f" and at least {times(self.at_least, 'row')}" if self.at_least > 1 else ""
        if self.columns is None:
            return f"Give a table in Markdown, with headings{rows}."
        noun = "column" if len(self.columns) == 1 else "columns"
        return f"Give a table in Markdown, with the {noun} {listed(self.columns)}{rows}."

    def deny(self) -> str:
        """As a user would."""
        return "Do not use a table in your answer."

    def opposite(self) -> Constraint | None:
        """No table at all: that is what is meant by not wanting this one."""
        any_table = Table()
        return None if self == any_table else Not(of=any_table)

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """More rows for a table that fits; else the draft's sentences in cells, under its first one."""
        found = grids(Reply(draft))
        for grid in filter(self._fits, found):
            yield with_rows(draft, grid.span[1], self.at_least - grid.rows, len(grid.headings), chance)
        prose = untabled(draft, [grid.span for grid in found])
        yield from tabled(prose, self.columns, self.at_least, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A row less than asked for; else the tables as prose."""
        spans = [grid.span for grid in grids(Reply(draft)) if self._fits(grid)]
        if self.at_least > 1:
            yield without_rows(draft, spans, self.at_least - 1)
        yield untabled(draft, spans)

    def _fits(self, grid: Grid) -> bool:
        wanted = self.columns
        return wanted is None or tuple(map(str.lower, grid.headings)) == tuple(
            column.strip().lower() for column in wanted
        )
