"""Punctuation marks in, punctuation marks out."""

from collections.abc import Iterator
from random import Random
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.mark_words import with_marks, without_marks
from driftsim.constraints.types import _tuple, listed


def _is_mark(value: str) -> str:
    if not value.strip() or any(char.isalnum() or char.isspace() for char in value):
        raise ValueError("must be a mark without letters, digits and white space")
    return value


Mark = Annotated[str, AfterValidator(_is_mark)]
Marks = Annotated[tuple[Mark, ...], BeforeValidator(_tuple), Field(min_length=1)]


class Punctuation(Constraint):
    """Each of some punctuation marks occurs, as it is written."""

    kind = "lexical.punctuation"
    family = "lexical"
    example = Example({"marks": [";", "￥"]}, passes="Rain; tea for ￥5", fails="Rain; tea for $5")
    marks: Marks
    phrasings = Phrasings(
        ask=("Use {marks} somewhere in your answer.", "Work in {marks}."),
        forbid=("Write without {marks_or}.",),
        release=("Whether you use {marks} no longer matters.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each mark."""
        missing = [mark for mark in self.marks if mark not in reply.text]
        if missing:
            share = 1 - len(missing) / len(self.marks)
            return Verdict(held=False, reason=f"{listed(missing)} missing", score=share)
        return Verdict(held=True, reason=f"{listed(self.marks)} found")

    def ask(self) -> str:
        """As a user would."""
        return f"Use the {_noun(self.marks)} {listed(self.marks)} in your answer."

    def opposite(self) -> Constraint:
        """None of the marks."""
        return NoPunctuation(marks=self.marks)

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The missing marks behind a word."""
        return with_marks(draft, self.marks, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The rarest one taken out."""
        rarest = sorted(self.marks, key=draft.count)
        for mark in rarest:
            yield from without_marks(draft, (mark,), chance)


class NoPunctuation(Constraint):
    """None of some punctuation marks occurs."""

    kind = "lexical.no_punctuation"
    family = "lexical"
    example = Example({"marks": [".", ":"]}, passes="Go now, please!", fails="It is 3.5 km!")
    marks: Marks
    phrasings = Phrasings(
        ask=("Write without {marks_or}.", "Avoid {marks}."),
        forbid=("Work in {marks}.",),
        release=("You may use {marks} again.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each mark, up to the first that is there."""
        for mark in self.marks:
            place = reply.text.find(mark)
            if place >= 0:
                return Verdict(held=False, reason=f'"{mark}" found', span=(place, place + len(mark)))
        return Verdict(held=True, reason=f"no {listed(self.marks, 'or')}")

    def ask(self) -> str:
        """As a user would."""
        return f"Do not use the {_noun(self.marks)} {listed(self.marks, 'or')} in your answer."

    def opposite(self) -> Constraint:
        """Each of the marks."""
        return Punctuation(marks=self.marks)

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft without them."""
        return without_marks(draft, self.marks, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One of them behind a word."""
        yield from with_marks(draft, (chance.choice(self.marks),), chance)
        yield f"{paragraph(chance)} {self.marks[0]}"


def _noun(marks: tuple[str, ...]) -> str:
    return "punctuation mark" if len(marks) == 1 else "punctuation marks"
