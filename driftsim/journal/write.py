"""Events into the journal."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from operator import attrgetter
from pathlib import Path
from typing import Any, Self

from driftsim.errors import InputError
from driftsim.events import (
    Checked,
    ConversationDone,
    ConversationStarted,
    Event,
    ReplyDone,
    TurnStarted,
)
from driftsim.journal.schema import (
    APPLICATION_ID,
    JOURNAL,
    SCHEMA_VERSION,
    create_statements,
    insert_statement,
    stored,
)


def _fields(table: str) -> Callable[[object], tuple[Any, ...]]:
    return attrgetter(
        *(column.name for column in stored(table) if column.name not in ("conversation", "turn"))
    )


def _unwritable(error: sqlite3.Error) -> InputError:
    return InputError(f"the journal cannot be written: {error}")


_CHECK, _RETIRED, _BASELINE = _fields("checks"), _fields("retired"), _fields("baselines")


class Journal:
    """The SQLite store of one run, open for writing.

    What was recorded before a `commit` survives a killed process. Use it as a context manager; it is
    checked into one plain file when it is closed.

    Args:
        folder: The run's folder, which exists and holds no journal yet.

    Example:
        >>> with Journal(folder) as journal:  # doctest: +SKIP
        ...     for event in events:
        ...         journal.record(event)
        ...     journal.commit()
    """

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / JOURNAL, isolation_level=None)
        try:
            self._make_tables()
        except sqlite3.Error as error:
            self._database.close()
            raise _unwritable(error) from None
        self._inserts = {
            table: insert_statement(table) for table in ("turns", "checks", "retired", "baselines")
        }
        self._ids: dict[str, int] = {}
        self._said: dict[str, TurnStarted] = {}
        self._replies: dict[str, str | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        try:
            self.close()
        except sqlite3.Error as late:
            error = error or late
        if isinstance(error, sqlite3.Error):
            raise _unwritable(error) from None

    def record(self, event: Event) -> None:
        """Take in one event; it is durable after the next `commit`."""
        match event:
            case ConversationStarted():
                self._start(event)
            case TurnStarted():
                self._said[event.conversation] = event
            case ReplyDone():
                self._replies[event.conversation] = event.text
            case Checked():
                self._turn(event)
            case ConversationDone():
                number = self._ids.pop(event.conversation)
                self._database.execute("UPDATE conversations SET done = 1 WHERE id = ?", (number,))

    def commit(self) -> None:
        """Make durable what was recorded so far."""
        self._database.execute("COMMIT")
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Commit, and leave one plain file that can be read from a read-only disk."""
        with closing(self._database):
            self._database.execute("COMMIT")
            self._database.execute("PRAGMA journal_mode = DELETE")

    def _make_tables(self) -> None:
        """Make the tables before the log is switched on: what is killed now is a journal already."""
        self._database.execute("BEGIN")
        for statement in create_statements():
            self._database.execute(statement)
        self._database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._database.execute("COMMIT")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("BEGIN")

    def _start(self, event: ConversationStarted) -> None:
        columns = [column.name for column in stored("conversations")]
        cursor = self._database.execute(
            insert_statement("conversations"), (None, *(getattr(event, name) for name in columns))
        )
        assert cursor.lastrowid is not None
        self._ids[event.conversation] = cursor.lastrowid

    def _turn(self, event: Checked) -> None:
        number, said = self._ids[event.conversation], self._said.pop(event.conversation)
        result = event.result
        turn = (
            number,
            said.node,
            said.visit,
            said.topic,
            event.turn,
            said.user,
            self._replies.pop(event.conversation),
            json.dumps(said.edits, ensure_ascii=False),
            result.user_tokens,
            result.reply_tokens,
        )
        self._database.execute(self._inserts["turns"], turn)
        self._insert("checks", [(number, event.turn, *_CHECK(check)) for check in result.checks])
        self._insert("retired", [(number, event.turn, *_RETIRED(row)) for row in result.retired])
        self._insert("baselines", [(number, *_BASELINE(row)) for row in result.baselines])

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._database.executemany(self._inserts[table], rows)
