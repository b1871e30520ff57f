"""What must be said."""

from collections.abc import Iterator
from random import Random
from typing import Self

from pydantic import model_validator

from driftsim import text
from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.content.statements import statement
from driftsim.constraints.speech import closed
from driftsim.constraints.surgery.insertion import appended, inserted, prefixed
from driftsim.constraints.surgery.presence import without_any
from driftsim.constraints.types import Phrases, Positive, listed, times


class Disclose(Constraint):
    """The reply makes one of some statements, if so asked within its first or last sentences.

    Case, white space, emphasis, kinds of quotes and dashes, contractions and the endings of words may differ;
    word order and choice may not: a paraphrase is not recognised and needs a line of its own in `statements`,
    or a judge.
    """

    kind = "content.disclose"
    family = "content"
    example = Example(
        {"statements": ["I am an AI assistant.", "This is no legal advice."], "first": 2},
        passes="Hello! I'm an AI assistant. How can I help?",
        fails="Hello! How can I help? I mean it. I'm an AI assistant.",
    )
    statements: Phrases
    first: Positive | None = None
    last: Positive | None = None

    @model_validator(mode="after")
    def _it_fits_in(self) -> Self:
        if self.first is not None and self.last is not None:
            raise ValueError("first and last exclude each other; give one of them")
        room = self.first or self.last
        for each in self.statements if room else ():
            number = len(text.sentences(closed(each)))
            if room and number > room:
                raise ValueError(f"{each!r} is {number} sentences long, which is more than {room}")
        return self

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each statement where it should stand."""
        start, end = self._region(reply)
        elsewhere: Span | None = None
        for each in self.statements:
            for span in statement(each).spans(reply.text):
                if start <= span[0] and span[1] <= end:
                    return Verdict(held=True, reason=f'it says "{reply.text[slice(*span)]}"', span=span)
                elsewhere = elsewhere or span
        where = self._where()
        if elsewhere is not None:
            return Verdict(held=False, reason=f"it is said, but not{where}", span=elsewhere)
        return Verdict(held=False, reason=f"none of {times(len(self.statements), 'statement')}{where}")

    def ask(self) -> str:
        """As a user would."""
        where = self._where()
        return f"Say {listed(self.statements, 'or')}{f'{where} of' if where else ' in'} your answer."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not {self.ask()[0].lower()}{self.ask()[1:]}"

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The statement put in front, in between or at the end."""
        for each in chance.sample(self.statements, len(self.statements)):
            said = closed(each)
            if self.last is None:
                yield prefixed(draft, said)
                yield f"{said}\n\n{draft.lstrip()}"
            if self.first is None:
                yield appended(draft, said)
                yield from inserted(draft, said)
                yield f"{draft.rstrip()}\n\n{said}"
            yield said
            yield each

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Other words instead of it."""
        return without_any(draft, [statement(each) for each in self.statements], chance)

    def _region(self, reply: Reply) -> Span:
        if self.first is None and self.last is None:
            return 0, len(reply.text)
        spans = reply.sentence_places
        if self.first is not None:
            return 0, spans[: self.first][-1][1]
        return spans[-(self.last or 1) :][0][0], len(reply.text)

    def _where(self) -> str:
        for name, number in (("first", self.first), ("last", self.last)):
            if number is not None:
                return f" within the {name} {times(number, 'sentence')}"
        return ""
