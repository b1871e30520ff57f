"""Bullet points with points of their own."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph, sentence
from driftsim.constraints.surgery.lines import with_last_line
from driftsim.constraints.surgery.manner import like

_BULLET: Final = re.compile(r"[ \t]*\*\s+\S")
_SUB: Final = re.compile(r"[ \t]+-\s+\S")


def _bare(lines: list[str]) -> list[int]:
    """The lines with `*` bullets that have no sub-bullet before the next one."""
    bare: list[int] = []
    open_bullet = False
    for place, line in enumerate(lines):
        if _BULLET.match(line):
            bare.append(place)
            open_bullet = True
        elif open_bullet and _SUB.match(line):
            bare.pop()
            open_bullet = False
    return bare


def with_sub_bullets(draft: str, chance: Random) -> Iterator[str]:
    """Texts near a draft with a sub-bullet below each bullet, with other asterisks and without them."""
    lines = draft.split("\n")
    for place in reversed(_bare(lines)):
        lines.insert(place + 1, f"  - {like(draft, sentence(chance))}")
    own = "\n".join(
        like(draft, f"* {sentence(chance)}\n  - {sentence(chance)}\n  - {sentence(chance)}") for _ in range(2)
    )
    text = "\n".join(lines)
    yield text
    yield with_last_line(text, own)
    yield with_last_line(draft.replace("*", ""), own)
    yield own


class SubBullets(Constraint):
    """Below each bullet point with `*` stands an indented one with `-`; there is one at least."""

    kind = "format.sub_bullets"
    family = "format"
    example = Example({}, passes="* Trees\n  - oak\n* Birds\n  - owl", fails="* Trees\n* Birds\n  - well-fed")
    phrasings = Phrasings(
        ask=("Give each bullet point (*) at least one sub-bullet (-) below it.",),
        release=("Bullet points need no sub-bullets any more.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look below each bullet point."""
        bare = _bare(reply.lines)
        if bare:
            start = sum(len(line) + 1 for line in reply.lines[: bare[0]])
            span = start, start + len(reply.lines[bare[0]])
            return Verdict(held=False, reason="a bullet point without a sub-bullet", span=span)
        found = any(_BULLET.match(line) for line in reply.lines)
        return Verdict(found, "each bullet point has a sub-bullet" if found else "no bullet point with *")

    def ask(self) -> str:
        """As a user would."""
        return "Use bullet points marked with * and put at least one indented sub-bullet with - below each."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The missing sub-bullets; then a list of our own."""
        return with_sub_bullets(draft, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A bullet point more, without."""
        yield f"{draft.rstrip()}\n* {like(draft, sentence(chance))}"
        yield paragraph(chance)
