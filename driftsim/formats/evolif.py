"""EvolIF: dialogs that come back to their topics, each topic with a ledger of its own, as scenarios.

A line is a turn with the ledger in force; the difference to the topic's ledger before it is what the turn
does. Constraints live as long as their topic is spoken of, and return with it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from driftsim.errors import InputError
from driftsim.files import read_json_lines
from driftsim.formats.evolif_groups import CannotCheck, constraint_of
from driftsim.formats.fields import identifier, optional, required, short
from driftsim.formats.imported import (
    Definitions,
    Demand,
    Follower,
    Ids,
    Imported,
    Scenarios,
    scenario_as_written,
)

Line = tuple[int, Mapping[str, Any]]


def read_evolif(path: Path) -> Scenarios:
    """Read a dialog of EvolIF; a turn 1 after others begins the next dialog of the file.

    What only a judge can grade is left out of the ledger and counted, once for each time it is
    demanded anew; the words of its turn stay.

    Raises:
        InputError: while streaming, with file, line and value.
    """
    source = Scenarios((), format="evolif")
    source.scenarios = _scenarios(path, source.left_out)
    return source


def _scenarios(path: Path, left_out: Counter[str]) -> Iterator[Imported]:
    ids = Ids()
    for number, (_, lines) in enumerate(groupby(_numbered(path), key=lambda one: one[0]), start=1):
        turns = [line for _, line in lines]
        key = path.stem if number == 1 else f"{path.stem}-{number}"
        name = ids.take(key, turns[0][0])
        yield Imported(_Dialog(path, left_out).scenario(name, turns), (str(path), f"line {turns[0][0]}"))


def _numbered(path: Path) -> Iterator[tuple[int, Line]]:
    """The lines, each with the number of its dialog."""
    dialog, expected = 0, 1
    for number, record in read_json_lines(path):
        try:
            turn = required(record, "turn", int)
            if turn == 1:
                dialog, expected = dialog + 1, 1
            if turn != expected:
                raise InputError(f"'turn' is {turn}, where {expected} is expected")
        except InputError as error:
            raise error.at(str(path), f"line {number}") from None
        expected += 1
        yield dialog, (number, record)


class _Dialog:
    """Follows the ledgers of one dialog, topic by topic."""

    def __init__(self, path: Path, left_out: Counter[str]) -> None:
        self._path, self._left_out = path, left_out
        self._definitions = Definitions(scope="topic")
        self._followers: dict[str, Follower] = {}
        self._uncheckable: dict[str, list[str]] = {}

    def scenario(self, name: str, lines: Sequence[Line]) -> dict[str, Any]:
        turns = [self._turn(number, record) for number, record in lines]
        return scenario_as_written(
            name,
            turns,
            self._definitions,
            imported=f"EvolIF {self._path.stem}",
            persona=_persona(lines[0][1]),
        )

    def _turn(self, line: int, record: Mapping[str, Any]) -> dict[str, Any]:
        try:
            topic = identifier(required(record, "active_topic", object), "active_topic")
            say: str = required(record, "user_query_verified", str)
            if not say.strip():
                raise InputError("'user_query_verified' is blank")
            demands = self._demands(topic, required(record, "instructions", list))
        except InputError as error:
            raise error.at(str(self._path), f"line {line}") from None
        follower = self._followers.setdefault(topic, Follower(self._definitions))
        return {"say": say, "topic": topic, **follower.edits(demands)}

    def _demands(self, topic: str, instructions: Sequence[Any]) -> list[Demand]:
        found, uncheckable = [], []
        for place, instruction in enumerate(instructions):
            try:
                group = required(_object(instruction), "id", str)
                args = required(instruction, "args", object)
                found.append(Demand(group, group, constraint_of(group, args)))
            except CannotCheck as reason:
                uncheckable.append((f"{group}, {reason}", repr(args)))
            except InputError as error:
                raise error.at(f"instruction {place}") from None
        before = self._uncheckable.get(topic, [])
        self._left_out.update(reason for reason, args in uncheckable if reason + args not in before)
        self._uncheckable[topic] = [reason + args for reason, args in uncheckable]
        return found


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(f"{short(value)} is no instruction: an object with 'id' and 'args' is expected")
    return value


def _persona(record: Mapping[str, Any]) -> str | None:
    """How the dialog's user writes: the persona with its styles; None where the file tells nothing."""
    style: Mapping[str, Any] = optional(record, "style", dict, {})
    persona: str = optional(style, "persona", str, "")
    styles = "; ".join(map(str, optional(style, "styles", list, [])))
    return f"{persona} {f'Style: {styles}.' if styles else ''}".strip() or None
