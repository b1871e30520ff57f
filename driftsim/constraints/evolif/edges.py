"""EvolIF's `startwith` and `endwith`."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final, Literal, Self

from pydantic import model_validator

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.evolif.reading import Group
from driftsim.constraints.format.quoted_edges import PAIRS, QuotedClosing, QuotedOpening
from driftsim.constraints.lexical.closing import Closing, LastLetter
from driftsim.constraints.lexical.opening import FirstLetter, Opening
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.types import Phrase
from driftsim.constraints.wrappers import EDGE_MARKS

_WHITE: Final = "\ufeff\n\r\t "
_INVISIBLE: Final = re.compile(r"[\s\ufeff\u180e\u2000-\u200f\u2060]+")
_LETTER: Final = re.compile(r"[A-Za-z]")
_SHOWN: Final = 20


class EdgeGroup(Group):
    """What a reply must have at one edge: a letter, an emoji, a keyword, or a passage between two marks."""

    mode: Literal["letter", "emoji", "keyword", "quotation"]
    value: Phrase | None = None
    left: str | None = None
    right: str | None = None

    @model_validator(mode="after")
    def _fits_the_mode(self) -> Self:
        if self.mode == "quotation":
            if self.value is not None:
                raise ValueError("mode quotation takes left and right, not value")
            if f"{self.left or ''}{self.right or ''}" not in PAIRS or not self.left:
                raise ValueError(f"left={self.left!r} and right={self.right!r} are none of {' '.join(PAIRS)}")
        elif self.left is not None or self.right is not None:
            raise ValueError(f"mode {self.mode} takes value, not left and right")
        elif self.value is None:
            raise ValueError(f"mode {self.mode} needs a value")
        elif self.mode == "letter" and not re.fullmatch("[A-Za-z]", self.value):
            raise ValueError(f"value={self.value!r} is no letter from a to z")
        return self


class StartWith(EdgeGroup):
    """The reply begins so; one run of punctuation before it is passed over, and a word may run on."""

    kind = "evolif.startwith"
    family = "lexical"
    example = Example({"mode": "letter", "value": "z"}, passes="**Zebras** run.", fails="A zebra runs.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at the beginning."""
        text = reply.text.lstrip(_WHITE)
        if self.left is not None and self.right is not None:
            held = text.startswith(self.left) and text.find(self.right, len(self.left)) >= 0
            return self._told(text, held=held)
        if invisible := _INVISIBLE.match(text):
            text = text[invisible.end() :]
        text, value = text.lstrip(EDGE_MARKS), self.value or ""
        if self.mode != "letter":
            return self._told(text, held=text[: 3 * len(value)].casefold().startswith(value.casefold()))
        letter = _LETTER.search(text)
        return self._told(text, held=letter is not None and letter[0].lower() == value.lower())

    def _told(self, text: str, *, held: bool) -> Verdict:
        return Verdict(held, f'behind marks the reply begins with "{text[:_SHOWN]}"')

    def twins(self) -> tuple[Constraint, ...]:
        """By the mode."""
        if self.left is not None and self.right is not None:
            return (QuotedOpening(left=self.left, right=self.right),)
        value = self.value or ""
        return (FirstLetter(letter=value),) if self.mode == "letter" else (Opening(phrase=value),)

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """What the edge needs, and then the draft."""
        if self.value is not None:
            yield f"{self.value} {draft.strip()}"
            yield self.value
            yield f'"{self.value} {draft.strip()}'

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Other words first."""
        for opener in ("So", "Of course.", "1"):
            yield f"{opener} {draft.strip()}"
        yield from (paragraph(chance), "So it is.", "Of course.")


class EndWith(EdgeGroup):
    """The reply ends so; one run of punctuation behind it is passed over, and a word may begin before."""

    kind = "evolif.endwith"
    family = "lexical"
    example = Example({"mode": "letter", "value": "J"}, passes="It was DJ 42!", fails="It was Jon.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at the end."""
        text = reply.text.rstrip(_WHITE)
        if self.left is not None and self.right is not None:
            held = text.endswith(self.right) and self.left in text[: -len(self.right)]
            return self._told(text, held=held)
        text, value = text.rstrip(EDGE_MARKS), self.value or ""
        if self.mode != "letter":
            return self._told(text, held=text[-3 * len(value) :].casefold().endswith(value.casefold()))
        letter = next((char for char in reversed(text) if _LETTER.match(char)), None)
        return self._told(text, held=letter is not None and letter.lower() == value.lower())

    def _told(self, text: str, *, held: bool) -> Verdict:
        return Verdict(held, f'before marks the reply ends with "{text[-_SHOWN:]}"')

    def twins(self) -> tuple[Constraint, ...]:
        """By the mode."""
        if self.left is not None and self.right is not None:
            return (QuotedClosing(left=self.left, right=self.right),)
        value = self.value or ""
        return (LastLetter(letter=value),) if self.mode == "letter" else (Closing(phrase=value),)

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft, and then what the edge needs."""
        if self.value is not None:
            yield f"{draft.strip()} {self.value}"
            yield self.value
            yield f"{draft.strip()} {self.value}."

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Other words last."""
        for closer in ("so it is", "and that is all", "1 a b"):
            yield f"{draft.strip()} {closer}"
        yield from (paragraph(chance), "So it is", "That is all")
