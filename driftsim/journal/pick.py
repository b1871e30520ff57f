"""Single conversations out of a journal, without reading the others."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from driftsim.errors import InputError, did_you_mean
from driftsim.journal.derive import reading
from driftsim.journal.schema import has, select_statement, stored

Place = tuple[int, int]
"""The first and the last row."""

_NOWHERE: Final = (0, -1)
_TEXTS: Final = frozenset({"user", "reply", "reasoning"})
_FIND: Final = """
    SELECT conversation FROM conversations WHERE id IN (
        SELECT id FROM turns WHERE {} UNION SELECT id FROM checks WHERE has(reason)
    ) ORDER BY id
"""


class Picker:
    """A journal's conversations one by one, as plain rows.

    Where each stands is looked up when a second one is asked for: an index in the journal would cost
    every run its writing, and the first is found faster without.

    Args:
        path: The journal.
        version: Its schema version.
    """

    def __init__(self, path: Path, version: int) -> None:
        self._path, self._version = path, version
        self._first: dict[str, tuple[int, Place]] = {}
        self._places: dict[str, dict[int, Place]] = {}
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

    def _rows(
        self, conversation: str, table: str, which: str, values: tuple[int, ...], *, texts: bool
    ) -> Iterator[dict[str, Any]]:
        number = self._number(conversation)
        if not has(self._version, table):
            return
        first, last = self._place(table, number)
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

    def _place(self, table: str, number: int) -> Place:
        """Between which rows of a table those of a conversation stand."""
        if table not in self._first:
            with reading(self._path) as database:
                statement = f"SELECT min(rowid), max(rowid) FROM {table} WHERE id = ?"
                first, last = database.execute(statement, (number,)).fetchone()
            self._first[table] = number, _NOWHERE if first is None else (first, last)
        if self._first[table][0] == number:
            return self._first[table][1]
        if table not in self._places:
            with reading(self._path) as database:
                found = database.execute(f"SELECT id, min(rowid), max(rowid) FROM {table} GROUP BY id")
                self._places[table] = {each: (first, last) for each, first, last in found}
        return self._places[table].get(number, _NOWHERE)
