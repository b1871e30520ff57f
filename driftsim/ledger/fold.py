"""The fold: a ledger and the edits of one turn give the next ledger.

Several edits on a turn apply in the order retract, revise, negate, add, restate.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from driftsim.constraints import Constraint, revised
from driftsim.errors import InputError, did_you_mean
from driftsim.ledger.values import Definition, Edits, Entry, Origin, Retired


@dataclass(frozen=True, slots=True)
class Ledger:
    """Which constraints are in force, suspended with their topic, or retired; an immutable value.

    Example:
        >>> from driftsim.constraints import constraint_from
        >>> short = Definition(constraint_from({"check": "length.words", "at_most": 80}))
        >>> ledger = Ledger().apply(Edits(add={"short": short}), turn=1)
        >>> ledger = ledger.apply(Edits(revise={"short": {"at_most": 40}}), turn=2)
        >>> ledger["short"].version, ledger["short"].constraint.ask()
        (2, 'Answer in at most 40 words.')
    """

    turn: int = 0
    topic: str | None = None
    in_force: Mapping[str, Entry] = field(default_factory=dict)
    suspended: Mapping[str, Entry] = field(default_factory=dict)
    retired: Mapping[str, Retired] = field(default_factory=dict)
    last: Mapping[str, Entry] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Entry:
        return self.in_force[name]

    def __contains__(self, name: object) -> bool:
        return name in self.in_force

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.in_force.values())

    def __len__(self) -> int:
        return len(self.in_force)

    @property
    def _lasts(self) -> bool:
        """Whether everything in force outlives the turn."""
        return all(entry.scope != "turn" for entry in self.in_force.values())

    def apply(
        self, edits: Edits, *, turn: int, topic: str | None = None, stated_by: str = "user"
    ) -> "Ledger":
        """The ledger after the edits of one turn.

        Args:
            edits: What the turn does.
            turn: The turn's number; it must be later than the ledger's, or the same for an
                intervention's restatement.
            topic: The topic of this turn; None keeps the previous one.
            stated_by: Who says it.

        Raises:
            InputError: a name in force is added, or one that is not in force is edited.
        """
        topic = self.topic if topic is None else topic
        if not edits and turn > self.turn and topic == self.topic and self._lasts:
            return replace(self, turn=turn)
        draft = _Draft(self, turn=turn, topic=topic, stated_by=stated_by)
        for name in edits.retract:
            draft.retract(name)
        for name, changes in edits.revise.items():
            draft.revise(name, changes)
        for name in edits.negate:
            draft.negate(name)
        for name, definition in edits.add.items():
            draft.add(name, definition)
        for name in edits.restate:
            draft.restate(name)
        return draft.done()


class _Draft:
    """A ledger being changed: the only place where one is."""

    def __init__(self, ledger: Ledger, *, turn: int, topic: str | None, stated_by: str) -> None:
        if turn < ledger.turn:
            raise ValueError(f"turn {turn} comes after turn {ledger.turn}")
        self.turn, self.topic, self.stated_by = turn, topic, stated_by
        self.in_force = dict(ledger.in_force)
        self.suspended = dict(ledger.suspended)
        self.retired = dict(ledger.retired)
        self.last = dict(ledger.last)
        if turn > ledger.turn:
            self._let_turns_pass()
        if topic != ledger.topic:
            self._change_topic()

    def _let_turns_pass(self) -> None:
        for entry in [entry for entry in self.in_force.values() if entry.scope == "turn"]:
            del self.in_force[entry.name]

    def _change_topic(self) -> None:
        for entry in [entry for entry in self.in_force.values() if entry.scope == "topic"]:
            if entry.topic != self.topic:
                self.suspended[entry.name] = self.in_force.pop(entry.name)
        for entry in [entry for entry in self.suspended.values() if entry.topic == self.topic]:
            del self.suspended[entry.name]
            self._put(replace(entry, spell=entry.spell + 1, since=self.turn))

    def _put(self, entry: Entry) -> None:
        self.in_force[entry.name] = self.last[entry.name] = entry

    def _found(self, name: str, edit: str) -> Entry:
        if name in self.in_force:
            return self.in_force[name]
        other = did_you_mean(name, self.in_force) if self.in_force else ""
        raise InputError(f"{edit} of {name!r}, which is {self._state(name)}{other}")

    def _state(self, name: str) -> str:
        if name in self.suspended:
            topic = self.suspended[name].topic
            if topic is None:
                return "not in force any more: it was added before any topic was named, and one is now"
            return f"suspended until the topic {topic!r} returns"
        if name in self.retired:
            return f"not in force since its retraction at turn {self.retired[name].turn}"
        return "not in force any more" if name in self.last else "not in force: it was never added"

    def _next(self, old: Entry, constraint: Constraint, edit: Origin, **changes: Any) -> Entry:
        return replace(
            old,
            constraint=constraint,
            edit=edit,
            version=old.version + 1,
            spell=old.spell + 1,
            since=self.turn,
            stated=self.turn,
            stated_by=self.stated_by,
            **changes,
        )

    def _answered(self, old: Entry) -> Entry | None:
        """The last version that a reply has answered, without its own predecessor."""
        made_now = old.edit != "add" and old.since == old.stated == self.turn
        return old.previous if made_now else replace(old, previous=None)

    def retract(self, name: str) -> None:
        entry = self._found(name, "retract")
        del self.in_force[name]
        self.retired[name] = Retired(entry, self.turn)

    def revise(self, name: str, changes: Mapping[str, Any]) -> None:
        old = self._found(name, "revise")
        try:
            constraint = revised(old.constraint, changes)
        except InputError as error:
            raise error.at(f"revise of {name!r}") from None
        self._put(self._next(old, constraint, "revise", previous=self._answered(old)))

    def negate(self, name: str) -> None:
        old = self._found(name, "negate")
        self._put(self._next(old, old.constraint.negation(), "negate", previous=self._answered(old)))

    def add(self, name: str, definition: Definition) -> None:
        if name in self.in_force:
            since = self.in_force[name].since
            raise InputError(f"add of {name!r}, which is in force since turn {since}; revise or retract it")
        self.suspended.pop(name, None)
        self.retired.pop(name, None)
        new = Entry(
            name=name,
            constraint=definition.constraint,
            version=1,
            spell=1,
            edit="add",
            since=self.turn,
            stated=self.turn,
            stated_by=self.stated_by,
            first_added=self.turn,
            scope=definition.scope,
            topic=self.topic,
        )
        old = self.last.get(name)
        if old is not None:
            new = replace(new, version=old.version + 1, spell=old.spell + 1, first_added=old.first_added)
        self._put(new)

    def restate(self, name: str) -> None:
        entry = self._found(name, "restate")
        self._put(replace(entry, stated=self.turn, stated_by=self.stated_by))

    def done(self) -> Ledger:
        return Ledger(
            turn=self.turn,
            topic=self.topic,
            in_force=MappingProxyType(self.in_force),
            suspended=MappingProxyType(self.suspended),
            retired=MappingProxyType(self.retired),
            last=MappingProxyType(self.last),
        )
