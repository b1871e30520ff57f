"""Which constraint is violated at which turn."""

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from driftsim.report.axes import nice
from driftsim.report.html.blocks import Block, Drawing, Omitted, Section, Words
from driftsim.report.html.exhibit import Exhibit
from driftsim.report.html.figures import heat
from driftsim.report.html.figures.figure import WIDE, Figure, named
from driftsim.report.html.figures.heat import Cell, Heat
from driftsim.report.html.show import Show
from driftsim.report.sheets import Sheet
from driftsim.visible import safe

MOST_ROWS: Final = 40
MOST_COLUMNS: Final = 60
_CAPTION: Final = (
    "A cell fills from below with the share of its checks that were violated; no cell, nothing in force."
)


def section(show: Show) -> Section | Omitted:
    """A map for every side."""
    found = [(place, one, _counted(one)) for place, one in enumerate(show.exhibits)]
    drawn = [(place, one, counts) for place, one, counts in found if not counts.is_empty()]
    if not drawn:
        return Omitted("Constraint by turn", "nothing was checked.")
    figures = named([_figure(*each) for each in drawn], show.exhibits)
    blocks: list[Block] = [Drawing("Violations", _CAPTION, figures)]
    blocks += _remarks(drawn[0][2])
    return Section("heat", "Constraint by turn", blocks, ("by_check", "outcomes"), short="By turn")


def _counted(exhibit: Exhibit) -> pl.DataFrame:
    """By row and turn how many checks were violated, decided and undecided.

    A row is a constraint where there are few of them, else a kind of check.
    """
    checks = exhibit.table("checks", "scenario", "constraint", "check", "turn", "held")
    named = checks.lazy().select("scenario", "constraint").unique().collect().height <= MOST_ROWS
    one = checks["scenario"].n_unique() == 1
    whole = [pl.col("constraint")] if one else [pl.col("scenario"), pl.lit(" · "), pl.col("constraint")]
    row = pl.concat_str(whole) if named else pl.col("check")
    counts = (
        checks.lazy()
        .group_by("scenario", "constraint", "check", "turn")
        .agg(violated=(~pl.col("held")).sum(), decided=pl.col("held").count(), checks=pl.len())
        .with_columns(row=row)
        .group_by("row", "turn")
        .agg(pl.col("violated", "decided", "checks").sum())
        .with_columns(many=pl.col("checks").sum().over("row"), first=pl.col("turn").min().over("row"))
        .with_columns(
            scenario=pl.col("row").str.split(" · ").list.first() if named and not one else pl.lit("")
        )
    )
    ordered = (
        counts.sort("scenario", "first", "row")
        if named
        else counts.sort("many", "row", descending=[True, False])
    )
    return ordered.collect()


def _figure(place: int, exhibit: Exhibit, counts: pl.DataFrame) -> Figure:
    names = counts["row"].unique(maintain_order=True).to_list()[:MOST_ROWS]
    last = int(counts["turn"].max() or 1)  # type: ignore[arg-type]
    wide = nice(-(-last // MOST_COLUMNS))
    columns = [_column(first, first + wide - 1, last) for first in range(1, last + 1, wide)]
    cells = _cells(counts.filter(pl.col("row").is_in(names)), wide)
    rows = [(safe(name), cells[name]) for name in names]
    drawn = Heat(f"Violations by constraint and turn: {exhibit.name}", columns, rows)
    return Figure(
        f"heat-{place}", "Violations by constraint and turn", safe(exhibit.name),
        (heat.draw(drawn, WIDE),), _sheet(columns, rows),
    )  # fmt: skip


def _column(first: int, last: int, end: int) -> str:
    return f"turn {first}" if first == min(last, end) else f"turns {first}–{min(last, end)}"


def _cells(counts: pl.DataFrame, wide: int) -> dict[str, list[Cell]]:
    grouped = (
        counts.with_columns(column=(pl.col("turn") - 1) // wide)
        .group_by("row", "column")
        .agg(pl.col("violated", "decided", "checks").sum())
        .sort("row", "column")
    )
    cells: dict[str, list[Cell]] = {}
    for name, column, violated, decided, checks in grouped.iter_rows():
        cells.setdefault(name, []).append(Cell(column, violated, decided, checks - decided))
    return cells


def _sheet(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell]]]) -> Sheet:
    def told(cells: Sequence[Cell]) -> Iterator[str]:
        found = {cell.column: f"{cell.violated:,} of {cell.decided:,}" for cell in cells}
        return (found.get(place, "") for place in range(len(columns)))

    return Sheet(
        "Violated of decided checks", ("", *columns), tuple((name, *told(cells)) for name, cells in rows)
    )


def _remarks(counts: pl.DataFrame) -> Iterator[Block]:
    hidden = counts["row"].n_unique() - MOST_ROWS
    if hidden > 0:
        yield Words(
            f"The {MOST_ROWS} kinds with the most checks are drawn; {hidden:,} more are not.", tone="quiet"
        )
