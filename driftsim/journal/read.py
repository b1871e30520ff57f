"""A run's folder, read back as tables."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Final

import polars as pl

from driftsim.errors import InputError
from driftsim.journal.examine import examine
from driftsim.journal.manifest import Manifest
from driftsim.journal.schema import JOURNAL, OF_CONVERSATION, OF_TURN, has, readable, select_statement
from driftsim.tables import TABLES, names

_TYPES: Final = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean}
_AT_ONCE: Final = 50_000  # rows


class Run:
    """One run on disk.

    Args:
        folder: The folder that holds `run.json` and `journal.sqlite`.

    Raises:
        InputError: there is no run there, or its journal is cut short, foreign or too new.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / JOURNAL
        if not folder.is_dir():
            raise InputError("no such folder; a run is a folder with run.json in it", where=(str(folder),))
        self.manifest = Manifest.read(folder)
        self._version = examine(self._path)

    def table(self, name: str) -> pl.DataFrame:
        """A table with exactly the columns that `driftsim.tables` gives, a row per fact.

        Conversations stand in the order in which they were begun, the rows of each in that of writing.
        The Parquet file beside the journal is read where it was made from this journal.

        Raises:
            InputError: the journal turns out to be damaged.
        """
        cached = self._cached(name) if self._is_fresh(name) else None
        return self._derive(name) if cached is None else cached

    def write_parquet(self) -> None:
        """Write every table beside the journal, stamped with the journal it was made from."""
        for name in TABLES:
            whole = BytesIO()
            self._derive(name).write_parquet(whole, metadata={"journal": self._stamp})
            self._parquet(name).write_bytes(whole.getbuffer())

    def _parquet(self, name: str) -> Path:
        """The file of a table. Polars never opens it: odd bytes in a path and a full disk overtax it."""
        return self.folder / f"{name}.parquet"

    def _cached(self, name: str) -> pl.DataFrame | None:
        try:
            with self._parquet(name).open("rb") as file:
                frame = pl.read_parquet(file)
        except (OSError, pl.exceptions.PolarsError):
            return None
        return frame if frame.columns == names(name) else None

    def _is_fresh(self, name: str) -> bool:
        """Whether the Parquet file was made from the journal as it is now."""
        try:
            with self._parquet(name).open("rb") as file:
                made_from = pl.read_parquet_metadata(file).get("journal")
        except (OSError, pl.exceptions.PolarsError):
            return False
        return made_from == self._stamp and not self._path.with_name(f"{JOURNAL}-wal").exists()

    @cached_property
    def _stamp(self) -> str:
        """What changes whenever the journal does: SQLite's own change counter and the file's size."""
        with self._path.open("rb") as file:
            header = file.read(100)
        return f"{int.from_bytes(header[24:28])}.{self._path.stat().st_size}"

    def _derive(self, name: str) -> pl.DataFrame:
        own = self._own(name)
        if name == "conversations":
            return own.join(self._counts, on="id", how="left").select(names(name))
        whose = self._own("conversations").select("id", *OF_CONVERSATION)
        joined = own.join(whose, on="id", how="left", maintain_order="left")
        if name == "turns":
            joined = joined.join(self._tally, on=["id", "turn"], how="left", maintain_order="left")
            joined = joined.with_columns(pl.col("in_force", "satisfied", "violated", "errors").fill_null(0))
        elif name not in ("baselines", "faults"):
            where = self._own("turns").select("id", "turn", *OF_TURN)
            joined = joined.join(where, on=["id", "turn"], how="left", maintain_order="left")
        if name == "checks":
            joined = joined.with_columns(in_force=pl.len().over("id", "turn").cast(pl.Int64))
        return joined.select(names(name))

    @cached_property
    def _tally(self) -> pl.DataFrame:
        """Of every turn with something in force: how many checks held, and whether all did."""
        held = pl.col("held")
        tally = (
            self._own("checks")
            .group_by("id", "turn")
            .agg(
                in_force=pl.len().cast(pl.Int64),
                satisfied=held.sum().cast(pl.Int64),
                violated=(~held).sum().cast(pl.Int64),
                errors=held.null_count().cast(pl.Int64),
            )
        )
        undecided = pl.when(pl.col("errors") == 0).then(statement=True)
        return tally.with_columns(
            followed=pl.when(pl.col("violated") > 0).then(statement=False).otherwise(undecided)
        )

    @cached_property
    def _counts(self) -> pl.DataFrame:
        turns = self._own("turns").group_by("id").agg(turns=pl.len().cast(pl.Int64))
        errors = self._tally.group_by("id").agg(pl.col("errors").sum())
        every = self._own("conversations").select("id")
        joined = every.join(turns, on="id", how="left").join(errors, on="id", how="left")
        return joined.with_columns(pl.col("turns", "errors").fill_null(0))

    def _own(self, name: str) -> pl.DataFrame:
        columns = readable(name)
        schema = {"id": pl.Int64, **{column.name: _TYPES[column.kind] for column in columns}}
        integers = {key: pl.Int64 if kind == pl.Boolean else kind for key, kind in schema.items()}
        try:
            parts = [_frame(rows, integers) for rows in self._rows(name)]
        except (TypeError, OverflowError, pl.exceptions.PolarsError):
            message = f"the journal is damaged: a value of the table {name!r} has a wrong type"
            raise InputError(message, where=(str(self._path),)) from None
        frame = _by_conversation(pl.concat([pl.DataFrame(schema=integers), *parts], rechunk=True))
        return frame.cast({key: kind for key, kind in schema.items() if kind == pl.Boolean})

    def _rows(self, name: str) -> Iterator[list[tuple[object, ...]]]:
        """The rows of a table, some at a time: as Python objects they take ten times the room."""
        if has(self._version, name):
            with self._connection() as database:
                found = database.execute(select_statement(name, self._version))
                while rows := found.fetchmany(_AT_ONCE):
                    yield rows

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)) as database:
                yield database
        except sqlite3.DatabaseError as error:
            raise InputError(f"the journal is damaged: {error}", where=(str(self._path),)) from None


def _by_conversation(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of one conversation after those of another, whatever went on side by side when they came."""
    return frame if frame["id"].is_sorted() else frame.sort("id", maintain_order=True)


def _frame(rows: Sequence[tuple[object, ...]], schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """Rows as a frame; by columns, for so polars takes no value of another type."""
    return pl.DataFrame(dict(zip(schema, zip(*rows, strict=True), strict=True)), schema=dict(schema))
