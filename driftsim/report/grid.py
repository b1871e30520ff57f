"""Tables and small bars for a terminal, from sheets; every cell is plain text, never markup."""

from typing import Final

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from driftsim.report import glyphs
from driftsim.report.figures import Rate
from driftsim.report.sheets import Cell, Sheet, written

BAR: Final = 21
_NUMERIC: Final = frozenset({"n", "checks"})


def table(sheet: Sheet, *, bars: bool = False) -> Group:
    """A sheet with its title above; with bars, the first rate of each row is also drawn between 0 and 1."""
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, border_style=glyphs.FRAME)
    for place, heading in enumerate(sheet.columns):
        numeric = heading in _NUMERIC
        fixed = any(isinstance(row[place], Rate) for row in sheet.rows)
        drawn.add_column(
            Text(heading), justify="right" if numeric else "left", no_wrap=numeric or fixed, overflow="ellipsis"
        )
    if bars:
        drawn.add_column(Text("0" + " " * (BAR - 2) + "1"), no_wrap=True)
    for place, row in enumerate(sheet.rows):
        colour = sheet.colours[place] if sheet.colours else ""
        cells = [_text(cell, colour if column == 0 else "") for column, cell in enumerate(row)]
        drawn.add_row(*cells, *([bar(row)] if bars else []))
    return Group(Text(sheet.title, style="bold"), drawn)


def bar(row: tuple[Cell, ...]) -> Text:
    """The first rate of a row as a dot on its interval, on a line from 0 to 1."""
    rate = next((cell for cell in row if isinstance(cell, Rate)), Rate())
    if rate.value is None or max(rate.value, rate.high or 0.0) > 1:
        return Text()
    line = ["┈"] * BAR
    if rate.low is not None and rate.high is not None:
        low, high = _place(rate.low), _place(rate.high)
        line[low : high + 1] = "━" * (high - low + 1)
    dot = _place(rate.value)
    text = Text("".join(line), style=glyphs.FRAME)
    text.stylize(glyphs.BAND.colour, line.index("━") if "━" in line else dot, BAR - line[::-1].index("━") if "━" in line else dot)
    return Text.assemble(text[:dot], (glyphs.POINT.glyph, glyphs.POINT.colour), text[dot + 1 :])


def _place(value: float) -> int:
    return int(min(max(value, 0.0), 1.0) * (BAR - 1) + 0.5)


def _text(cell: Cell, style: str) -> Text:
    return Text(written(cell), style=style)
