"""The list of a run's conversations: its columns, its orders, its cells."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import polars as pl
from textual.content import Content

from driftsim.report.glyphs import OUTCOMES
from driftsim_tui import paint
from driftsim_tui.values import VIOLATIONS
from driftsim_tui.widgets.columns import Column, Row

COLUMNS: Final = (
    Column("conversation", "conversation", end=3),
    Column("arm", "arm"),
    Column("turns", "turns", 5, "right"),
    Column("first", "first", 6, "right"),
    Column("csr", "csr", 5, "right"),
    *(Column(name, OUTCOMES[name].glyph, 4, "right") for name in VIOLATIONS),
    Column("errors", OUTCOMES["error"].glyph, 4, "right"),
    Column("fault", "fault", 8),
)
ORDERS: Final = (
    None,
    ("first", False),
    ("csr", False),
    ("violations", True),
    ("stale", True),
    ("errors", True),
    ("fault", True),
)
"""What `s` sorts by, one after another: the column, and whether downwards; None is the run's own order."""

_WIDEST_ARM: Final = 16


def columns(listed: pl.DataFrame) -> tuple[Column, ...]:
    """The columns that tell something: the arm where there are several, faults where there is one."""
    idle = {
        *(["arm"] if listed["arm"].n_unique() < 2 else []),
        *(["fault"] if listed["fault"].null_count() == listed.height else []),
    }
    longest = max(listed["arm"].str.len_chars().to_list(), default=0)
    return tuple(
        replace(column, width=min(longest, _WIDEST_ARM)) if column.key == "arm" else column
        for column in COLUMNS
        if column.key not in idle
    )


def ordered(listed: pl.DataFrame, order: tuple[str, bool] | None) -> pl.DataFrame:
    """The list in an order; what is not known comes last."""
    if order is None:
        return listed
    return listed.sort(order[0], descending=order[1], nulls_last=True, maintain_order=True)


def cells(row: Mapping[str, Any], shown: Iterable[Column]) -> Row:
    """A conversation's cells in these columns; its id without the arm where the arm stands beside it."""
    keys = [column.key for column in shown]
    name = row["conversation"].removesuffix(f".{row['arm']}") if "arm" in keys else row["conversation"]
    known = {
        "conversation": paint.text(name),
        "arm": paint.text(row["arm"], "$secondary"),
        "turns": Content(str(row["turns"])),
        "first": Content("–" if row["first"] is None else str(row["first"])),
        "csr": Content("–" if row["csr"] is None else f"{row['csr']:.2f}"),
        **{what: _count(row[what], what) for what in VIOLATIONS},
        "errors": _count(row["errors"], "error"),
        "fault": paint.text(row["fault"] or "", "$error"),
    }
    return tuple(known[key] for key in keys)


def _count(many: int, name: str) -> Content:
    return Content.styled(str(many), f"${name}") if many else Content.styled("·", "$faint")
