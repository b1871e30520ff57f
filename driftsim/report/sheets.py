"""A table as plain data, the same for every way to show it."""

from dataclasses import dataclass

from driftsim.report.figures import Rate
from driftsim.report.glyphs import NOTHING
from driftsim.report.written import told

Cell = str | Rate


@dataclass(frozen=True)
class Sheet:
    """One table.

    Args:
        title: What it shows.
        columns: The headings.
        rows: The cells; a rate is written with its interval.
        colours: A colour for the first cell of each row, or none.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    colours: tuple[str, ...] = ()


def written(cell: Cell) -> str:
    """A cell as text."""
    return cell if isinstance(cell, str) else told(cell)


def known(sheet: Sheet) -> Sheet:
    """A sheet of keys and meanings without the rows that hold no number at all."""
    kept = tuple(row for row in sheet.rows if any(written(cell) != NOTHING for cell in row[2:]))
    return Sheet(sheet.title, sheet.columns, kept)


def cut(sheet: Sheet, most: int) -> Sheet:
    """The first rows of a sheet; the title tells how many there are."""
    if len(sheet.rows) <= most:
        return sheet
    return Sheet(f"{sheet.title} (the {most} lowest of {len(sheet.rows)})", sheet.columns, sheet.rows[:most])


def terse(sheet: Sheet) -> Sheet:
    """A sheet of keys and meanings without the meanings, for a narrow screen."""
    return Sheet(
        sheet.title, (sheet.columns[0], *sheet.columns[2:]), tuple((r[0], *r[2:]) for r in sheet.rows)
    )
