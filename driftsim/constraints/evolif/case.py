"""EvolIF's `case`."""

import re
from collections.abc import Iterator
from random import Random
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.evolif.reading import Group
from driftsim.constraints.format.capital_share import CapitalShare
from driftsim.constraints.format.lowercase import Lowercase
from driftsim.constraints.format.uppercase import Uppercase
from driftsim.constraints.surgery.capital_share import with_share
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.types import Positive
from driftsim.text import letter_cases

_SMALL: Final = re.compile("[a-z]")
_CAPITAL: Final = re.compile("[A-Z]")
_NEAR: Final = 3  # percentage points


class CaseGroup(Group):
    """Letters from a to z in one case, or about so many percent of them capitals; other letters are free."""

    kind = "evolif.case"
    family = "format"
    example = Example({"mode": "min_upper", "min": 29}, passes="ABCdefghij", fails="ABCDefghij")
    mode: Literal["all_upper", "all_lower", "min_upper"]
    min: Annotated[Positive, Field(le=100)] | None = None

    @model_validator(mode="after")
    def _fits_the_mode(self) -> Self:
        if (self.mode == "min_upper") != (self.min is not None):
            raise ValueError(f"mode {self.mode} {'needs min' if self.min is None else 'takes no min'}")
        return self

    def check(self, reply: Reply, context: Context) -> Verdict:
        """By the mode."""
        if self.min is not None:
            return self._share(reply, self.min)
        wrong = (_SMALL if self.mode == "all_upper" else _CAPITAL).search(reply.text)
        if wrong:
            return Verdict(held=False, reason=f'"{wrong[0]}" is in the other case', span=wrong.span())
        return Verdict(held=True, reason="no letter from a to z is in the other case")

    def _share(self, reply: Reply, wanted: int) -> Verdict:
        capitals, small = letter_cases(reply.text, latin=True)
        if not capitals + small:
            return Verdict(held=True, reason="no letters")
        share = 100 * capitals / (capitals + small)
        return Verdict(
            abs(share - wanted) <= _NEAR, f"{share:.1f} percent capitals, asked for about {wanted}"
        )

    def twins(self) -> tuple[Constraint, ...]:
        """By the mode; a share within 3 percentage points."""
        if self.min is not None:
            return (CapitalShare(at_least=max(self.min - 2, 0), at_most=min(self.min + 2, 100)),)
        return (Uppercase() if self.mode == "all_upper" else Lowercase(),)

    def ask(self) -> str:
        """As a user would."""
        return super().ask() if self.min is None else f"Write {self._about()}."

    def deny(self) -> str:
        """As a user would."""
        return super().deny() if self.min is None else f"Do not write {self._about()}."

    def release(self) -> str:
        """As a user would."""
        return super().release() if self.min is None else f"You no longer need to write {self._about()}."

    def _about(self) -> str:
        return f"about {self.min} percent of the letters as capitals, give or take {_NEAR}"

    def spoken(self) -> dict[str, str]:
        """The share."""
        return {} if self.min is None else {"min": str(self.min)}

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Letters raised or lowered."""
        if self.min is not None:
            yield from with_share(draft, self.min, self.min)
            yield from with_share(paragraph(chance), self.min, self.min)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The text in one case, or in the other; then one of our own."""
        for text in (draft, paragraph(chance)):
            yield text.lower()
            yield text.upper()
