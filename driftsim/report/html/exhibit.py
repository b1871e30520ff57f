"""What an HTML report looks at: a side and the rows behind it, so that single replies can be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

import polars as pl

from driftsim.report.compared.against import Source as Tabular
from driftsim.report.view import Side

SPOILT: Final = ("user", "scenario")
"""Whose faults are no fault of the model: such conversations stand in no number but their own."""


class Rows(Protocol):
    """Conversations one by one, as `driftsim.journal` reads them."""

    def rows(self, conversation: str, table: str) -> list[dict[str, Any]]:
        """A table's rows of one conversation, in the order of writing."""


class Source(Tabular, Protocol):
    """A run on disk of which single conversations can be read too."""

    @property
    def picker(self) -> Rows:
        """Its conversations one by one."""


@dataclass(frozen=True)
class Exhibit:
    """One side and its rows.

    Args:
        side: Its numbers and words.
        run: The run that it comes from.
    """

    side: Side
    run: Source

    @property
    def name(self) -> str:
        """What the side is called."""
        return self.side.name

    def table(self, name: str, *columns: str) -> pl.DataFrame:
        """Rows of this side's arm that its numbers rest on: of conversations that no simulator spoilt."""
        rows = self.run.table(name, columns=("arm", "conversation", *columns))
        own = rows.lazy().filter(~pl.col("conversation").is_in(self._spoilt.implode()))
        if self.side.arm:
            own = own.filter(pl.col("arm") == self.side.arm)
        return own.drop("arm").collect()

    @cached_property
    def faults(self) -> pl.DataFrame:
        """What broke conversations of this side off: `conversation`, `turn`, `kind`, `message`."""
        rows = self.run.table("faults", columns=("arm", "conversation", "turn", "kind", "message"))
        return rows.filter(pl.col("arm") == self.side.arm) if self.side.arm else rows

    @cached_property
    def _spoilt(self) -> pl.Series:
        """The conversations that a simulated user spoilt, in any arm: they leave all arms together."""
        faults = self.run.table("faults", columns=("scenario", "trial", "kind"))
        places = faults.filter(pl.col("kind").is_in(SPOILT)).unique(["scenario", "trial"])
        if places.is_empty():
            return pl.Series([], dtype=pl.String)
        every = self.run.table("conversations", columns=("conversation", "scenario", "trial"))
        return every.join(places, on=["scenario", "trial"], how="semi")["conversation"]


def exhibits(sides: Sequence[Side], runs: Mapping[str, Source]) -> tuple[Exhibit, ...]:
    """Sides with their runs.

    Args:
        sides: From `driftsim.report.sides`.
        runs: The runs that they were made from, by the folder that each side names.
    """
    return tuple(Exhibit(side, runs[side.run]) for side in sides)
