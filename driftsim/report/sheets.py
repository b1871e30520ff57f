"""The tables of a report as plain data, the same for every way to show them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from driftsim.report import facts, glyphs
from driftsim.report.figures import Rate, curve, named, rate, told, turns
from driftsim.report.glyphs import NOTHING
from driftsim.report.view import Document, Side
from driftsim.report.words import Quote

Cell = str | Rate

HEADLINE: Final = {
    "csr": "instructions followed",
    "csr_loose": "the same, read loosely",
    "isr": "turns with all followed",
    "ssr": "part before the first slip",
    "uptake": "followed at once",
    "half_life": "turns until half are broken",
    "ifr": "followed, then not",
    "recovery": "not followed, then followed",
    "ecr": "slips made good in the end",
    "lingering": "retracted, still obeyed",
}
FURTHER: Final = {
    "recovery_restated": "recovery, said again",
    "recovery_unrestated": "recovery, not said again",
    "edr_len": "turns until patience ends",
    "edr_acc": "sum of shares followed",
    "edr_succ": "turns with all followed",
    "edr_lss": "longest streak of these",
    "edr_exhausted": "patience ran out",
    "rec": "recoveries per failure",
    "rob": "followed per turn read",
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
    rows = [(f"pass^{quote(k)}", "all of so many trials pass", *(p.get(k, Rate()) for p in passes)) for k in _keys(passes)]
    return Sheet(sheet.title, sheet.columns, (*sheet.rows, *rows))


def grouped(sides: Sequence[Side], key: str, heading: str, quote: Quote) -> Sheet:
    """Compliance by family, kind of check or kind of edit; a single side with its n."""
    groups = [named(side.metrics.get(key)) for side in sides]
    names = sorted(_keys(groups), key=lambda name: _worst(groups, name))
    title = f"Followed by {heading}"
    if len(sides) == 1:
        rows = tuple((quote(name), groups[0][name], _count(groups[0][name].n)) for name in names)
        return Sheet(title, (heading, "followed", "n"), rows)
    cells = tuple((quote(name), *(group.get(name, Rate()) for group in groups)) for name in names)
    return Sheet(title, (heading, *(quote(side.name) for side in sides)), cells)


def outcomes(sides: Sequence[Side], quote: Quote) -> Sheet:
    """How many checks have each outcome, with its glyph and its share."""
    counts = [facts.outcomes(side.metrics) for side in sides]
    names = _keys(counts)
    rows = tuple(
        (glyphs.outcome(name).glyph, quote(name), *(_share(found, name) for found in counts)) for name in names
    )
    headings = ("checks",) if len(sides) == 1 else tuple(quote(side.name) for side in sides)
    return Sheet("Outcomes", ("", "outcome", *headings), rows, tuple(glyphs.outcome(name).colour for name in names))


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
    """The sheet without the rows that hold no number at all."""
    kept = tuple(row for row in sheet.rows if any(cell not in (Rate(), NOTHING) and _valued(cell) for cell in row[2:]))
    return Sheet(sheet.title, sheet.columns, kept)


def _valued(cell: Cell) -> bool:
    return isinstance(cell, str) or cell.value is not None


def _measured(title: str, keys: Mapping[str, str], sides: Sequence[Side], quote: Quote) -> Sheet:
    rows = tuple((key, meaning, *(_cell(side.metrics, key) for side in sides)) for key, meaning in keys.items())
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
