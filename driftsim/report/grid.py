"""Tables and small bars for a terminal, from sheets; every cell is plain text, never markup."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from driftsim.report import glyphs
from driftsim.report.figures import Rate
from driftsim.report.sheets import Cell, Sheet, written

BAR: Final = 21
APART: Final = 4
HEADING: Final = 17  # as wide as a rate with its interval
_NUMERIC: Final = frozenset({"n", "checks"})


def table(sheet: Sheet, *, bars: bool = False) -> Group | None:
    """A sheet with its title above, or None where it has no row.

    Args:
        sheet: The sheet.
        bars: Whether the first rate of each row is also drawn between 0 and 1.
    """
    if not sheet.rows:
        return None
    drawn = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), border_style=glyphs.FRAME
    )
    for place, heading in enumerate(sheet.columns):
        numeric = heading in _NUMERIC
        fixed = any(isinstance(row[place], Rate) for row in sheet.rows)
        drawn.add_column(
            Text(_folded(heading, [written(row[place]) for row in sheet.rows])),
            justify="right" if numeric else "left",
            no_wrap=numeric or fixed,
            overflow="ellipsis",
        )
    if bars:
        drawn.add_column(Text("0" + " " * (BAR - 2) + "1"), no_wrap=True)
    for place, row in enumerate(sheet.rows):
        colour = sheet.colours[place] if sheet.colours else ""
        cells = [_text(cell, colour if column == 0 else "") for column, cell in enumerate(row)]
        drawn.add_row(*cells, *([bar(row)] if bars else []))
    return Group(Text(sheet.title, style="bold"), drawn)


def _folded(heading: str, cells: Sequence[str]) -> str:
    """A heading that is much longer than its column on several lines: arms and runs name themselves."""
    return "\n".join(wrap(heading, max(HEADING, *map(len, cells)))) or heading


def flowing(tables: Sequence[Group | None], console: Console, width: int) -> Iterator[RenderableType]:
    """Tables side by side where they fit, one row of them after another."""
    row: list[Group] = []
    for each in filter(None, tables):
        if row and sum(_width(one, console) + APART for one in (*row, each)) - APART > width:
            yield _abreast(row)
            row = []
        row.append(each)
    if row:
        yield _abreast(row)


def _width(table: Group, console: Console) -> int:
    return console.measure(table).maximum


def _abreast(tables: Sequence[Group]) -> RenderableType:
    grid = Table.grid(padding=(0, APART, 0, 0))
    grid.add_row(*tables)
    return grid


def bar(row: tuple[Cell, ...]) -> Text:
    """The first rate of a row as a dot on its interval, on a line from 0 to 1."""
    rate = next((cell for cell in row if isinstance(cell, Rate)), Rate())
    if rate.value is None or max(rate.value, rate.high or 0.0) > 1:
        return Text()
    dot = _place(rate.value)
    low, high = (dot if end is None else _place(end) for end in (rate.low, rate.high))
    whiskers = ("━" * (dot - low), glyphs.POINT.glyph, "━" * (high - dot))
    return Text.assemble(
        ("┈" * low, glyphs.FRAME),
        ("".join(whiskers), glyphs.POINT.colour),
        ("┈" * (BAR - 1 - high), glyphs.FRAME),
    )


def _place(value: float) -> int:
    return int(min(max(value, 0.0), 1.0) * (BAR - 1) + 0.5)


def _text(cell: Cell, style: str) -> Text:
    return Text(written(cell), style=style)
