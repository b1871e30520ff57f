"""Constraints made of others: what is left when one is denied or turned into its opposite."""

from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Any, Self

from pydantic import SerializeAsAny

from driftsim.constraints.base import Constraint, Context, Example, Family, Reply, Verdict
from driftsim.constraints.questions import Question
from driftsim.constraints.surgery.filler import paragraph


class Wrapped(Constraint):
    """A negated constraint: it keeps its inside, so that negating again gives it back."""

    family = "structural"
    of: SerializeAsAny[Constraint]

    def negation(self) -> Constraint:
        """The constraint inside."""
        return self.of

    def ask(self) -> str:
        """How a user forbids the inside."""
        return self.of.forbid()

    def forbid(self) -> str:
        """How a user asks for the inside."""
        return self.of.ask()

    def judge_questions(self, reply: Reply, context: Context) -> tuple[Question, ...]:
        """What the inside asks."""
        return self.of.judge_questions(reply, context)

    def situations(self) -> tuple[Context, ...]:
        """Those of the inside."""
        return self.of.situations()

    @property
    def label(self) -> str:
        """The kind with its inside."""
        return f"{self.kind}({self.of.label})"

    @property
    def origin(self) -> str | None:
        """Where the inside comes from."""
        return self.of.origin

    @property
    def skill(self) -> Family:
        """The family of the inside."""
        return self.of.skill

    def around(self, inside: Constraint) -> Self:
        """The same negation of another constraint."""
        return type(self)(of=inside)

    def spec(self) -> dict[str, Any]:
        """The constraint as it is written in a file."""
        return {"check": self.kind, "of": self.of.spec()}


class Not(Wrapped):
    """The reply does not satisfy another constraint. A blank reply never satisfies a `not`."""

    kind = "not"
    example = Example(
        {"of": {"check": "format.title"}}, passes="A plain reply.", fails="<<A title>>\nand a reply."
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Turn the verdict of the inside around; its error stays an error."""
        inside = self.of.strict(reply, context)
        return Verdict(not inside.held, f"not wanted: {inside.reason}", inside.span, 1 - inside.score)

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """What breaches the inside, in the draft or in a text of our own."""
        for start in filter(str.strip, (draft, paragraph(chance))):
            yield start
            yield from self.of.breaches(start, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """What the inside asks for."""
        return self.of.rewrites(draft, chance)


class Opposite(Wrapped):
    """The reply satisfies what a user means by the opposite of another constraint.

    "Not four bullets" means no bullets, not three or five.
    """

    kind = "opposite"
    example = Example(
        {"of": {"check": "format.bullets", "exactly": 2}},
        passes="Red and blue.",
        fails="- red\n- blue\n- green",
    )

    def meaning(self) -> Constraint:
        """The opposite itself."""
        return _meaning(self.of)

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Check the opposite."""
        return self.meaning().strict(reply, context)

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """What the opposite asks for."""
        return self.meaning().rewrites(draft, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """What breaches the opposite."""
        return self.meaning().breaches(draft, chance)


@lru_cache(maxsize=256)
def _meaning(inside: Constraint) -> Constraint:
    opposite = inside.opposite()
    return Not(of=inside) if opposite is None else opposite
