"""Two arms side by side: which conversations belong together, and where they differ turn by turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from driftsim_tui.source import Filter, Source
from driftsim_tui.values import Check, Conversation, Turn


@dataclass(frozen=True, slots=True)
class End:
    """One of the two sides.

    Args:
        source: Its run.
        arm: Its arm.
        label: What it is called beside the other one.
    """

    source: Source
    arm: str
    label: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two conversations on the same scenario and trial; `left` and `right` are their ids."""

    scenario: str
    trial: int
    left: str
    right: str
    turns: tuple[int, int]
    csr: tuple[float | None, float | None]

    @property
    def difference(self) -> float | None:
        """By how much more the right one followed; None where one has nothing that was decided."""
        left, right = self.csr
        return None if left is None or right is None else right - left


@dataclass(frozen=True, slots=True)
class Both:
    """One constraint at one turn on both sides; None where it is not in force there."""

    constraint: str
    left: Check | None
    right: Check | None

    @property
    def differs(self) -> bool:
        """Whether the same version was followed on one side and violated on the other."""
        left, right = self.left, self.right
        if left is None or right is None or left.version != right.version:
            return False
        return {left.held, right.held} == {True, False}


def ends(one: tuple[Source, str], other: tuple[Source, str]) -> tuple[End, End]:
    """The two sides, named by what tells them apart: their arms, or else their runs."""
    same = one[1] == other[1]
    left, right = ((source.name if same else arm) for source, arm in (one, other))
    return End(*one, left), End(*other, right)


def pairs(left: End, right: End) -> list[Pair]:
    """The conversations of both sides that belong together, in the order of the left one."""
    partners = {(row["scenario"], row["trial"]): row for row in _rows(right)}
    found = []
    for row in _rows(left):
        other = partners.get((row["scenario"], row["trial"]))
        if other is not None:
            found.append(
                Pair(
                    row["scenario"],
                    row["trial"],
                    row["conversation"],
                    other["conversation"],
                    (row["turns"], other["turns"]),
                    (row["csr"], other["csr"]),
                )
            )
    return found


def beside(source: Source, whole: Conversation) -> tuple[End, End, Pair] | None:
    """A conversation with the same scenario and trial in the next arm that has it; None where none has."""
    arms = list(source.manifest.get("arms", ()))
    here = arms.index(whole.arm) if whole.arm in arms else 0
    for arm in arms[here + 1 :] + arms[:here]:
        left, right = ends((source, whole.arm), (source, arm))
        for pair in pairs(left, right):
            if pair.left == whole.id:
                return left, right, pair
    return None


def _rows(end: End) -> Iterator[dict[str, Any]]:
    return end.source.conversations(Filter(arm=end.arm)).iter_rows(named=True)


def both(left: Turn | None, right: Turn | None) -> tuple[Both, ...]:
    """Every constraint that is in force on either side at a turn."""
    names = dict.fromkeys(
        check.constraint for turn in (left, right) if turn is not None for check in turn.checks
    )
    return tuple(
        Both(name, *(None if turn is None else turn.check(name) for turn in (left, right))) for name in names
    )


def differing(left: Conversation, right: Conversation) -> tuple[int, ...]:
    """The turns at which a constraint was followed on one side only.

    Example:
        >>> differing(Conversation("a", "s", "x", 0, ()), Conversation("b", "s", "y", 0, ()))
        ()
    """
    together = zip(left.turns, right.turns, strict=False)
    return tuple(one.number for one, other in together if any(each.differs for each in both(one, other)))
