"""EvolIF's `punctuation`."""

from typing import Literal

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.evolif.reading import Group
from driftsim.constraints.lexical.punctuation import Mark, NoPunctuation, Punctuation


class PunctuationGroup(Group):
    """A punctuation mark occurs, or does not."""

    kind = "evolif.punctuation"
    family = "lexical"
    example = Example({"mode": "must_include", "value": "￥"}, passes="￥5", fails="$5")
    mode: Literal["must_include", "must_not_include"]
    value: Mark

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for it."""
        place = reply.text.find(self.value)
        if place < 0:
            return Verdict(self.mode == "must_not_include", f'no "{self.value}"')
        span = place, place + len(self.value)
        return Verdict(self.mode == "must_include", f'"{self.value}" found', span)

    def twins(self) -> tuple[Constraint, ...]:
        """The mark in or out."""
        kind = Punctuation if self.mode == "must_include" else NoPunctuation
        return (kind(marks=(self.value,)),)

    def opposite(self) -> Constraint:
        """The other mode."""
        other = "must_not_include" if self.mode == "must_include" else "must_include"
        return self.model_copy(update={"mode": other})
