"""Finding words in a reply: whole words from a plain text, or a pattern that a file brought along."""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import regex

from driftsim.constraints.base import Span
from driftsim.errors import CheckError

TIME_LIMIT = 1.0  # seconds that a pattern from a file may take on one reply
_META = re.compile(r"[\\.^$*+?{}\[\]|()]")


class Finder:
    """Finds all occurrences of something, left to right, without overlap.

    Args:
        compiled: The compiled expression.
        begins: ASCII letters, in any case, with which whatever it finds begins; nothing where that is open.
        needs: Such letters that whatever it finds holds somewhere.
        limits: Options of its `finditer`.
    """

    def __init__(self, compiled: Any, *, begins: str = "", needs: str = "", **limits: float) -> None:
        self._compiled = compiled
        self._begins = begins.lower() if begins.isascii() else ""
        self._needs = needs.lower() if needs.isascii() else ""
        self._limits = limits

    def first(self, text: str) -> Span | None:
        """Where it occurs first; a `CheckError` where the time limit is up."""
        return next(self._spans(text), None)

    def spans(self, text: str) -> list[Span]:
        """Where it occurs; a `CheckError` where the time limit is up."""
        return list(self._spans(text))

    def _spans(self, text: str) -> Iterator[Span]:
        small = _small(text) if self._begins or self._needs else None
        if small is not None and not (self._begins in small and self._needs in small):
            return iter(())
        return self._searched(text) if small is None or not self._begins else self._tried(text, small)

    def _tried(self, text: str, small: str) -> Iterator[Span]:
        """What is found where its first letters stand, which is quicker than to look everywhere."""
        place = small.find(self._begins)
        while place >= 0:
            match = self._compiled.match(text, place)
            if match is not None:
                yield match.span()
            place = small.find(self._begins, place + 1 if match is None else match.end())

    def _searched(self, text: str) -> Iterator[Span]:
        try:
            for match in self._compiled.finditer(text, **self._limits):
                yield match.span()
        except TimeoutError as error:
            raise CheckError(
                f"the pattern {self._compiled.pattern!r} took more than {TIME_LIMIT:g} s on this reply"
            ) from error


# In any case, these are read as i, k and s as well; the first grows when it is made small.
_LIKE_ASCII: Final = re.compile("[\u0130\u0131\u017f\u212a]")


@lru_cache(maxsize=8)
def _small(text: str) -> str | None:
    """The text in small letters, each at its place; None where other letters may be read as ASCII ones."""
    return text.lower() if text.isascii() or not _LIKE_ASCII.search(text) else None


@lru_cache(maxsize=4096)
def whole_word(plain: str) -> Finder:
    """The finder of a plain text, whatever its case, that does not stand inside a longer word."""
    left = r"(?<!\w)" if re.match(r"\w", plain) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", plain) else ""
    return Finder(re.compile(f"{left}{re.escape(plain)}{right}", re.IGNORECASE), begins=plain)


@lru_cache(maxsize=4096)
def pattern(source: str, flags: int = re.IGNORECASE, *, before: str = "", after: str = "") -> Finder:
    """The finder of a regular expression from a file, under a time limit.

    What reads the same as plain text runs in `re`; the rest in `regex`, which can be stopped.

    Args:
        source: The expression that stands in the file.
        flags: Flags of `re`.
        before: An expression of ours that stands in front of it.
        after: An expression of ours that stands behind it.

    Raises:
        ValueError: it is no regular expression.
    """
    whole = f"{before}{source}{after}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(whole, flags)
            if not _META.search(source):
                begins = source if flags & re.IGNORECASE and before in ("", r"\b") else ""
                return Finder(compiled, begins=begins, needs=source)
            return Finder(regex.compile(whole, flags), timeout=TIME_LIMIT)
    except (re.error, regex.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{source!r} is no regular expression: {error}") from None


def groups(source: str) -> int:
    """How many capturing groups a regular expression has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(source).groups
