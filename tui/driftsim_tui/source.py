"""What a screen may ask about a run. Every answer may take its time: screens ask in thread workers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import polars as pl

from driftsim_tui.values import Conversation, Said

COLUMNS: Final[Mapping[str, Any]] = {
    "conversation": pl.String,
    "scenario": pl.String,
    "arm": pl.String,
    "trial": pl.Int64,
    "turns": pl.Int64,
    "first": pl.Int64,
    "csr": pl.Float64,
    "violations": pl.Int64,
    "forgotten": pl.Int64,
    "stale": pl.Int64,
    "ignored": pl.Int64,
    "errors": pl.Int64,
    "fault": pl.String,
}
"""The list of conversations: `first` is the turn of the first violation, `fault` whose fault ended it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which conversations are looked at; what is None or empty does not matter.

    Args:
        scenario: Of this scenario.
        arm: Of this arm.
        constraint: In which a constraint of this name was in force.
        outcome: With a check of this outcome; with `constraint`, one of that constraint.
        text: In which somebody said this, or a reason has it; case does not matter.
    """

    scenario: str | None = None
    arm: str | None = None
    constraint: str | None = None
    outcome: str | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return self != Filter()


@dataclass(frozen=True, slots=True)
class Point:
    """A value with its interval and what it is counted from; the ends are None where there is none."""

    x: int
    value: float
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Curves:
    """One arm's curves: the share followed by age and by turn, and survival from uptake on."""

    arm: str
    by_age: tuple[Point, ...] = ()
    by_turn: tuple[Point, ...] = ()
    survival: tuple[Point, ...] = ()
    csr: Point | None = None
    half_life: Point | None = None


@dataclass(frozen=True, slots=True)
class Heat:
    """How often each constraint held at each turn.

    Args:
        constraints: Their names, the one in force most often first.
        turns: How many turns there are.
        held: By name and turn: checks that held, and decided checks.
    """

    constraints: tuple[str, ...] = ()
    turns: int = 0
    held: Mapping[tuple[str, int], tuple[int, int]] = field(default_factory=dict)


class Source(Protocol):
    """One run, on disk or still going on."""

    @property
    def name(self) -> str:
        """The run's name."""
        ...

    @property
    def place(self) -> str:
        """Its folder, as a person would type it."""
        ...

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The manifest as plain data: arms, models, scenario graphs, …."""
        ...

    def conversations(self, which: Filter) -> pl.DataFrame:
        """The conversations, with exactly `COLUMNS`, in the run's own order."""
        ...

    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """What can be filtered by: `scenario`, `arm`, `constraint`, `outcome`, each with what there is."""
        ...

    def curves(self, which: Filter) -> tuple[Curves, ...]:
        """The curves of each arm, in the run's order of arms."""
        ...

    def heat(self, which: Filter) -> Heat:
        """How often each constraint held at each turn."""
        ...

    def table(self, name: str, columns: list[str]) -> pl.DataFrame:
        """Some columns of a table, for the metrics."""
        ...

    def conversation(self, name: str) -> Conversation:
        """One conversation without what was said."""
        ...

    def said(self, conversation: str, first: int, last: int) -> Mapping[int, Said]:
        """What was said in the turns from `first` to `last`, by turn."""
        ...
