"""A conversation by hand, as a screen sees it: what is waited for, and what can be done about it.

Who holds the conversation stands above this package and is handed in as a `Talk`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from driftsim_tui.source import Source

Side = Literal["model", "user"]


@dataclass(frozen=True, slots=True)
class Demand:
    """A constraint in force, as the person at the keys must know it.

    Args:
        name: Its name.
        version: From 1.
        words: How a user asks for it.
        edit: How this version came: `add`, `revise` or `negate`.
        age: Turns in force, from 0; it is new at 0.
        restated: Whether this turn says it again.
    """

    name: str
    version: int
    words: str
    edit: str
    age: int
    restated: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message is waited for.

    Args:
        turn: From 1.
        side: Whose message it is.
        said: The user's message that it answers; for the user's own, what the scenario would say.
        demands: What is in force.
        retracted: What the turn takes back, by name.
    """

    turn: int
    side: Side
    said: str
    demands: tuple[Demand, ...] = ()
    retracted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnDone:
    """A turn was checked and is in the journal."""

    turn: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The conversation is over.

    Args:
        finished: Whether it came to its end.
        fault: What broke it off, if something did.
    """

    finished: bool
    fault: str = ""


Heard = Wanted | TurnDone | Ended


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check says of a draft; `held` is None where it cannot be decided now."""

    name: str
    held: bool | None
    reason: str


class Talk(Protocol):
    """A conversation that goes on elsewhere, in a thread of its own."""

    @property
    def conversation(self) -> str:
        """Its id."""
        ...

    @property
    def side(self) -> Side:
        """Whom the person plays."""
        ...

    def start(self, hear: Callable[[Heard], None]) -> None:
        """Begin; `hear` is called from another thread."""
        ...

    def source(self) -> Source:
        """The run, once a turn is done."""
        ...

    def give(self, text: str) -> None:
        """The message that was waited for."""
        ...

    def preview(self, draft: str) -> tuple[Seen, ...]:
        """How the checks of what is in force would decide on a reply; none where the person is the user."""
        ...

    def leave(self) -> None:
        """End it before its end; every finished turn is kept."""
        ...
