"""The tables that a run is measured from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from driftsim import tables

_DTYPES: dict[str, type[pl.DataType]] = {
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
}


@dataclass(frozen=True)
class Tables:
    """A run's tables, with the columns of `driftsim.tables`.

    Args:
        conversations: One row a conversation.
        turns: One row a turn.
        checks: One row a constraint in force at a turn.
        retired: One row a retracted constraint at a later turn.
        baselines: One row a version that was revised or negated away.
        faults: One row a conversation that ended in a fault; none in a recorded run.
        probes: One row a constraint that was asked about: `conversation`, `turn`, `constraint` and `stated`,
            whether the model stated it correctly; None for a run that asked nothing.

    Example:
        >>> tables = Tables.of(conversations=[])
        >>> tables.checks.height
        0
    """

    conversations: pl.DataFrame
    turns: pl.DataFrame
    checks: pl.DataFrame
    retired: pl.DataFrame
    baselines: pl.DataFrame
    faults: pl.DataFrame = field(default_factory=lambda: frame("faults", ()))
    probes: pl.DataFrame | None = None

    @classmethod
    def of(cls, **rows: Iterable[Mapping[str, Any]]) -> "Tables":
        """Tables from plain rows; a table that is not given is empty."""
        whole = ("conversations", "turns", "checks", "retired", "baselines", "faults")
        return cls(**{name: frame(name, rows.get(name, ())) for name in whole})


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """A polars frame with the columns and types of a table; a missing value is null.

    Args:
        table: A name of `driftsim.tables.TABLES`.
        rows: The rows, by column name.

    Example:
        >>> frame("baselines", [{"met": 1}]).select("met", "decided").row(0)
        (1, None)
    """
    schema = {column.name: _DTYPES[column.kind] for column in tables.TABLES[table]}
    return pl.DataFrame([dict(row) for row in rows], schema=schema, orient="row")
