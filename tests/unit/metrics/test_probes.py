"""What a model knows and violates all the same."""

from dataclasses import replace

import polars as pl

from driftsim.metrics import Tables, measure
from tests.unit.metrics.build import Talk, run


def asked(tables: Tables, *rows: tuple[str, int, str, bool | None]) -> Tables:
    columns = {"conversation": pl.String, "turn": pl.Int64, "constraint": pl.String, "stated": pl.Boolean}
    return replace(tables, probes=pl.DataFrame(list(rows), schema=columns, orient="row"))


def test_known_but_violated() -> None:
    tables = run(Talk({"a": "+--", "b": "---"}), Talk({"a": "-"}, id="c2"))
    probes = (
        ("c1", 2, "a", True),
        ("c1", 2, "b", False),
        ("c1", 3, "a", None),  # the probe could not be read
        ("c1", 1, "a", True),  # known and followed
        ("c2", 1, "a", True),
    )
    found = measure(asked(tables, *probes), resamples=50)["kbv"]
    assert (found["value"], found["n"]) == (2 / 3, 3)


def test_a_run_that_asks_nothing_has_no_such_key() -> None:
    tables = run(Talk({"a": "+-"}))
    assert "kbv" not in measure(tables, resamples=20)
    assert "kbv" not in measure(asked(tables), resamples=20)


def test_where_nothing_known_was_violated_it_is_null() -> None:
    found = measure(asked(run(Talk({"a": "++"})), ("c1", 1, "a", True)), resamples=20)
    assert found["kbv"] == {"value": None, "low": None, "high": None, "n": 0}
