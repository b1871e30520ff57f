"""Sentences first, bullet points then."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph, sentence
from driftsim.constraints.surgery.lines import with_last_line
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.parts import in_more
from driftsim.constraints.types import times
from driftsim.text import sentences

_MARK: Final = re.compile(r"^[ \t]*(?:[*+•-]+|#+|\d+[.)])[ \t]*", re.MULTILINE)
_CLOSING: Final = "\"'”’)]*_ \t"
_LEAST: Final = 2  # sentences, and bullet points


def in_order(draft: str, chance: Random) -> Iterator[str]:
    """Texts near a draft that are sentences, the last two of them bullet points; then one of our own."""
    lines = _MARK.sub("", draft).replace("*", "").split("\n")
    plain = " ".join(_ended(" ".join(line.split())) for line in lines if line.strip())
    for text in (plain, like(draft, paragraph(chance, 5))):
        pieces = in_more(sentences(text), 2 * _LEAST, chance)
        for head in (pieces[:-_LEAST], [*pieces, *(like(draft, sentence(chance)) for _ in range(_LEAST))]):
            yield "\n".join([" ".join(head), *(f"* {piece}" for piece in pieces[-_LEAST:])])


def _ended(line: str) -> str:
    return line if line[-1] in ".!?:;," else f"{line}."


class TextThenBullets(Constraint):
    """Two sentences or more that end with a full stop, then two bullet points with `*` or more, no text."""

    kind = "format.text_then_bullets"
    family = "format"
    example = Example({}, passes="One here. Two here.\n\n* a\n\n* b\n", fails="One here! Two here!\n* a\n* b")
    phrasings = Phrasings(
        ask=("Write two or more sentences with full stops and then two or more bullet points (*).",),
        release=("Sentences followed by bullet points are no longer needed.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count both; blank lines are passed over."""
        lines = [line.strip() for line in reply.lines if line.strip()]
        first = next((n for n, line in enumerate(lines) if line.startswith("*")), len(lines))
        bullets = lines[first:]
        if not bullets:
            return Verdict(held=False, reason=f"no bullet point with *, asked for at least {_LEAST}")
        if not all(line.startswith("*") for line in bullets):
            return Verdict(held=False, reason="text stands behind a bullet point")
        ended = sum(part.rstrip(_CLOSING).endswith(".") for line in lines[:first] for part in sentences(line))
        reason = (
            f"{times(ended, 'sentence')} with a full stop and {times(len(bullets), 'bullet point')},"
            f" asked for at least {_LEAST} of each"
        )
        return Verdict(min(ended, len(bullets)) >= _LEAST, reason)

    def ask(self) -> str:
        """As a user would."""
        return (
            "Write at least two sentences that end with a period, then at least two bullet points marked"
            " with * and nothing else."
        )

    def deny(self) -> str:
        """As a user would."""
        return "Do not write two or more sentences followed by nothing but two or more bullet points with *."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The last sentences as bullet points."""
        return in_order(draft, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A closing sentence."""
        yield with_last_line(draft, like(draft, sentence(chance)))
        yield paragraph(chance)
