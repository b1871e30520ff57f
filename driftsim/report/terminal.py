"""The report on a terminal: words first, the chart second, tables third, and the next command."""

import shlex
from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from driftsim.report import chart, comparing, facts, glyphs, sheets, words
from driftsim.report.grid import BAR, table
from driftsim.report.plots import plot
from driftsim.report.safe import safe
from driftsim.report.view import Side

WIDEST: Final = 120
PROSE: Final = 100
SMALL_CHART: Final = 38
GAP: Final = 3
MOST_CHECKS: Final = 8
"""So many kinds of check are shown, the least followed first; the Markdown report shows all."""


def render_terminal(sides: Sequence[Side], console: Console) -> None:
    """Print the report; nothing in it is read as markup, and it says the same without colour.

    Args:
        sides: What to report on; several are compared with the first.
        console: Where to print.
    """
    width = min(console.width, WIDEST)
    for part in _parts(sides, width):
        console.print(Padding(part, (0, 0, 1, 0)), width=width)


def _parts(sides: Sequence[Side], width: int) -> Iterator[RenderableType]:
    if not sides:
        yield Text("Nothing to report: no run was given.")
        return
    yield from _prose(sides, min(width, PROSE))
    yield _charts(sides, width)
    for some in _chunks(sides, width):
        yield from _tables(some, width)
    yield _next(sides)


def _prose(sides: Sequence[Side], width: int) -> Iterator[RenderableType]:
    for sentence in comparing.sentences(sides):
        yield _wrapped(Text(sentence), width)
    for side in sides:
        told = Text(" ").join(Text(part) for part in words.sentences(side.metrics)) if len(sides) > 1 else None
        parts = [told] if told else [Text(part) for part in words.sentences(side.metrics)]
        warned = [Text(f"! {safe(warning)}", style="yellow") for warning in facts.warnings(side.metrics)]
        yield _wrapped(Group(_heading(side), *parts, *warned), width)


def _heading(side: Side) -> Text:
    return Text.assemble((safe(side.name), "bold"), "  ", (facts.size(side.metrics), glyphs.FRAME))


def _wrapped(what: RenderableType, width: int) -> RenderableType:
    grid = Table.grid()
    grid.add_column(width=width)
    grid.add_row(what)
    return grid


def _charts(sides: Sequence[Side], width: int) -> RenderableType:
    plots = [plot(side, quote=safe, titled=len(sides) > 1) for side in sides]
    abreast = min(len(plots), max(1, (width + GAP) // (SMALL_CHART + GAP)))
    each = (min(width, PROSE if abreast == 1 else width) - GAP * (abreast - 1)) // abreast
    drawn = [chart.draw(one, width=each, span=chart.extent(plots)) for one in plots]
    rows = [chart.abreast(drawn[i : i + abreast], width=each, gap=GAP) for i in range(0, len(drawn), abreast)]
    return Group(*(line for row in rows for line in (*row, Text())), *_legend(plots, width))


def _legend(plots: Sequence[chart.Plot], width: int) -> list[Text]:
    entries = chart.legend(plots)
    line = Text("   ").join(entries)
    return [line] if line.cell_len <= width else entries


def _chunks(sides: Sequence[Side], width: int) -> list[Sequence[Side]]:
    room = max(1, (width - 40) // 20)
    return [sides[i : i + room] for i in range(0, len(sides), room)]


def _tables(sides: Sequence[Side], width: int) -> Iterator[RenderableType]:
    bars = len(sides) == 1 and width >= 80
    yield table(sheets.known(sheets.headline(sides, safe)), bars=bars)
    grouped = [table(sheet, bars=bars) for sheet in _grouped(sides)]
    outcomes = sheets.outcomes(sides, safe)
    beside = [table(outcomes)] if outcomes.rows else []
    more = sheets.known(sheets.further(sides, safe))
    beside += [table(more)] if more.rows else []
    if width >= 110 and grouped and beside and len(sides) <= 2:
        yield _pair(grouped, beside)
    else:
        yield from (*grouped, *beside)


def _grouped(sides: Sequence[Side]) -> Iterator[sheets.Sheet]:
    for key, heading in (("by_family", "family"), ("by_edit", "edit"), ("by_check", "kind of check")):
        sheet = sheets.grouped(sides, key, heading, safe)
        if sheet.rows:
            yield sheets.Sheet(sheet.title, sheet.columns, sheet.rows[:MOST_CHECKS])


def _pair(left: Sequence[RenderableType], right: Sequence[RenderableType]) -> RenderableType:
    grid = Table.grid(padding=(0, 4))
    grid.add_row(*(Group(*(Padding(part, (0, 0, 1, 0)) for part in parts)) for parts in (left, right)))
    return grid


def _next(sides: Sequence[Side]) -> RenderableType:
    runs = [shlex.quote(safe(run)) for run in dict.fromkeys(side.run or side.name for side in sides)]
    commands = (
        (f"driftsim report {' '.join(runs)} -o report.md", "the same with every figure, to keep"),
        (f"driftsim export {runs[0]} --table checks -o checks.csv", "every check with its reason"),
    )
    return Group(
        Text("Next", style="bold"),
        *(Text.assemble("  ", command, (f"   {why}", glyphs.FRAME)) for command, why in commands),
    )
