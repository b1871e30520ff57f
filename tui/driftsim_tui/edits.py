"""A turn's edits as plain data: how they are told, and what they add up to.

This is no ledger: what is in force, since when and with which outcome stands in the journal. Here is only
kept in mind how each constraint was written, for a screen to show.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

KINDS: Final = ("retract", "revise", "negate", "add", "restate")
_OWN: Final = frozenset({"check", "ifeval", "kwargs", "scope", "place"})


@dataclass
class Standing:
    """How each constraint stands written after the edits so far."""

    _written: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _negated: set[str] = field(default_factory=set)

    def apply(self, edits: Mapping[str, Any]) -> None:
        """Take in a turn's edits, in the order in which they count."""
        for name in edits.get("retract", ()):
            self._written.pop(name, None)
            self._negated.discard(name)
        for name, changes in dict(edits.get("revise", {})).items():
            self._written[name] = _revised(self._written.get(name, {}), changes)
        self._negated ^= {str(name) for name in edits.get("negate", ())}
        for name, definition in dict(edits.get("add", {})).items():
            self._written[name] = definition
            self._negated.discard(name)

    def written(self) -> Mapping[str, str]:
        """Each constraint in words, by name."""
        return {
            name: ("not " if name in self._negated else "") + told(written)
            for name, written in self._written.items()
        }


def told(written: Any) -> str:
    """A constraint as a file has it, in one line.

    Example:
        >>> told({"check": "length.words", "at_most": 50})
        'length.words at_most=50'
    """
    if not isinstance(written, Mapping):
        return str(written)
    kind = written.get("check") or written.get("ifeval") or ""
    parameters = {key: value for key, value in written.items() if key not in _OWN} | dict(
        written.get("kwargs") or {}
    )
    words = [str(kind), *(f"{key}={_short(value)}" for key, value in parameters.items())]
    return " ".join(word for word in words if word)


def each(edits: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every edit of a turn: its kind, the constraint's name, and how it is written now, if that was told."""
    for kind in KINDS:
        named = edits.get(kind) or ()
        for name in named:
            yield kind, str(name), told(named[name]) if isinstance(named, Mapping) else ""


def names(edits: Mapping[str, Any], name: str) -> bool:
    """Whether a turn's edits put this constraint in force anew."""
    return any(name in (edits.get(kind) or ()) for kind in ("add", "revise", "negate"))


def _revised(before: Mapping[str, Any], changes: Any) -> Mapping[str, Any]:
    if not isinstance(changes, Mapping) or "check" in changes or "ifeval" in changes:
        return changes if isinstance(changes, Mapping) else before
    merged = {**before, **changes}
    return {key: value for key, value in merged.items() if value is not None}


def _short(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
