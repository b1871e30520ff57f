"""What became of each constraint of each scenario, over all conversations: what a person is told in CI."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from driftsim.exports.dialogue import Check, Dialogue, Turn
from driftsim.visible import safe

_MOST: Final = 5  # places that are told
_LONGEST: Final = 120  # characters of a quotation


@dataclass(frozen=True, slots=True)
class Place:
    """One check that did not hold, or could not be decided, and where."""

    conversation: str
    turn: int
    outcome: str
    reason: str
    quote: str

    def told(self) -> str:
        """The place in one line, harmless to show."""
        quoted = f" «{self.quote}»" if self.quote else ""
        where = f"{safe(self.conversation)}, turn {self.turn}"
        return f"{where}: {self.outcome}: {safe(self.reason)}{quoted}"


@dataclass(slots=True)
class Finding:
    """What became of one constraint.

    Args:
        arm: The conditions.
        scenario: Its scenario.
        constraint: Its name.
        kinds: The kinds of constraint that stood under the name.
        conversations: In how many it was checked.
        checks: How many decided checks there are.
        held: How many of them held.
        broken: Conversations with a violation.
        undecided: How many checks could not be decided.
        violations: The first places where it was violated, by turn.
        errors: The first places where it could not be decided, by turn.
    """

    arm: str
    scenario: str
    constraint: str
    kinds: dict[str, None] = field(default_factory=dict)
    conversations: int = 0
    checks: int = 0
    held: int = 0
    broken: int = 0
    undecided: int = 0
    violations: list[Place] = field(default_factory=list)
    errors: list[Place] = field(default_factory=list)

    @property
    def violated(self) -> int:
        """How many checks did not hold."""
        return self.checks - self.held

    def told(self) -> str:
        """What became of it, in one line."""
        parts = [f"held in {self.held:,} of {self.checks:,} checks"]
        if self.violated:
            parts.append(f"violated in {self.broken:,} of {_conversations(self.conversations)}")
        if self.undecided:
            parts.append(f"{self.undecided:,} undecided")
        return "; ".join(parts)

    def take(self, dialogue: Dialogue, found: list[tuple[Turn, Check]]) -> None:
        """Count the checks of one conversation."""
        self.conversations += 1
        self.broken += any(check.held is False for _, check in found)
        for turn, check in found:
            self.kinds.setdefault(check.check)
            if check.held is None:
                self.undecided += 1
                _keep(self.errors, dialogue, turn, check)
            else:
                self.checks += 1
                self.held += check.held
                if not check.held:
                    _keep(self.violations, dialogue, turn, check)


def findings(dialogues: Iterable[Dialogue]) -> list[Finding]:
    """The findings of all conversations: by arm, scenario and constraint, each in the order of its first.

    Args:
        dialogues: The conversations.
    """
    found: dict[tuple[str, str, str], Finding] = {}
    for dialogue in dialogues:
        by_name: dict[str, list[tuple[Turn, Check]]] = {}
        for turn in dialogue.turns:
            for check in turn.checks:
                by_name.setdefault(check.constraint, []).append((turn, check))
        for name, checks in by_name.items():
            key = (dialogue.arm, dialogue.scenario, name)
            if key not in found:
                found[key] = Finding(*key)
            found[key].take(dialogue, checks)
    return list(found.values())


def quoted(reply: str | None, span: str | None) -> str:
    """The part of a reply that decided, harmless to show; empty where no part did.

    Example:
        >>> quoted("Try the steak.", "8:13")
        'steak'
    """
    start, colon, end = (span or "").partition(":")
    if not colon:
        return ""
    part = (reply or "")[int(start) : int(end)]
    return safe(part if len(part) <= _LONGEST else f"{part[:_LONGEST]}…")


def _keep(places: list[Place], dialogue: Dialogue, turn: Turn, check: Check) -> None:
    """Keep the first places by turn; of equal turns, by the order of the conversations."""
    if len(places) == _MOST and places[-1].turn <= turn.turn:
        return
    quote = quoted(turn.reply, check.span)
    places.append(Place(dialogue.conversation, turn.turn, check.outcome, check.reason, quote))
    places.sort(key=lambda place: place.turn)
    del places[_MOST:]


def _conversations(many: int) -> str:
    return f"{many:,} conversation{'' if many == 1 else 's'}"
