"""From the sides of a report to comparisons: the first against each other one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

import polars as pl

from driftsim.metrics import Tables
from driftsim.metrics.paired import Arms, compare, read, shown, unlike
from driftsim.report import facts
from driftsim.report.compared.pair import Pair
from driftsim.report.view import Side


class Source(Protocol):
    """A run on disk, as `driftsim.journal.Run` is one: it is handed in, for a report reaches no journal."""

    def table(self, name: str, *, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Columns of a table, a row per fact."""


def against_first(sides: Sequence[Side], runs: Mapping[str, Source]) -> list[Pair]:
    """How each further side differs from the first; runs that are not alike are compared, and it is said.

    Args:
        sides: The sides; one without a conversation is passed over.
        runs: The runs by the folder that each side names.
    """
    measured = [side for side in sides if facts.count(side.metrics, "conversations")]
    return list(_pairs(measured, runs)) if len(measured) > 1 and measured[0] is sides[0] else []


def _pairs(sides: Sequence[Side], runs: Mapping[str, Source]) -> Iterator[Pair]:
    @cache
    def tables(run: str) -> Tables:
        return read(lambda name, columns: runs[run].table(name, columns=columns))

    def arms(side: Side) -> Arms:
        own = tables(side.run)
        return Arms(own, side.arm or str(own.conversations["arm"][0]))

    first, *others = sides
    for other in others:
        found = compare(arms(first), arms(other), seed=int(first.metrics.get("seed") or 0))
        apart = [] if other.run == first.run else unlike(first.manifest, other.manifest)
        beside = shown(first.manifest, other.manifest)
        yield Pair(first.name, other.name, found, tuple(apart), tuple(beside))
