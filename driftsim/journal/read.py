"""A run's folder, read back as tables."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import polars as pl

from driftsim.errors import InputError
from driftsim.journal.derive import Derived, frame_schema, parts, reading
from driftsim.journal.examine import examine
from driftsim.journal.manifest import Manifest
from driftsim.journal.pick import Picker
from driftsim.journal.schema import JOURNAL, SHARDS, has
from driftsim.tables import TABLES, names

_COUNTED: Final = {
    "conversations": ("conversations", "TRUE"),
    "turns": ("turns", "TRUE"),
    "checks": ("checks", "TRUE"),
    "errors": ("checks", "held IS NULL"),
    "faults": ("faults", "TRUE"),
}


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
        if (folder / SHARDS).is_dir():
            raise InputError(
                "its workers still run or were killed, and part of it stands in their shards; driftsim run …"
                " --resume goes on, driftsim merge RUN takes in what there is",
                where=(str(folder),),
            )
        self._version = examine(self._path)

    def table(self, name: str, *, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """A table with exactly the columns that `driftsim.tables` gives, a row per fact.

        Conversations stand in the order in which they were begun, the rows of each in that of writing.
        The Parquet file beside the journal is read where it was made from this journal.

        Args:
            name: A name of `driftsim.tables.TABLES`.
            columns: Only these, in this order; all where none are named.

        Raises:
            InputError: the journal turns out to be damaged.
        """
        wanted = names(name) if columns is None else list(columns)
        cached = self._cached(name, wanted) if self._is_fresh(name) else None
        return self._derive(name, wanted) if cached is None else cached

    @cached_property
    def picker(self) -> Picker:
        """Its conversations one by one, each read without the others."""
        return Picker(self._path, self._version)

    def pieces(self, *names: str) -> Iterator[tuple[pl.DataFrame, ...]]:
        """Tables of some conversations at a time, so that the room that it takes hardly grows with the run.

        Args:
            names: The tables.

        Yields:
            The rows of the same conversations in each table, in the order of `table`.

        Raises:
            InputError: the journal turns out to be damaged.
        """
        for part in parts(self._path, self._version):
            derived = Derived(self._path, self._version, part)
            yield tuple(derived.derive(name) for name in names)

    def write_parquet(self) -> None:
        """Write every table beside the journal, stamped with the journal it was made from.

        Some conversations at a time, so that the room that it takes hardly grows with the run.
        """
        every = list(parts(self._path, self._version))
        for name in TABLES:
            frames = (Derived(self._path, self._version, part).derive(name) for part in every)
            whole = BytesIO()
            _stream(name, frames).sink_parquet(whole, metadata={"journal": self._stamp})
            self._parquet(name).write_bytes(whole.getbuffer())

    def counts(self) -> dict[str, int]:
        """How many conversations, turns, checks, undecided checks (`errors`) and faults there are."""
        with reading(self._path) as database:
            return {
                what: database.execute(f"SELECT count(*) FROM {table} WHERE {which}").fetchone()[0]
                for what, (table, which) in _COUNTED.items()
                if has(self._version, table)
            }

    def _parquet(self, name: str) -> Path:
        """The file of a table. Polars never opens it: odd bytes in a path and a full disk overtax it."""
        return self.folder / f"{name}.parquet"

    def _cached(self, name: str, wanted: list[str]) -> pl.DataFrame | None:
        try:
            with self._parquet(name).open("rb") as file:
                known = list(pl.read_parquet_schema(file))
                return pl.read_parquet(file, columns=wanted) if known == names(name) else None
        except (OSError, pl.exceptions.PolarsError):
            return None

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

    def _derive(self, name: str, columns: Sequence[str]) -> pl.DataFrame:
        return Derived(self._path, self._version).derive(name, columns)


def _stream(name: str, frames: Iterator[pl.DataFrame]) -> pl.LazyFrame:
    """A table whose rows come in pieces, none of which is made before it is needed."""
    from polars.io.plugins import register_io_source

    def pieces(*_: Any) -> Iterator[pl.DataFrame]:
        yield from frames

    return register_io_source(pieces, schema=frame_schema(name))
