"""Finding words in a reply: whole words from a plain text, or a pattern that a file brought along."""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import regex

from driftsim.constraints.base import Span
from driftsim.errors import CheckError

TIME_LIMIT = 1.0  # seconds that a pattern from a file may take on one reply
_META = re.compile(r"[\\.^$*+?{}\[\]|()]")


class Finder:
    """Finds all occurrences of something, left to right, without overlap."""

    def __init__(self, compiled: Any, *, needs: str = "", **limits: float) -> None:
        self._compiled = compiled
        self._needs = needs.lower() if needs.isascii() else ""  # without it in any case, nothing is found
        self._limits = limits

    def first(self, text: str) -> Span | None:
        """Where it occurs first; a `CheckError` where the time limit is up."""
        return next(self._spans(text), None)

    def spans(self, text: str) -> list[Span]:
        """Where it occurs; a `CheckError` where the time limit is up."""
        return list(self._spans(text))

    def _spans(self, text: str) -> Iterator[Span]:
        if self._needs and text.isascii() and self._needs not in text.lower():
            return
        try:
            for match in self._compiled.finditer(text, **self._limits):
                yield match.span()
        except TimeoutError as error:
            raise CheckError(
                f"the pattern {self._compiled.pattern!r} took more than {TIME_LIMIT:g} s on this reply"
            ) from error


@lru_cache(maxsize=4096)
def whole_word(plain: str) -> Finder:
    """The finder of a plain text, whatever its case, that does not stand inside a longer word."""
    left = r"(?<!\w)" if re.match(r"\w", plain) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", plain) else ""
    return Finder(re.compile(f"{left}{re.escape(plain)}{right}", re.IGNORECASE), needs=plain)


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
                return Finder(compiled)
            return Finder(regex.compile(whole, flags), timeout=TIME_LIMIT)
    except (re.error, regex.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{source!r} is no regular expression: {error}") from None


def groups(source: str) -> int:
    """How many capturing groups a regular expression has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(source).groups
