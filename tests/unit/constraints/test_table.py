from random import Random

import pytest

from driftsim.constraints import Context, Reply, constraint_from
from driftsim.constraints.conflicts import conflicts
from driftsim.constraints.format.table import cells, grids

TABLE = "| Plant | Water |\n|:---|---:|\n| **Fern** | daily |\n| Cactus | rarely |"


def held(reply: str, **parameters: object) -> bool:
    constraint = constraint_from({"check": "format.table", **parameters})
    return constraint.strict(Reply(reply), Context()).held


@pytest.mark.parametrize(
    "reply",
    [
        TABLE,
        f"Here it is:\n\n{TABLE}\n\nThat is all.",
        "Plant | Water\n--- | ---\nFern | daily",
        "  | Plant | Water |\n  |-|-|\n  | Fern | daily |",
        "| Plant |\n|---|\n| Fern |",
        "| a |\nnot yet\n| b | c |\n|---|---|\n| d | e |",
    ],
)
def test_tables(reply: str) -> None:
    assert held(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "no table",
        "a | b",
        "| a | b |\n| c | d |",
        "| a | b |\n|---|---|",
        "| a | b |\n|---|\n| c | d |",
        "a\n---\nb",
        "| a | b |\n| - - | - |\n| c | d |",
        "|---|---|\n| a | b |",
    ],
)
def test_what_is_no_table(reply: str) -> None:
    assert not held(reply)


def test_headings_in_any_case_and_without_emphasis() -> None:
    assert held(TABLE.replace("Plant", "**PLANT**"), columns=["plant", "water"])
    assert not held(TABLE, columns=["water", "plant"])
    assert not held(TABLE, columns=["plant"])


def test_rows_are_counted() -> None:
    assert held(TABLE, at_least=2)
    assert not held(TABLE, at_least=3)


def test_where_it_stands() -> None:
    whole = f"Look:\n{TABLE}\nDone."
    (grid,) = grids(Reply(whole))
    assert whole[slice(*grid.span)] == TABLE
    assert (grid.headings, grid.rows) == (("Plant", "Water"), 2)


def test_cells() -> None:
    assert cells("| a | |") == ("a", "")
    assert cells("| a |") == ("a",)
    assert cells("a") == ()
    assert cells(r"a \| b | c") == (r"a \| b", "c")


def test_not_wanted_means_no_table_at_all() -> None:
    wanted = constraint_from({"check": "format.table", "columns": ["Plant"], "at_least": 4})
    assert not wanted.negation().strict(Reply(TABLE), Context()).held
    assert wanted.negation().ask() == "Do not use a table in your answer."


def test_what_cannot_hold_together() -> None:
    wanted = constraint_from({"check": "format.table", "columns": ["Plant"], "at_least": 4})
    assert conflicts({"table": wanted, "json": constraint_from({"check": "format.json"})})[0].certain
    no_table = constraint_from({"check": "not", "of": {"check": "format.table"}})
    assert conflicts({"table": wanted, "none": no_table})[0].certain
    assert not conflicts({"one": wanted, "other": constraint_from({"check": "format.table"})})


@pytest.mark.parametrize(
    "draft", ["Rest.", TABLE, f"It rains.\n\n{TABLE}\n\nGo home.", "One two. Three four five."]
)
def test_no_cell_stays_empty(draft: str) -> None:
    wanted = constraint_from({"check": "format.table", "columns": ["A", "B", "C"], "at_least": 3})
    for text in wanted.rewrites(draft, Random(1)):
        (grid,) = grids(Reply(text))
        rows = [cells(line) for line in text[slice(*grid.span)].split("\n")]
        assert all(all(row) for row in rows), text
