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
    task: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the law of a simulated model decided about one constraint, and what its text then did."""

    constraint: str
    version: int
    probability: float
    decided: bool
    realized: bool


@dataclass(frozen=True, slots=True)
class ReplyDone:
    """The model has answered; `text` is None where no reply came.

    Args:
        conversation: The conversation's id.
        turn: From 1.
        text: The reply.
        law: What a simulated model decided; empty for any other.
        input_tokens: As the model's provider counted them; None where it did not.
        output_tokens: The same of the reply, reasoning included.
        reasoning_tokens: The same of the reasoning alone.
    """

    conversation: str
    turn: int
    text: str | None
    law: tuple[Drawn, ...] = ()
    input_tokens: int | None = None
    output_tokens: int | None = None
    reasoning_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The reply was held against everything in force and everything retired.

    `answered` tells whether the turn's task was answered right; None without a task or a decision.
    """

    conversation: str
    turn: int
    result: TurnChecks
    answered: bool | None = None


@dataclass(frozen=True, slots=True)
class Faulted:
    """Something went wrong that is no score; the conversation ends with it.

    Args:
        conversation: The conversation's id.
        turn: The turn in which it happened.
        kind: `model`, `user` or `scenario`: whose fault it is.
        message: What happened, with keys cut out.
    """

    conversation: str
    turn: int
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class ConversationDone:
    """A conversation is over."""

    conversation: str
    turns: int


@dataclass(frozen=True, slots=True)
class PastTurn:
    """A turn that was finished before a conversation stopped, as the journal gives it back.

    Args:
        node: The scenario's node.
        user: The user's message.
        reply: The model's reply.
        law: What a simulated model decided.
    """

    node: str | None
    user: str
    reply: str | None
    law: tuple[Drawn, ...] = ()


Event = ConversationStarted | TurnStarted | ReplyDone | Checked | Faulted | ConversationDone
