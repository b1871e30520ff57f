"""What every simulated user is given, and what it gives: the words of one turn."""

from dataclasses import dataclass
from typing import Protocol

from driftsim.ledger import Edits, Ledger
from driftsim.scenario.graph import Node, Scenario


@dataclass(frozen=True, slots=True)
class Occasion:
    """A turn that a user is to speak for.

    Args:
        scenario: The scenario.
        node: The node that the conversation has come to.
        visit: Which visit of it, from 1.
        turn: From 1.
        edits: What the turn does; with the first turn also what the system prompt demands, which a user
            does not say.
        before: The ledger before the edits.
        after: The ledger after them.
        seed: The run's seed.
        trial: Which repetition of the scenario, from 0.
    """

    scenario: Scenario
    node: Node
    visit: int
    turn: int
    edits: Edits
    before: Ledger
    after: Ledger
    seed: int
    trial: int


class User(Protocol):
    """A simulated user.

    `name` stands in the arm and the manifest; `fingerprint` changes whenever its words could.
    """

    @property
    def name(self) -> str:
        """How `--user` names it."""

    @property
    def fingerprint(self) -> str:
        """A hash of whatever its words depend on beside the occasion."""

    async def speak(self, occasion: Occasion) -> str:
        """The message of one turn."""
