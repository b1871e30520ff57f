"""A run's conversations, one after another, each with its turns and their checks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Final

import polars as pl

Message = dict[str, str]
TABLES: Final = ("conversations", "turns", "checks")


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint held against one reply; the fields are columns of the table `checks`."""

    constraint: str
    version: int
    check: str
    family: str
    held: bool | None
    outcome: str
    age: int
    reason: str
    span: str | None


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange; the fields are its checks, and columns of the table `turns`."""

    checks: tuple[Check, ...]
    turn: int
    node: str | None
    topic: str | None
    user: str
    reply: str | None
    edits: str
    task: str | None
    answered: bool | None
    followed: bool | None
    in_force: int
    errors: int
    finish: str | None

    @property
    def violated(self) -> tuple[Check, ...]:
        """The checks that did not hold."""
        return tuple(check for check in self.checks if check.held is False)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One conversation.

    Args:
        turns: Those that were finished.
        conversation: Its id.
        scenario: Its scenario.
        trial: Which repetition, from 0.
        arm: The conditions.
        system: The system prompt.
        finished: Whether it came to its end.
    """

    turns: tuple[Turn, ...]
    conversation: str
    scenario: str
    trial: int
    arm: str
    system: str | None
    finished: bool

    def prompt(self, turn: Turn) -> list[Message]:
        """All that was said before the reply of a turn: system prompt, history, the user's message."""
        return [*self.opening(), *self.history(turn.turn - 1), {"role": "user", "content": turn.user}]

    def opening(self) -> list[Message]:
        """The system prompt as a message, where there is one."""
        return [] if self.system is None else [{"role": "system", "content": self.system}]

    def history(self, turns: int) -> list[Message]:
        """The messages of the first turns; a reply that never came stands as an empty one."""
        return [message for turn in self.turns[:turns] for message in exchange(turn)]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which conversations are wanted; an empty set is no condition."""

    arms: frozenset[str] = field(default_factory=frozenset)
    scenarios: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, arms: Sequence[str], scenarios: Sequence[str]) -> "Selection":
        """A selection by names."""
        return cls(frozenset(arms), frozenset(scenarios))

    def __bool__(self) -> bool:
        return bool(self.arms or self.scenarios)

    def of_frame(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of a table that are wanted."""
        wanted = {"arm": self.arms, "scenario": self.scenarios}
        conditions = [pl.col(name).is_in(list(values)) for name, values in wanted.items() if values]
        return frame.filter(conditions) if conditions else frame


def exchange(turn: Turn) -> list[Message]:
    """What was said in a turn, as messages."""
    return [{"role": "user", "content": turn.user}, {"role": "assistant", "content": turn.reply or ""}]


def dialogues(
    pieces: Iterable[tuple[pl.DataFrame, ...]], selection: Selection | None = None
) -> Iterator[Dialogue]:
    """The conversations of a run in their order, some of them in memory at a time.

    Args:
        pieces: Of the same conversations, their rows in each of `TABLES`.
        selection: Which ones; all by default.
    """
    which = selection or Selection()
    for piece in pieces:
        conversations, turns, checks = map(which.of_frame, piece)
        yield from _together(conversations, turns, checks)


def _together(conversations: pl.DataFrame, turns: pl.DataFrame, checks: pl.DataFrame) -> Iterator[Dialogue]:
    at: dict[tuple[str, int], list[Check]] = {}
    for row in checks.select("conversation", "turn", *_columns(Check)).iter_rows():
        at.setdefault((row[0], row[1]), []).append(Check(*row[2:]))
    of: dict[str, list[Turn]] = {}
    for row in turns.select("conversation", *_columns(Turn)).iter_rows():
        of.setdefault(row[0], []).append(Turn(tuple(at.get((row[0], row[1]), ())), *row[1:]))
    for row in conversations.select(_columns(Dialogue)).iter_rows():
        yield Dialogue(tuple(of.get(row[0], ())), *row)


def _columns(kind: type) -> list[str]:
    """The fields of a value that are columns of a table."""
    return [field.name for field in fields(kind) if field.name not in ("checks", "turns")]
