"""What happens in a conversation, as frozen events: the one language of loop, journal and screens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from driftsim.checks import TurnChecks


@dataclass(frozen=True, slots=True)
class ConversationStarted:
    """A conversation begins."""

    conversation: str
    scenario: str
    arm: str
    trial: int = 0
    seed: int | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True)
class TurnStarted:
    """The user has spoken; `edits` is what it does to the constraints, as plain data."""

    conversation: str
    turn: int
    user: str
    edits: Mapping[str, Any] = field(default_factory=dict)
    node: str | None = None
    visit: int | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class ReplyDone:
    """The model has answered; `text` is None where no reply came."""

    conversation: str
    turn: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """The reply was held against everything in force and everything retired."""

    conversation: str
    turn: int
    result: TurnChecks


@dataclass(frozen=True, slots=True)
class ConversationDone:
    """A conversation is over."""

    conversation: str
    turns: int


Event = ConversationStarted | TurnStarted | ReplyDone | Checked | ConversationDone
