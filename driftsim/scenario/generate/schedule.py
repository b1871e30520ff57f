"""Which edit is made at which turn, and to which constraint: a constraint is a slot, from 0."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from driftsim.chance import source
from driftsim.errors import InputError
from driftsim.scenario.generate.acts import acts_by_turn
from driftsim.scenario.generate.recipe import ACTS, Recipe

_TRIES: Final = 300


@dataclass(frozen=True, slots=True)
class Step:
    """One edit.

    Args:
        turn: From 1.
        act: One of `ACTS`.
        slot: The constraint, numbered in the order in which they are first added.
        revision: The version that a revision leads to, counted from the addition as the first.
    """

    turn: int
    act: str
    slot: int
    revision: int


def schedule(recipe: Recipe, topics: Sequence[str], slots: int, *key: str | int) -> tuple[Step, ...]:
    """All edits of a conversation, in order.

    Args:
        recipe: What is asked for.
        topics: The topic of each turn.
        slots: How many constraints there are at most; one that was taken back may be added again.
        key: What determines the draw.

    Raises:
        InputError: no order of the edits was found in which each has something to be done to.
    """
    for attempt in range(_TRIES):
        chance = source("schedule", attempt, *key)
        steps = _drawn(acts_by_turn(recipe, chance), topics, _Standing(slots, recipe.scope), chance)
        if steps is not None:
            return tuple(steps)
    raise InputError(
        f"no order was found for {_told(recipe)} in {recipe.turns} turns with {slots} constraints;"
        " ask for fewer edits of what is added, or for more families"
    )


def _told(recipe: Recipe) -> str:
    return recipe.preset or ", ".join(f"{act}:{recipe.count(act)}" for act in ACTS if recipe.count(act))


def _drawn(
    acts: Mapping[int, Sequence[str]], topics: Sequence[str], standing: "_Standing", chance: Random
) -> list[Step] | None:
    steps = []
    for turn, wanted in acts.items():
        standing.come(topics[turn - 1])
        for act in wanted:
            slots = list(standing.open_to(act))
            if not slots:
                return None
            slot = standing.next_of(slots) if act == "add" else chance.choice(slots)
            steps.append(Step(turn, act, slot, standing.do(act, slot)))
    return steps


@dataclass(slots=True)
class _Standing:
    """What stands while a schedule is drawn."""

    slots: int
    scope: str
    topic: str = ""
    revisions: dict[int, int] = field(default_factory=dict)  # the version since the last addition
    added: Counter[int] = field(default_factory=Counter)
    homes: dict[int, str] = field(default_factory=dict)  # of those in force, the topic they were added in
    negated: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)  # in this turn: a constraint is edited once in it

    def come(self, topic: str) -> None:
        """The next turn with edits begins."""
        self.topic = topic
        self.touched.clear()

    def open_to(self, act: str) -> Iterator[int]:
        """The constraints that an edit can be made to."""
        for slot in range(self.slots):
            if slot in self.touched or (act == "add") == (slot in self.homes):
                continue
            here = act == "add" or self.scope == "conversation" or self.homes[slot] == self.topic
            if here and not (act in ("revise", "negate") and slot in self.negated):
                yield slot

    def next_of(self, slots: Sequence[int]) -> int:
        """The next to be added: one that never was, or else one that was added least often."""
        return min(slots, key=lambda slot: (self.added[slot], slot))

    def do(self, act: str, slot: int) -> int:
        """Make an edit; gives the constraint's version since it was added."""
        self.touched.add(slot)
        if act == "add":
            self.homes[slot], self.revisions[slot] = self.topic, 1
            self.negated.discard(slot)
            self.added[slot] += 1
        elif act == "retract":
            del self.homes[slot]
        elif act == "negate":
            self.negated.add(slot)
        elif act == "revise":
            self.revisions[slot] += 1
        return self.revisions[slot]
