"""What a judge has said before, by the content of what it was asked: in memory, or in a file of one's own."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, Self

from driftsim.errors import InputError

_APPLICATION_ID: Final = 0x6A756467  # "judg", in the file's header
_PATIENCE: Final = 5.0  # seconds to wait for another writer


class Said(NamedTuple):
    """An answer in the judge's words, and what it cost."""

    text: str
    input_tokens: int | None
    output_tokens: int | None


class Cache:
    """Answers by key. Several processes may share a file.

    Args:
        path: The file, which is made where there is none; without one nothing outlives the process.

    Raises:
        InputError: the file is something else, or cannot be written.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known: dict[str, Said] = {}
        self._database = None if path is None else _opened(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, key: str) -> Said | None:
        """What was said; None where it has not been asked."""
        if key not in self._known and self._database is not None:
            query = "SELECT text, input_tokens, output_tokens FROM said WHERE key = ?"
            try:
                row = self._database.execute(query, (key,)).fetchone()
            except sqlite3.Error as error:
                raise _unusable(self._path, error) from None
            if row is not None:
                self._known[key] = Said(*row)
        return self._known.get(key)

    def put(self, key: str, said: Said) -> None:
        """Remember an answer; in a file it survives whatever comes next."""
        self._known[key] = said
        if self._database is not None:
            try:
                self._database.execute("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?)", (key, *said))
            except sqlite3.Error as error:
                raise _unusable(self._path, error) from None

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.execute("PRAGMA journal_mode = DELETE")
            self._database.close()


def _opened(path: Path) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise _unusable(path, error) from None
    try:
        _prepare(database, path)
    except sqlite3.Error as error:
        database.close()
        raise _unusable(path, error) from None
    except InputError:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    (owner,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if owner != _APPLICATION_ID and (owner or tables):
        raise InputError("a database of something else, not a judge's cache", where=(str(path),))
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    database.execute(
        "CREATE TABLE IF NOT EXISTS said (key TEXT PRIMARY KEY, text TEXT NOT NULL,"
        " input_tokens INTEGER, output_tokens INTEGER) WITHOUT ROWID"
    )


def _unusable(path: Path | None, error: sqlite3.Error) -> InputError:
    return InputError(f"cannot be used as a judge's cache: {error}", where=(str(path),))
