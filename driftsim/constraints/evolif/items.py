"""EvolIF's `countableItems`."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.bounded import beyond
from driftsim.constraints.evolif.reading import Group
from driftsim.constraints.format.bullets import Bullets
from driftsim.constraints.ifeval.seen import bullet_lines
from driftsim.constraints.surgery.marks import with_marked_lines
from driftsim.constraints.types import Count, times


class CountableItems(Group):
    """Exactly so many lines begin with `*` or `-`: rules, minus signs and code count too."""

    kind = "evolif.countableItems"
    family = "format"
    example = Example({"num": 2}, passes="* a\n- b", fails="* a\n- b\n---")
    num: Count
    phrasings = Bullets.phrasings

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count such lines."""
        lines = bullet_lines(reply.text)
        reason = f"{times(len(lines), 'bullet point')}, asked for exactly {self.num}"
        return Verdict(len(lines) == self.num, reason, beyond(lines, self.num))

    def twins(self) -> tuple[Constraint, ...]:
        """So many bullet points."""
        return (Bullets(exactly=self.num),)

    def opposite(self) -> Constraint | None:
        """No bullet points."""
        return CountableItems(num=0) if self.num else None

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Lines that count here made plain, or new ones."""
        return with_marked_lines(draft, bullet_lines, self.num)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One too many, or one too few."""
        for number in (self.num + 1, max(self.num - 1, 0)):
            yield from with_marked_lines(draft, bullet_lines, number)
