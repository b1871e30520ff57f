"""Several journals into one: each conversation once, from where it came furthest, in the plan's order."""

import os
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from driftsim.journal.examine import examine
from driftsim.journal.order import Order
from driftsim.journal.schema import JOURNAL, has, insert_statement, stored
from driftsim.journal.write import Journal, unwritable
from driftsim.tables import TABLES

_PLACES: Final = """
CREATE TABLE places (
    source INTEGER, local INTEGER, conversation TEXT, scenario TEXT, arm TEXT, trial INTEGER,
    done INTEGER, turns INTEGER
)
"""
_BEGUN: Final = """
SELECT c.id, c.conversation, c.scenario, c.arm, c.trial, c.done, coalesce(t.turns, 0)
FROM conversations c LEFT JOIN (SELECT id, count(*) AS turns FROM turns GROUP BY id) t USING (id)
"""
_NUMBERED: Final = """
CREATE TABLE numbered AS
SELECT source, local, number_of(scenario, arm, trial) AS number
FROM (
    SELECT *, row_number() OVER (
        PARTITION BY conversation ORDER BY done DESC, turns DESC, source DESC
    ) AS rank FROM places
) WHERE rank = 1
"""
_TWICE: Final = """
SELECT conversation FROM places GROUP BY conversation HAVING count(*) > 1 ORDER BY min(rowid)
"""


class Merging:
    """Journals that become one.

    Args:
        sources: The folders that hold them; of the same conversation in two that came equally far, the later
            one's is taken.
        order: Where each conversation stands in the plan.

    Raises:
        InputError: a journal is missing or damaged.
    """

    def __init__(self, sources: Sequence[Path], order: Order) -> None:
        self._sources, self._order = sources, order

    def twice(self) -> list[str]:
        """The conversations that more than one of the journals holds."""
        with closing(sqlite3.connect("")) as scratch:
            self._gather(scratch)
            return [name for (name,) in scratch.execute(_TWICE)]

    def into(self, folder: Path, *, clocks: int | None = None, only: Collection[str] | None = None) -> None:
        """Write the journal of a folder that holds none yet; it is on the disk when this is done.

        Args:
            folder: The folder.
            clocks: Of how many of the sources, from the first, the time that they took is added up; None for
                all. What went on at the same time takes no more time.
            only: Which conversations; None for all.

        Raises:
            InputError: it cannot be written, or a source turns out to be damaged.
        """
        Journal(folder).close()
        try:
            with ExitStack() as stack:
                target = stack.enter_context(closing(_connect(folder / JOURNAL)))
                target.execute("PRAGMA journal_mode = OFF")  # a draft: whoever is interrupted begins again
                target.execute("PRAGMA synchronous = OFF")
                scratch = stack.enter_context(closing(sqlite3.connect("")))  # a file of its own, soon gone
                self._gather(scratch, only)
                readers = [_Source(stack, path, scratch, place) for place, path in enumerate(self._sources)]
                target.execute("BEGIN")
                for name in TABLES:
                    _copy(name, readers, target)
                _add_time(readers[:clocks], target)
                target.execute("COMMIT")
            _to_disk(folder / JOURNAL)
        except sqlite3.Error as error:
            raise unwritable(error) from None

    def _gather(self, scratch: sqlite3.Connection, only: Collection[str] | None = None) -> None:
        """Write down which conversations there are, and which number each gets."""
        scratch.execute(_PLACES)
        for place, folder in enumerate(self._sources):
            examine(folder / JOURNAL)
            with closing(_connect(folder / JOURNAL)) as source:
                rows = ((place, *row) for row in source.execute(_BEGUN) if only is None or row[1] in only)
                scratch.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        scratch.create_function("number_of", 3, self._order.number)
        scratch.execute(_NUMBERED)
        scratch.execute("CREATE INDEX by_source ON numbered (source, local)")


class _Source:
    """One of the journals, with the numbers that its conversations get."""

    def __init__(self, stack: ExitStack, folder: Path, scratch: sqlite3.Connection, place: int) -> None:
        self._version = examine(folder / JOURNAL)
        self._database = stack.enter_context(closing(_connect(folder / JOURNAL)))
        self._database.execute("CREATE TEMP TABLE numbers (local INTEGER PRIMARY KEY, number INTEGER)")
        own = scratch.execute("SELECT local, number FROM numbered WHERE source = ? ORDER BY local", (place,))
        self._database.executemany("INSERT INTO numbers VALUES (?, ?)", own)

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """A table's rows with the new numbers, in their order; SQLite sorts on the disk what is much."""
        if not has(self._version, table):
            return iter(())
        done = ", t.done" if table == "conversations" else ""
        columns = ", ".join(
            f't."{column.name}"' if has(self._version, table, column.name) else "NULL"
            for column in stored(table)
        )
        return self._database.execute(
            f"SELECT n.number{done}, {columns} FROM {table} t JOIN numbers n ON n.local = t.id"
            " ORDER BY n.number, t.rowid"
        )

    def seconds(self) -> list[tuple[float]]:
        """How long each of its processes ran."""
        known = self._database.execute("SELECT 1 FROM sqlite_master WHERE name = 'sessions'").fetchone()
        return list(self._database.execute("SELECT seconds FROM sessions")) if known else []


def _copy(table: str, sources: Sequence[_Source], target: sqlite3.Connection) -> None:
    rows = merge(*(source.rows(table) for source in sources), key=itemgetter(0))
    target.executemany(insert_statement(table, finished=table == "conversations"), rows)


def _add_time(sources: Sequence[_Source], target: sqlite3.Connection) -> None:
    target.execute("CREATE TABLE IF NOT EXISTS sessions (seconds REAL NOT NULL)")
    for source in sources:
        target.executemany("INSERT INTO sessions VALUES (?)", source.seconds())


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle(folder: Path) -> None:
    """Take into a folder's journal what a killed process left in its log, so that it is one plain file.

    Raises:
        InputError: the journal is missing, damaged or cannot be written.
    """
    examine(folder / JOURNAL)
    try:
        with closing(_connect(folder / JOURNAL)) as database:
            database.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise unwritable(error) from None
