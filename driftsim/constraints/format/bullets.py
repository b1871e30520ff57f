"""Bullet points."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.bullets import lengthened, listed, shortened
from driftsim.constraints.surgery.lines import with_first_line, with_last_line

_ROUNDS = 3  # a bullet point may hide in another
_BULLET = re.compile(r"\s*[*+•-]\s+\S")


def _lines(reply: Reply) -> Iterator[tuple[int, str]]:
    """The lines outside code fences, with their starts."""
    start, fence = 0, ""
    for line in reply.lines:
        opening = line.lstrip()[:3]
        if opening in ("```", "~~~") and fence in ("", opening):
            fence = "" if fence else opening
        elif not fence:
            yield start, line
        start += len(line) + 1


def _is_rule(line: str) -> bool:
    """Whether a line is a thematic break: three or more equal marks and nothing else."""
    marks = "".join(line.split())
    return len(marks) >= 3 and marks[0] in "*-" and marks == marks[0] * len(marks)


def bullets(reply: Reply) -> list[Span]:
    """The lines that are bullet points in Markdown, code and thematic breaks left out."""
    found = []
    for start, line in _lines(reply):
        if _BULLET.match(line) and not _is_rule(line):
            found.append((start, start + len(line)))
    return found


class Bullets(Bounded):
    """The reply has so many bullet points: lines that begin with `*`, `-`, `+` or `•` and a space."""

    kind = "format.bullets"
    family = "format"
    example = Example({"exactly": 2}, passes="* red\n* blue\n\n---", fails="* red\n* blue\n* green")
    unit = "bullet point"
    dispensable = True
    request = "Use {amount} in your answer, each on a line that starts with * or -."
    refusal = "Do not use {amount} in your answer."
    phrasings = Phrasings(
        ask=(
            "Give me {amount}, marked with * or -.",
            "Write your answer with {amount}, every one on a line of its own after * or -.",
            "Structure your answer with {amount} (lines that start with * or -).",
        ),
        release=(
            "You no longer need to have {amount}.",
            "Bullet points are up to you now; it need not be {amount}.",
        ),
    )

    def places(self, reply: Reply) -> Sequence[Span]:
        """The lines that are bullet points."""
        return bullets(reply)

    def ask(self) -> str:
        """As a user would."""
        return "Use no bullet points in your answer." if self.exactly == 0 else super().ask()

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """Sentences listed, bullet points added, put together, or made prose; at last a list of our own."""
        for _ in range(_ROUNDS):
            found = bullets(Reply(draft))
            if lacking := room.lacking(len(found)):
                own = listed("", lacking, chance)
                outside = with_first_line(draft, own), with_last_line(draft, own)
                draft = lengthened(draft, found, lacking, chance) if found else listed(draft, lacking, chance)
                yield from (draft, *outside)
            elif excess := room.excess(len(found)):
                draft = shortened(draft, found, excess)
        yield draft
