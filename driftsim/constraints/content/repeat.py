"""A text said again, or some of its words, and nothing else."""

from collections.abc import Iterator
from random import Random
from typing import Any, Final, Self

from pydantic import model_validator

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import spoken
from driftsim.constraints.surgery.filler import sentence
from driftsim.constraints.surgery.insertion import appended
from driftsim.constraints.types import Phrase, Positive

_MARKS: Final = " \t\r\n*_\"'“”„‘’«»`"
_OTHERS: Final = ("Kindly", "Now", "Please")


class Repeat(Constraint):
    """The whole reply is a given text, or its words from `first` to `last`, which count from 1.

    Capitals, white space, and the quotes and emphasis marks around the whole are free. With
    `change_first_word` the first word is another one, and all others are the same.
    """

    kind = "content.repeat"
    family = "content"
    example = Example(
        {"text": "Name a tall old tree.", "first": 2, "last": 4},
        passes='"a tall OLD"',
        fails="a tall old tree.",
    )
    text: Phrase
    first: Positive | None = None
    last: Positive | None = None
    change_first_word: bool = False

    @model_validator(mode="after")
    def _within_the_text(self) -> Self:
        words, first, last = self.text.split(), self.first or 1, self.last or len(self.text.split())
        if not first <= last <= len(words):
            raise ValueError(
                f"words {first} to {last} are asked for, but the text has words 1 to {len(words)}"
            )
        return self

    def parameters(self) -> dict[str, Any]:
        """Without what is as usual."""
        given = super().parameters()
        return (
            given if self.change_first_word else {k: v for k, v in given.items() if k != "change_first_word"}
        )

    def spoken(self) -> dict[str, str]:
        """Those that are set, as they are written."""
        return spoken(self.parameters())

    def words(self) -> tuple[str, ...]:
        """The words to be said."""
        return tuple(self.text.split()[(self.first or 1) - 1 : self.last])

    def compared(self) -> list[str]:
        """What the words of the reply are compared with."""
        return _words(" ".join(self.words()))

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare word by word."""
        said, wanted = _words(reply.text), self.compared()
        if not self.change_first_word:
            held = said == wanted
            return Verdict(held, f"the reply is {'' if held else 'not '}the text asked for and nothing else")
        if said[1:] != wanted[1:]:
            return Verdict(held=False, reason="the words behind the first one are not those asked for")
        held = said[0].strip(_MARKS) != wanted[0].strip(_MARKS)
        return Verdict(held, f"the first word is {'another one' if held else 'the same'}")

    def ask(self) -> str:
        """As a user would."""
        part = "" if self.first is None and self.last is None else f"{self._part()} of "
        change = ", but change its first word" if self.change_first_word else ""
        return f'Repeat {part}this text and say nothing else{change}: "{self.text}"'

    def _part(self) -> str:
        if self.last is None:
            return f"the words from number {self.first} on"
        return f"the words from number {self.first or 1} to number {self.last}"

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The text itself."""
        words = self.words()
        if not self.change_first_word:
            yield " ".join(words)
        for other in chance.sample(_OTHERS, len(_OTHERS)):
            yield " ".join([other, *words[1:]])

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A sentence more; else the text as it was."""
        yield appended(draft, sentence(chance))
        yield self.text


def _words(text: str) -> list[str]:
    """The words in small letters, without the marks around the whole where that leaves any."""
    return (text.strip(_MARKS) or text).lower().split()
