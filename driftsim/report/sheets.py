"""The tables of a report as plain data, the same for every way to show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from driftsim.report import facts, glyphs
from driftsim.report.figures import Rate, curve, named, rate
from driftsim.report.glyphs import NOTHING
from driftsim.report.view import Document, Side
from driftsim.report.words import Quote
from driftsim.report.written import told, turns

Cell = str | Rate

HEADLINE: Final = {
    "csr": "instructions followed",
    "csr_loose": "the same, read loosely",
    "isr": "turns with all followed",
    "ssr": "share before first slip",
    "uptake": "followed at once",
    "half_life": "turns to half broken",
    "ifr": "followed, then not",
    "recovery": "back right after a slip",
    "ecr": "slips made good later",
    "lingering": "retracted, still obeyed",
}
FURTHER: Final = {
    "recovery_restated": "when said again",
    "recovery_unrestated": "when not said again",
    "edr_len": "turns of patience",
    "edr_acc": "shares of them, summed",
    "edr_succ": "of them, all followed",
    "edr_lss": "longest such streak",
    "edr_exhausted": "patience ran out",
    "rec": "recoveries a failure",
    "rob": "share all followed",
}


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


def headline(sides: Sequence[Side], quote: Quote) -> Sheet:
    """The numbers one asks for first, side by side."""
    return _measured("Numbers", HEADLINE, sides, quote)


def further(sides: Sequence[Side], quote: Quote) -> Sheet:
    """The other numbers, EvolIF's and pass^k among them."""
    sheet = _measured("More numbers", FURTHER, sides, quote)
    passes = [named(side.metrics.get("pass_hat")) for side in sides]
    rows = tuple(_row(f"pass^{quote(k)}", "all of k trials pass", *_of(passes, k)) for k in _keys(passes))
    return Sheet(sheet.title, sheet.columns, (*sheet.rows, *rows))


def grouped(sides: Sequence[Side], key: str, heading: str, quote: Quote) -> Sheet:
    """Compliance by family, kind of check or kind of edit; a single side with its n."""
    groups = [named(side.metrics.get(key)) for side in sides]
    names = sorted(_keys(groups), key=lambda name: _worst(groups, name))
    title = f"Followed by {heading}"
    if len(sides) == 1:
        rows = tuple((quote(name), groups[0][name], _count(groups[0][name].n)) for name in names)
        return Sheet(title, (heading, "followed", "n"), rows)
    cells = tuple(_row(quote(name), *_of(groups, name)) for name in names)
    return Sheet(title, (heading, *(quote(side.name) for side in sides)), cells)


def outcomes(sides: Sequence[Side], quote: Quote) -> Sheet:
    """How many checks have each outcome, with its glyph and its share."""
    counts = [facts.outcomes(side.metrics) for side in sides]
    names = _keys(counts)
    marks = [glyphs.outcome(name) for name in names]
    rows = tuple(
        (mark.glyph, quote(name), *(_share(found, name) for found in counts))
        for mark, name in zip(marks, names, strict=True)
    )
    headings = ("checks",) if len(sides) == 1 else tuple(quote(side.name) for side in sides)
    return Sheet("Outcomes", ("", "outcome", *headings), rows, tuple(mark.colour for mark in marks))


def drift(side: Side, quote: Quote) -> Sheet:
    """The drift curve and the survival beside it, point by point."""
    beside = {point.x: point.rate for point in curve(side.metrics.get("survival_after_uptake"))}
    by_age = {point.x: point.rate for point in curve(side.metrics.get("csr_by_age"))}
    rows = tuple(
        (str(x), by_age.get(x, Rate()), _count(by_age.get(x, Rate()).n), beside.get(x, Rate()))
        for x in sorted({*by_age, *beside})
    )
    return Sheet(quote(side.name), ("age, or turns since followed", "followed", "n", "unbroken since"), rows)


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


def _row(*cells: Cell) -> tuple[Cell, ...]:
    return cells


def _of(groups: Sequence[Mapping[str, Rate]], name: str) -> list[Rate]:
    return [group.get(name, Rate()) for group in groups]


def _measured(title: str, keys: Mapping[str, str], sides: Sequence[Side], quote: Quote) -> Sheet:
    rows = tuple(_row(key, keys[key], *(_cell(side.metrics, key) for side in sides)) for key in keys)
    headings = ("value",) if len(sides) == 1 else tuple(quote(side.name) for side in sides)
    return Sheet(title, ("key", "meaning", *headings), rows)


def _cell(metrics: Document, key: str) -> Cell:
    found = rate(metrics.get(key))
    return turns(found) if key == "half_life" else found


def _keys(mappings: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for mapping in mappings for key in mapping))


def _worst(groups: Sequence[Mapping[str, Rate]], name: str) -> tuple[float, str]:
    values = [value for group in groups if (value := group.get(name, Rate()).value) is not None]
    return (min(values, default=2.0), name)


def _count(n: int | None) -> str:
    return NOTHING if n is None else f"{n:,}"


def _share(counts: Mapping[str, int], name: str) -> str:
    many, total = counts.get(name), sum(counts.values())
    if many is None:
        return NOTHING
    return f"{many:,} ({many / total:.0%})" if total else f"{many:,}"
