"""IFBench's instructions on punctuation, brackets and quotes."""

import re
from collections.abc import Iterator
from random import Random
from typing import Any, Final

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.format.nesting import (
    NestedBrackets,
    NestedQuotes,
    quoted,
    with_nesting,
    without_marks,
)
from driftsim.constraints.ifbench.lone import Lone
from driftsim.constraints.ifbench.same import Asked
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.types import listed

_INTERROBANGS: Final = ("?!", "!?", "‽")
_MARKS: Final = ".,!?;:"
_ALL: Final = "Is that so?! Well, yes: it rains; stay in! Why not? That is all."
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_BRACKET: Final = re.compile(r"[()\[\]{}]")
_QUOTE: Final = re.compile("[\"']")
_BRACKETS: Final = 5
_QUOTES: Final = 3


class AllPunctuation(Lone):
    """An interrobang stands somewhere, and beside the first one each of . , ! ? ; : does."""

    source_id = "count:punctuation"
    family = "format"
    example = Example(
        {}, passes="Yes: no; well, really?! Go! Why? End.", fails="Yes: no; well, really?! End."
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Take the first interrobang away, then look for the others."""
        if not any(mark in reply.text for mark in _INTERROBANGS):
            return Verdict(held=False, reason="no interrobang")
        first = next((mark for mark in _INTERROBANGS[:2] if mark in reply.text), "")
        rest = reply.text.replace(first, "", 1) if first else reply.text
        missing = [mark for mark in _MARKS if mark not in rest]
        if missing:
            return Verdict(held=False, reason=f"{listed(missing)} missing", score=1 - len(missing) / 7)
        return Verdict(held=True, reason="each mark found")

    def ask(self) -> str:
        """As a user would."""
        return "Use each of these marks at least once: full stop, comma, semicolon, colon, !, ? and also ?!"

    def deny(self) -> str:
        """As a user would."""
        return "Leave out at least one of these marks: full stop, comma, semicolon, colon, !, ? or ?!"

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences with all of them more."""
        yield from inserted(draft, _ALL)
        yield _ALL

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Without the rarest one."""
        for mark in sorted(_MARKS, key=draft.count):
            yield from without_marks(draft, mark)


class FiveBrackets(Asked):
    """A bracket closes that fits the last open one, once five were open together since the last misfit."""

    source_id = "format:parentheses"
    ours = NestedBrackets
    example = Example({}, passes="([{([x]", fails="(a [b {c (d)}])")

    def twin_parameters(self) -> dict[str, Any]:
        """Five levels."""
        return {"depth": _BRACKETS}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Pair the brackets up to the first that decides."""
        stack: list[str] = []
        depth = 0
        for match in _BRACKET.finditer(reply.text):
            opening = _PAIRS.get(match[0])
            if opening is None:
                stack.append(match[0])
                depth = max(depth, len(stack))
            elif not stack or stack.pop() != opening:
                stack, depth = [], 0
            elif depth >= _BRACKETS:
                return Verdict(held=True, reason=f"brackets {depth} deep", span=match.span())
        return Verdict(held=False, reason=f"no bracket closes behind {_BRACKETS} that are open")

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Without brackets."""
        return without_marks(draft, "{}", "[]", "()")


class ThreeQuotes(Asked):
    """Straight quotes of both kinds, apostrophes too: three levels close behind the deepest one."""

    source_id = "format:quotes"
    ours = NestedQuotes
    example = Example({}, passes='"a \'b "c" d\' e"', fails="\"a 'b' c\"")

    def twin_parameters(self) -> dict[str, Any]:
        """Three levels."""
        return {"depth": _QUOTES}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """A mark like the last open one closes it, any other opens."""
        stack: list[str] = []
        deepest = closed = 0
        for match in _QUOTE.finditer(reply.text):
            if stack and stack[-1] == match[0]:
                stack.pop()
                closed = max(closed, deepest - len(stack))
                if closed >= _QUOTES:
                    return Verdict(held=True, reason=f"quotes {deepest} deep", span=match.span())
            else:
                stack.append(match[0])
                deepest = max(deepest, len(stack))
        return Verdict(held=False, reason=f"quotes close {closed} levels, asked for {_QUOTES}")

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Three levels that begin with the other mark."""
        return with_nesting(draft, quoted(_QUOTES, "'"))

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Without the rarer mark, then without both."""
        return without_marks(draft, *sorted("\"'", key=draft.count))
