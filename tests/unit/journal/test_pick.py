"""Conversations read one by one."""

from pathlib import Path

import pytest

from driftsim.errors import InputError
from driftsim.journal.read import Run
from driftsim.journal.schema import stored
from driftsim.tables import TABLES


@pytest.mark.parametrize("order", [1, -1])
def test_each_conversation_has_its_rows_of_every_table(full: Run, order: int) -> None:
    whole = Run(full.folder)  # a fresh one: what is looked up first is found in another way
    for conversation in full.table("conversations")["conversation"].to_list()[::order]:
        for table in TABLES:
            own = [column.name for column in stored(table)]
            rows = full.table(table).rows(named=True)
            expected = [{n: row[n] for n in own} for row in rows if row["conversation"] == conversation]
            found = whole.picker.rows(conversation, table)
            assert [{n: row.get(n, conversation) for n in own} for row in found] == expected


def test_without_what_was_said(full: Run) -> None:
    with_texts, without = (full.picker.rows("l", "turns", texts=texts) for texts in (True, False))
    assert with_texts[0]["reasoning"] == "Think."
    assert [(row["user"], row["reply"], row["reasoning"]) for row in without] == [(None,) * 3] * len(without)
    assert [row["turn"] for row in without] == [row["turn"] for row in with_texts]


def test_some_turns(full: Run) -> None:
    assert [row["reply"] for row in full.picker.turns("b", 2, 3)] == [None, "x"]
    assert full.picker.turns("b", 4, 9) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("ONE TWO", ["a", "l"]), ("think.", ["l"]), ("2 words, asked for at most 1", ["a"]), ("nowhere", [])],
)
def test_find(full: Run, text: str, found: list[str]) -> None:
    assert full.picker.find(text) == found


def test_a_conversation_that_is_not_there(full: Run, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no conversation 'aa'; did you mean 'a'"):
        full.picker.rows("aa", "turns")
