"""Lines like a staircase."""

from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import sentence


def indents(lines: Sequence[str]) -> list[int]:
    """How many blanks each line begins with."""
    return [len(line) - len(line.lstrip(" ")) for line in lines]


def first_step_down(lines: Sequence[str]) -> int | None:
    """The first line that is not indented further than the one before it; None where there is none."""
    depths = indents(lines)
    return next((n for n in range(1, len(depths)) if depths[n] <= depths[n - 1]), None)


class GrowingIndent(Constraint):
    """Each line is indented by more blanks than the one before it; blank lines do not count."""

    kind = "format.growing_indent"
    family = "format"
    example = Example({}, passes="Oak\n elm\n\n   ash", fails="Oak\n elm\n ash")
    phrasings = Phrasings(
        ask=("Begin each line with more blanks than the line before.",),
        release=("How the lines are indented no longer matters.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare neighbours."""
        place = first_step_down([line for line in reply.lines if line.strip()])
        if place is None:
            return Verdict(held=True, reason="each line is indented further than the one before")
        return Verdict(held=False, reason=f"line {place + 1} is not indented further than the one before")

    def ask(self) -> str:
        """As a user would."""
        return "Make the lines a staircase: indent each line further than the line before it."

    def deny(self) -> str:
        """As a user would."""
        return "Do not indent each line further than the line before it."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A blank more before each line; blank lines go."""
        lines = [line.strip() for line in draft.split("\n") if line.strip()]
        yield "\n".join(" " * depth + line for depth, line in enumerate(lines))
        yield sentence(chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Two lines at the margin behind it."""
        yield "\n".join([draft.rstrip(), sentence(chance), sentence(chance)])
