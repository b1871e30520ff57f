"""Finding words in a reply: whole words from a plain text, or a pattern that a file brought along."""

import re
import warnings
from functools import lru_cache
from typing import Any, Protocol

import regex

from driftsim.constraints.base import Span
from driftsim.errors import CheckError

TIME_LIMIT = 1.0  # seconds that a pattern from a file may take on one reply


class Match(Protocol):
    """What `re` and `regex` matches have in common."""

    def span(self) -> tuple[int, int]:
        """Start and end in characters."""


class Finder(Protocol):
    """Something that finds all its occurrences, left to right, without overlap."""

    def spans(self, text: str) -> list[Span]:
        """Where it occurs."""


class WholeWord:
    """A text to be found whatever its case, not inside a longer word."""

    def __init__(self, plain: str) -> None:
        left = r"(?<!\w)" if re.match(r"\w", plain) else ""
        right = r"(?!\w)" if re.search(r"\w\Z", plain) else ""
        self._pattern = re.compile(f"{left}{re.escape(plain)}{right}", re.IGNORECASE)

    def spans(self, text: str) -> list[Span]:
        """Where it occurs."""
        return [match.span() for match in self._pattern.finditer(text)]


class Pattern:
    """A regular expression from a file, under a time limit.

    What reads the same as plain text runs in `re`; the rest in `regex`, which can be stopped.
    """

    def __init__(self, pattern: str, flags: int = re.IGNORECASE) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            compiled = re.compile(pattern, flags)
        self.plain = not re.search(r"[\\.^$*+?{}\[\]|()]", pattern)
        self._pattern: Any = compiled if self.plain else regex.compile(pattern, flags)
        self._limits = {} if self.plain else {"timeout": TIME_LIMIT}

    def spans(self, text: str) -> list[Span]:
        """Where it matches; a `CheckError` where the time limit is up."""
        try:
            return [match.span() for match in self._pattern.finditer(text, **self._limits)]
        except TimeoutError as error:
            raise CheckError(
                f"the pattern {self._pattern.pattern!r} took more than {TIME_LIMIT:g} s on this reply"
            ) from error


@lru_cache(maxsize=4096)
def whole_word(plain: str) -> WholeWord:
    """The finder of a plain text, made once."""
    return WholeWord(plain)


@lru_cache(maxsize=4096)
def pattern(source: str, flags: int = re.IGNORECASE) -> Pattern:
    """The finder of a pattern, made once."""
    return Pattern(source, flags)
