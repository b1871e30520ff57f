"""Single conversations out of a journal, without reading the others."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from driftsim.errors import InputError, did_you_mean
from driftsim.journal.derive import reading
from driftsim.journal.schema import has, select_statement, stored

_TEXTS: Final = frozenset({"user", "reply", "reasoning"})
_FIND: Final = """
    SELECT conversation FROM conversations WHERE id IN (
        SELECT id FROM turns WHERE {} UNION SELECT id FROM checks WHERE has(reason)
    ) ORDER BY id
"""


class Picker:
    """A journal's conversations one by one, as plain rows.

    Where each one's rows stand is looked up once: an index in the journal would cost every run its writing.

    Args:
        path: The journal.
        version: Its schema version.
    """

    def __init__(self, path: Path, version: int) -> None:
        self._path, self._version = path, version
        self._places: dict[str, dict[int, tuple[int, int]]] = {}
        self._numbers: dict[str, int] = {}

    def rows(self, conversation: str, table: str, *, texts: bool = True) -> list[dict[str, Any]]:
        """A table's own rows of one conversation, in the order of writing; what the journal lacks is None.

        Args:
            conversation: Its id.
            table: A name of `driftsim.tables.TABLES`.
            texts: Whether to read what was said; without it those columns are None.

        Raises:
            InputError: there is no such conversation, or the journal turns out to be damaged.
        """
        return list(self._rows(conversation, table, "TRUE", (), texts=texts))

    def turns(self, conversation: str, first: int, last: int) -> list[dict[str, Any]]:
        """The turns from `first` to `last` of one conversation, with what was said.

        Raises:
            InputError: as `rows` does.
        """
        return list(self._rows(conversation, "turns", "turn BETWEEN ? AND ?", (first, last), texts=True))

    def find(self, text: str) -> list[str]:
        """The ids of the conversations in which somebody said or thought this, or a check's reason has it.

        Args:
            text: What to find, anywhere in a word; case does not matter.
        """
        wanted = text.casefold()
        with reading(self._path) as database:
            database.create_function(
                "has", 1, lambda told: wanted in (told or "").casefold(), deterministic=True
            )
            said = [name for name in sorted(_TEXTS) if has(self._version, "turns", name)]
            found = database.execute(_FIND.format(" OR ".join(f"has({name})" for name in said)))
            return [name for (name,) in found]

    def forget(self) -> None:
        """Look the places up again: the journal has grown."""
        self._numbers.clear()
        self._places.clear()

    def _rows(
        self, conversation: str, table: str, which: str, values: tuple[int, ...], *, texts: bool
    ) -> Iterator[dict[str, Any]]:
        number = self._number(conversation)
        if not has(self._version, table):
            return
        first, last = self._place(table).get(number, (0, -1))
        statement = select_statement(
            table,
            self._version,
            where=f"rowid BETWEEN ? AND ? AND id = ? AND {which}",
            without=frozenset() if texts else _TEXTS,
        )
        truths = [column.name for column in stored(table) if column.kind == "boolean"]
        with reading(self._path) as database:
            database.row_factory = sqlite3.Row
            for found in database.execute(statement, (first, last, number, *values)):
                row = dict(found)
                yield row | {name: bool(row[name]) for name in truths if row[name] is not None}

    def _number(self, conversation: str) -> int:
        if not self._numbers:
            with reading(self._path) as database:
                self._numbers = dict(database.execute("SELECT conversation, id FROM conversations"))
        if conversation not in self._numbers:
            near = did_you_mean(conversation, self._numbers)
            raise InputError(f"no conversation {conversation!r}{near}", where=(str(self._path.parent),))
        return self._numbers[conversation]

    def _place(self, table: str) -> dict[int, tuple[int, int]]:
        """Between which rows of a table those of each conversation stand."""
        if table not in self._places:
            statement = f"SELECT id, min(rowid), max(rowid) FROM {table} GROUP BY id"
            with reading(self._path) as database:
                self._places[table] = {
                    number: (first, last) for number, first, last in database.execute(statement)
                }
        return self._places[table]
