"""Replies that served models gave before, kept in a file over runs.

A reply is found again by all that could change it: the model with its parameters and address, every
message that was said, and the trial, so that the trials of a run stay independent of each other. Only
replies are kept, never a failure.
"""

import hashlib
import json
import sqlite3
import time
from pathlib import Path
from typing import Any, Final, Self

from driftsim.errors import InputError
from driftsim.models.base import Model
from driftsim.models.reading import Said
from driftsim.traffic.request import Request

FILE: Final = "replies.sqlite"
_APPLICATION_ID: Final = 0x7265706C  # "repl", in the file's header
_PATIENCE: Final = 10.0  # seconds to wait for another process
_NO_SAY: Final = ("packages",)  # what stands in a model's manifest and changes no reply
_KEPT: Final = tuple(name for name in Said._fields if name != "law")
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS replies (
    key TEXT PRIMARY KEY, model TEXT NOT NULL, said TEXT NOT NULL, made REAL NOT NULL, used REAL NOT NULL,
    hits INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID
"""


def key_of(model: Model, request: Request) -> str:
    """What tells a question from others: a hash of canonical JSON of all that it is asked with."""
    who = {name: value for name, value in model.manifest.items() if name not in _NO_SAY}
    asked = {
        "model": {"name": model.name, **who},
        "messages": [[message.type, message.content] for message in request.messages],
        "trial": request.trial,
        "draw": request.draw,
        "options": dict(request.options),
    }
    written = json.dumps(asked, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


class Cache:
    """Replies by key, in a file that several processes may share.

    Args:
        folder: The folder of the file; both are made where there is none.

    Raises:
        InputError: the file is something else, or cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from None
        try:
            self._prepare()
        except BaseException as error:
            self._database.close()
            raise (self._unusable(error) if isinstance(error, sqlite3.Error) else error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, key: str) -> Said | None:
        """What was said; None where it was not asked before."""
        rows = self.execute("SELECT said FROM replies WHERE key = ?", key)
        if not rows:
            return None
        self.execute("UPDATE replies SET hits = hits + 1, used = ? WHERE key = ?", time.time(), key)
        return Said(**json.loads(rows[0][0]))

    def put(self, key: str, model: str, said: Said) -> None:
        """Remember a reply; one that is null is none. Of two processes, the first to tell is kept."""
        if said.text is not None:
            written = {name: value for name, value in said._asdict().items() if name in _KEPT}
            now = time.time()
            row = (key, model, json.dumps(written, ensure_ascii=False), now, now)
            self.execute("INSERT OR IGNORE INTO replies VALUES (?, ?, ?, ?, ?, 0)", *row)

    def execute(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a statement.

        Raises:
            InputError: the file cannot be used any more.
        """
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _prepare(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")  # another process may be making it, too
        (owner,) = self._database.execute("PRAGMA application_id").fetchone()
        (tables,) = self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if owner != _APPLICATION_ID and (owner or tables):
            raise InputError("a database of something else, not a cache of replies", where=(str(self.path),))
        self._database.execute(_TABLE)
        self._database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        self._database.execute("COMMIT")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")

    def _unusable(self, error: Exception) -> InputError:
        return InputError(f"cannot be used as a cache of replies: {error}", where=(str(self.path),))
