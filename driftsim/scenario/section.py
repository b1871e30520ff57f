"""A mapping of a scenario's data with its place, so that every error says where it stands."""

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from driftsim.errors import InputError, did_you_mean
from driftsim.scenario.document import Lines

_SAFE: Final = re.compile(r"\w(?:[\w-]{0,98}\w)?")


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping somewhere in a scenario.

    Args:
        value: The mapping.
        file: The outermost place, such as the file.
        lines: Where things stand; empty where there is no file.
        at: The way to this mapping, as keys.
        node: The place for people, such as `("node 'ask'",)`.
    """

    value: Mapping[str, Any]
    file: tuple[str, ...] = ()
    lines: Lines = field(default_factory=dict)
    at: tuple[str, ...] = ()
    node: tuple[str, ...] = ()

    def line(self, *keys: str) -> int:
        """The line of what stands under these keys, or of what surrounds it; 0 where nobody knows."""
        place = (*self.at, *keys)
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 0)

    def where(self, *keys: str) -> tuple[str, ...]:
        """The place of what stands under these keys, as an error shows it."""
        line = self.line(*keys)
        return (*self.file, *((f"line {line}",) if line else ()), *self.node)

    def wrong(self, message: str, *keys: str) -> InputError:
        """An error at what stands under these keys."""
        return InputError(message, where=self.where(*keys))

    def unfit(self, key: str, expected: str) -> InputError:
        """The error that a value is not what is expected."""
        return self.wrong(f"{key!r} is {short(self.value[key])}: {expected} is expected", key)

    def only(self, known: Collection[str]) -> None:
        """Refuse keys that nobody would read.

        Raises:
            InputError: for the first unknown key.
        """
        for key in self.value:
            if key not in known:
                raise self.wrong(f"unknown key {key!r}{did_you_mean(key, known)}", key)

    def has(self, key: str) -> bool:
        """Whether something other than null stands there."""
        return self.value.get(key) is not None

    def required(self, key: str) -> Any:
        """What stands there.

        Raises:
            InputError: nothing does.
        """
        if not self.has(key):
            raise self.wrong(f"{key!r} is missing")
        return self.value[key]

    def text(self, key: str) -> str | None:
        """A text, or None."""
        if self.has(key) and not isinstance(self.value[key], str):
            raise self.unfit(key, "a text (in quotes, if it looks like something else)")
        return self.value.get(key)

    def flag(self, key: str) -> bool:
        """A truth value, false where there is none."""
        if self.has(key) and not isinstance(self.value[key], bool):
            raise self.unfit(key, "true or false")
        return bool(self.value.get(key))

    def whole(self, key: str) -> int | None:
        """A whole number of at least 1, or None."""
        value = self.value.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
            raise self.unfit(key, "a whole number of at least 1")
        return value

    def number(self, key: str) -> float | None:
        """A number, or None."""
        value = self.value.get(key)
        if value is not None and (
            isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value)
        ):
            raise self.unfit(key, "a number")
        return None if value is None else float(value)

    def section(self, key: str, *node: str) -> "Section":
        """The mapping that stands there, an empty one where there is none; `node` is added to its place."""
        here = replace(self, node=(*self.node, *node))
        if self.has(key) and not isinstance(self.value[key], Mapping):
            raise here.unfit(key, "a mapping")
        return replace(here, value=self.value.get(key) or {}, at=(*self.at, key))

    def sections(self, what: str) -> Iterator[tuple[str, "Section"]]:
        """The mappings inside by name, each with the name in its place."""
        for key in self.value:
            yield key, self.section(key, f"{what} {key!r}")

    def list(self, key: str) -> list[Any]:
        """A list; an empty one where there is none."""
        if self.has(key) and not isinstance(self.value[key], list):
            raise self.unfit(key, "a list")
        return self.value.get(key) or []

    def safe(self, name: str, what: str, *keys: str) -> str:
        """A name that can be part of a file's name.

        Raises:
            InputError: it cannot.
        """
        if not _SAFE.fullmatch(name):
            raise self.wrong(
                f"{what} {short(name)} is no name: at most 100 letters, digits, '-' and '_',"
                " with no '-' at its ends",
                *keys,
            )
        return name


def short(value: Any) -> str:
    """A value as an error shows it, cut after 60 characters."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
