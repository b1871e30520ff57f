"""IFBench's counts of conjunctions, names, numbers and palindromes."""

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Annotated, Any, Final

from pydantic import Field

from driftsim.constraints.base import Context, Example, Reply, Span, Verdict
from driftsim.constraints.bounded import beyond
from driftsim.constraints.ifbench.lone import Lone
from driftsim.constraints.ifbench.same import Asked
from driftsim.constraints.ifeval.reference import AtLeast
from driftsim.constraints.lexical.conjunctions import CONJUNCTIONS, Conjunctions, conjunction
from driftsim.constraints.lexical.numbers import Numbers, with_numbers
from driftsim.constraints.lexical.palindromes import (
    Palindromes,
    palindrome,
    palindromes,
    without_palindromes,
)
from driftsim.constraints.room import Room
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.kept import spans_of
from driftsim.constraints.surgery.replacement import without
from driftsim.constraints.types import Count, times
from driftsim.text import edged, unmarked

NAMES: Final = (
    "Emma Liam Sophia Jackson Olivia Noah Ava Lucas Isabella Mason Mia Ethan Charlotte Alexander Amelia"
    " Benjamin Harper Leo Zoe Daniel Chloe Samuel Lily Matthew Grace Owen Abigail Gabriel Ella Jacob Scarlett"
    " Nathan Victoria Elijah Layla Nicholas Audrey David Hannah Christopher Penelope Thomas Nora Andrew Aria"
    " Joseph Claire Ryan Stella Jonathan"
).split()
_NAME = re.compile(rf"\b(?:{'|'.join(NAMES)})\b")
_NUMBER = re.compile(r"\d(?:[!-/:-@\[-`{-~]*\d)*")  # punctuation between digits is gone when they are counted
_CUT: Final = 1 + max(map(len, CONJUNCTIONS))  # letters with which a word is too long for one
_PALINDROMES: Final = 10
_LETTERS: Final = 5


class ConjunctionCount(AtLeast):
    """At least so many different spellings of conjunctions: `and`, `And` and `and,` are three."""

    source_id = "count:conjunctions"
    ours = Conjunctions
    example = Example({"small_n": 3}, passes="And so, and then and, go.", fails="Rest and eat and work.")
    number_name = "small_n"
    unit = "different coordinating conjunction"
    request = "Use {amount} in your answer."
    small_n: Count

    def count(self, reply: Reply) -> int:
        """The different spellings."""
        return sum(edged(piece)[:_CUT].lower() in CONJUNCTIONS for piece in set(reply.pieces))

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """More spellings than there are conjunctions."""
        marks = ("", *("." * size for size in range(3, 4 + self.small_n // len(CONJUNCTIONS))))
        new = (f"{word}{mark}" for mark in marks for word in CONJUNCTIONS)
        yield f"{draft.rstrip()} {' '.join(new)}"

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Other words instead of all but the first spellings."""
        gone = set(_spellings(draft)[max(self.small_n - 1, 0) :])
        return without(draft, lambda text: spans_of(text, gone.__contains__), chance)


def _spellings(text: str) -> list[str]:
    return list(dict.fromkeys(filter(conjunction, text.split())))


class PersonNames(AtLeast, Lone):
    """At least so many of fifty first names occur, as whole words and with their capital."""

    source_id = "count:person_names"
    family = "lexical"
    example = Example({"N": 2}, passes="Emma met Leo.", fails="Emma met Leonardo.")
    number_name = "N"
    unit = "different person name"
    request = f"Mention {{amount}} from this list: {', '.join(NAMES)}."
    N: Annotated[Count, Field(le=len(NAMES))]

    def count(self, reply: Reply) -> int:
        """The different names."""
        return len(set(NAMES).intersection(reply.words))

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The missing ones in one more sentence."""
        known = set(_NAME.findall(draft))
        others = [name for name in NAMES if name not in known]
        new = chance.sample(others, min(max(self.N - len(known), 0), len(others)))
        yield from inserted(draft, f"{' and '.join(new)} joined in.")

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Other words instead of all but the first ones."""
        gone = set(list(dict.fromkeys(_NAME.findall(draft)))[max(self.N - 1, 0) :])
        return without(draft, lambda text: [m.span() for m in _NAME.finditer(text) if m[0] in gone], chance)


class NumberCount(Asked):
    """Exactly so many numbers in digits, once all punctuation is gone: `10-20` and `1,000` are one each."""

    source_id = "count:numbers"
    ours = Numbers
    example = Example({"N": 2}, passes="In 2020 I had 3.5 kg.", fails="From 10-20 only.")
    N: Count

    def twin_parameters(self) -> dict[str, Any]:
        """So many numbers."""
        return {"exactly": self.N}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the digits that stand together."""
        found = _numbers(reply.text)
        reason = f"{times(len(found), 'number')}, asked for exactly {self.N}"
        return Verdict(len(found) == self.N, reason, beyond(found, self.N))

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """What counts as a number here added or replaced."""
        return with_numbers(draft, _numbers, Room(self.N, self.N), chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One too many."""
        return with_numbers(draft, _numbers, Room(self.N + 1, self.N + 1), chance)


def _numbers(text: str) -> Sequence[Span]:
    return [match.span() for match in _NUMBER.finditer(text)]


class TenPalindromes(Asked):
    """At least ten words of at least five characters read the same backwards; the same one counts again."""

    source_id = "words:palindrome"
    ours = Palindromes
    example = Example({}, passes="level " * _PALINDROMES, fails="level noon " * (_PALINDROMES - 1))

    def twin_parameters(self) -> dict[str, Any]:
        """Ten of five letters."""
        return {"at_least": _PALINDROMES, "letters": _LETTERS}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count them."""
        found = len(palindromes(reply.small_bare_pieces, _LETTERS))
        return Verdict(
            found >= _PALINDROMES, f"{times(found, 'palindrome')}, asked for at least {_PALINDROMES}"
        )

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Other words instead of all of them."""
        return without_palindromes(draft, lambda p: palindrome(unmarked(p.lower()), _LETTERS), chance)
