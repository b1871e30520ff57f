"""Which replies may be trained on: those whose compliance was verified by running the checks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from driftsim.exports.dialogue import Dialogue, Turn

Reason = Literal[
    "violated", "undecided", "nothing", "wrong", "cut", "gap", "history", "twice", "both", "silent"
]

REASONS: Final[Mapping[Reason, str]] = {
    "violated": "a constraint was violated",
    "undecided": "a check could not be decided",
    "nothing": "nothing was in force, so nothing was verified",
    "wrong": "the task was not answered right (--any-answer keeps them)",
    "cut": "the reply was cut off",
    "gap": "an earlier reply is missing",
    "history": "an earlier turn was not clean",
    "twice": "the same stands in another row",
    "both": "the same reply was judged both ways",
    "silent": "the conversation has no reply",
}


@dataclass(slots=True)
class Tally:
    """What an export took and what it left out.

    Args:
        rows: How many rows were written.
        left_out: How many turns were left out, by the reason.
        notes: Other things to tell, each a sentence.
    """

    rows: int = 0
    left_out: Counter[Reason] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def shortfall(turn: Turn, *, any_answer: bool = False) -> Reason | None:
    """Why a reply is not verified as compliant; None where it is.

    It is where something was in force, every check held in the strict reading, none was undecided, the turn's
    task, if it had one, was answered right, and the reply was not cut off.

    Args:
        turn: The turn.
        any_answer: Whether a wrong answer to a task does not matter.
    """
    if turn.violated:
        return "violated"
    if turn.reply is None or turn.errors:
        return "undecided"
    if not turn.checks:
        return "nothing"
    if turn.task is not None and turn.answered is not True and not any_answer:
        return "wrong"
    return "cut" if is_cut(turn) else None


def is_cut(turn: Turn) -> bool:
    """Whether the reply was broken off: by its length, or by a filter."""
    return turn.finish in ("length", "content_filter")


def walked(dialogue: Dialogue, *, any_answer: bool) -> Iterator[tuple[Turn, Reason | None, bool]]:
    """The turns with why each falls short, and whether all before it were clean.

    A turn with nothing in force has nothing to violate, and leaves the history clean.
    """
    clean = True
    for turn in dialogue.turns:
        reason = shortfall(turn, any_answer=any_answer)
        yield turn, reason, clean
        clean = clean and reason in (None, "nothing") and turn.reply is not None
