"""Compliance by distance in tokens."""

from dataclasses import replace

import polars as pl

from driftsim.metrics import Tables, measure
from driftsim.metrics.distance import bins
from tests.unit.metrics.build import Talk, run


def far(verdicts: str, tokens: list[int | None]) -> Tables:
    made = run(Talk({"a": verdicts}))
    return replace(made, checks=made.checks.with_columns(tokens_since=pl.Series(tokens, dtype=pl.Int64)))


def test_bins_double_and_hold_their_edges() -> None:
    found = measure(far("+-+-+-", [0, 249, 250, 499, 500, 1999]), resamples=50)["csr_by_tokens_since"]
    assert [(bin_["x"], bin_["to"], bin_["value"], bin_["n"]) for bin_ in found] == [
        (0, 249, 0.5, 2),
        (250, 499, 0.5, 2),
        (500, 999, 1.0, 1),
        (1000, 1999, 0.0, 1),
    ]


def test_powers_of_two_fall_where_they_belong() -> None:
    for i in range(1, 16):
        edge = 250 * 2 ** (i - 1)
        assert bins(edge - 1)[-1] == edge
        assert bins(edge)[-2:].tolist() == [edge, 2 * edge]
    assert measure(far("+", [8000]), resamples=2)["csr_by_tokens_since"][-1]["x"] == 8000
    assert measure(far("+", [7999]), resamples=2)["csr_by_tokens_since"][-1]["to"] == 7999


def test_unknown_distances_and_errors_count_nowhere() -> None:
    found = measure(far("+?-", [10, 20, None]), resamples=50)["csr_by_tokens_since"]
    assert [(bin_["value"], bin_["n"]) for bin_ in found] == [(1.0, 1)]
    assert measure(far("+", [None]), resamples=50)["csr_by_tokens_since"] == []
