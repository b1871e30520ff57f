"""Brackets and quotes inside one another."""

import re
from collections.abc import Iterator
from random import Random
from typing import ClassVar, Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.insertion import appended, inserted, prefixed
from driftsim.constraints.types import Positive

_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_OPENING: Final = "([{"
_SHUT: Final = dict(zip(_OPENING, ")]}", strict=True))
_MARKS: Final = {"“": "”", "‘": "’"}
_QUOTES: Final = "\"'“”‘’"
_BRACKET: Final = re.compile(r"[()\[\]{}]")
_QUOTE: Final = re.compile(f"[{_QUOTES}]")
_BEFORE: Final = "([{-–—/>*_"  # behind which a straight quote opens
_DEEPEST: Final = 500  # so deep a text is still built

Stack = list[tuple[str, int, int]]  # what is open: its mark, its place, the depth that is closed inside


def bracketed(depth: int) -> str:
    """A sentence with brackets inside brackets, so many deep."""
    kinds = [_OPENING[level % len(_OPENING)] for level in range(depth)]
    opening = "".join(f" {kind}as" if level else f"{kind}as" for level, kind in enumerate(kinds))
    return f"It is late {opening} well{''.join(_SHUT[kind] for kind in reversed(kinds))}."


def quoted(depth: int, first: str = '"') -> str:
    """A sentence with quotes inside quotes, so many deep."""
    other = "'" if first == '"' else '"'
    marks = [other if level % 2 else first for level in range(depth)]
    opening = "".join(f"{mark}he said " for mark in marks)
    return f"{opening}so{''.join(f' again{mark}' for mark in reversed(marks))}."


def with_nesting(draft: str, sentence: str) -> Iterator[str]:
    """Texts with that sentence more: in the middle, in front, behind, alone."""
    yield from inserted(draft, sentence)
    yield prefixed(draft, sentence)
    yield f"{sentence} {draft}"
    yield appended(draft, sentence)
    yield sentence


def without_marks(draft: str, *marks: str) -> Iterator[str]:
    """The text without some characters, ever more of them; then one without any."""
    gone = ""
    for more in marks:
        gone += more
        yield draft.translate(str.maketrans("", "", gone))
    yield "It rains."


class Nested(Constraint):
    """Something that opens and closes stands so many levels deep inside itself, and all of it is closed."""

    family = "format"
    things: ClassVar[str]
    depth: Positive

    def deepest(self, text: str) -> tuple[int, Span | None]:
        """The greatest depth that is closed, and where it stands."""
        raise NotImplementedError

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare the greatest depth."""
        depth, span = self.deepest(reply.text)
        reason = f"{self.things} {depth} levels deep, asked for at least {self.depth}"
        return Verdict(depth >= self.depth, reason, span if depth >= self.depth else None)

    def ask(self) -> str:
        """As a user would."""
        return f"Use {self.things} inside {self.things}, at least {self.depth} levels deep."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not use {self.things} inside {self.things} {self.depth} levels deep or more."


class NestedBrackets(Nested):
    """Brackets of the kinds ( ), [ ] and { } stand inside one another, so many levels deep, all closed."""

    kind = "format.nested_brackets"
    example = Example({"depth": 3}, passes="(a [b {c} d])", fails="(a [b {c d])")
    things = "brackets"
    phrasings = Phrasings(
        ask=("Put brackets inside brackets, at least {depth} levels deep.",),
        release=("Brackets inside brackets, {depth} levels deep, are no longer needed.",),
    )

    def deepest(self, text: str) -> tuple[int, Span | None]:
        """Pair the brackets; one that closes what is not open makes a new start."""
        stack: Stack = []
        best: tuple[int, Span | None] = (0, None)
        for place, char in _places(_BRACKET, text):
            if char in _OPENING:
                stack.append((char, place, 0))
            elif stack and stack[-1][0] == _PAIRS[char]:
                best = max(best, _close(stack, place), key=_depth)
            else:
                stack.clear()
        return best

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Such a sentence more."""
        return with_nesting(draft, bracketed(self.depth)) if self.depth <= _DEEPEST else iter(())

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Fewer kinds of brackets, then none."""
        return without_marks(draft, "{}", "[]", "()")


class NestedQuotes(Nested):
    """Quotes stand inside one another, so many levels deep, all closed; an apostrophe is none.

    Curly quotes count as straight ones do. A straight one opens in front of a word and closes behind one.
    """

    kind = "format.nested_quotes"
    example = Example({"depth": 3}, passes="\"I said 'it's “so”, then'.\"", fails="\"I said 'it's so'.\"")
    things = "quotes"
    phrasings = Phrasings(
        ask=("Put quotes inside quotes, at least {depth} levels deep.",),
        release=("Quotes inside quotes, {depth} levels deep, are no longer needed.",),
    )

    def deepest(self, text: str) -> tuple[int, Span | None]:
        """Pair the quotes; what stays open inside one that closes is left out."""
        stack: Stack = []
        best: tuple[int, Span | None] = (0, None)
        opened = -1  # where the last one opened
        count = dict.fromkeys(_QUOTES, 0)  # how many are open of each
        for place, char in _places(_QUOTE, text):
            if _is_apostrophe(text, place):
                continue
            if char in _MARKS or (char in "\"'" and _opens(text, place, opened)):
                opened = place
                closing = _MARKS.get(char, char)
                stack.append((closing, place, 0))
                count[closing] += 1
            elif count[char]:
                while stack[-1][0] != char:
                    mark, _, inside = stack.pop()
                    count[mark] -= 1
                    _deepen(stack, inside)
                count[char] -= 1
                best = max(best, _close(stack, place), key=_depth)
        return best

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Such a sentence more."""
        return with_nesting(draft, quoted(self.depth)) if self.depth <= _DEEPEST else iter(())

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Fewer kinds of quotes, then none."""
        return without_marks(draft, '"“”', "'‘’")


def _places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in pattern.finditer(text))


def _depth(found: tuple[int, Span | None]) -> int:
    return found[0]


def _close(stack: Stack, place: int) -> tuple[int, Span]:
    """Take the last one off; the depth that it closes."""
    _, start, inside = stack.pop()
    _deepen(stack, inside + 1)
    return inside + 1, (start, place + 1)


def _deepen(stack: Stack, inside: int) -> None:
    if stack:
        mark, place, depth = stack[-1]
        stack[-1] = mark, place, max(depth, inside)


def _is_apostrophe(text: str, place: int) -> bool:
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return text[place] in "'’" and len(around) > 1 and around.isalnum()


def _opens(text: str, place: int, opened: int) -> bool:
    before, behind = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    free = not before or before.isspace() or before in _BEFORE or opened == place - 1
    return free and bool(behind) and not behind.isspace()
