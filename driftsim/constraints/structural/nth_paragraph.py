"""The word that a certain paragraph begins with."""

import re
from collections.abc import Iterator
from random import Random
from typing import Self

from pydantic import model_validator

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph, sentence
from driftsim.constraints.surgery.manner import capitalized, like
from driftsim.constraints.surgery.parts import in_fewer, in_more, introduced
from driftsim.constraints.types import Positive, Word, times
from driftsim.text import places

_BLANK_LINE = re.compile(r"\n\s*\n")
_MOST = 2_000  # paragraphs that anybody would write
_OPENING = " \t*_#>~`\"'“”„‘’«»([-•"


class NthParagraph(Constraint):
    """The reply has so many paragraphs, blank lines between them, and one begins with a certain word."""

    kind = "length.nth_paragraph"
    family = "structural"
    example = Example(
        {"paragraphs": 2, "nth": 2, "first_word": "Finally"},
        passes="It rained.\n\n**Finally**, the sun came.",
        fails="It rained.\n\nThe sun finally came.",
    )
    paragraphs: Positive
    nth: Positive
    first_word: Word

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if self.nth > self.paragraphs:
            raise ValueError(f"nth={self.nth} is more than paragraphs={self.paragraphs}")
        return self

    phrasings = Phrasings(
        ask=(
            'Write {amount} with blank lines between them; number {nth} should begin with "{first_word}".',
            "Structure your answer as {amount} with blank lines between them, where paragraph {nth} starts"
            ' with "{first_word}".',
        ),
        release=('You no longer need {amount}, nor "{first_word}" at the beginning of paragraph {nth}.',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the paragraphs, then look at the beginning of the one asked for."""
        chunks = [chunk.strip() for chunk in _BLANK_LINE.split(reply.stripped)]
        if len(chunks) != self.paragraphs:
            reason = f"{times(len(chunks), 'paragraph')}, asked for exactly {self.paragraphs}"
            return Verdict(held=False, reason=reason)
        chunk = chunks[self.nth - 1].lstrip(_OPENING)
        if self._begins(chunk):
            return Verdict(held=True, reason=f'paragraph {self.nth} begins with "{self.first_word}"')
        word = chunk.split(None, 1)[0] if chunk else ""
        reason = f'paragraph {self.nth} begins with "{word}", asked for "{self.first_word}"'
        return Verdict(held=False, reason=reason, span=self._span(reply, chunks, word))

    def _begins(self, chunk: str) -> bool:
        size = len(self.first_word)
        if chunk[:size].lower() != self.first_word.lower():
            return False
        return not (self.first_word[-1].isalnum() and re.match(r"\w", chunk[size : size + 1]))

    def _span(self, reply: Reply, chunks: list[str], word: str) -> Span:
        start, _ = places(chunks, reply.text)[self.nth - 1]
        start = reply.text.index(word, start)
        return start, start + len(word)

    def spoken(self) -> dict[str, str]:
        """The number of paragraphs as `amount`, place and word by their names."""
        amount = f"exactly {times(self.paragraphs, 'paragraph')}"
        return {"amount": amount, "nth": str(self.nth), "first_word": self.first_word}

    def ask(self) -> str:
        """As a user would."""
        return (
            f"Answer in exactly {times(self.paragraphs, 'paragraph')}, separated by blank lines,"
            f' and begin paragraph {self.nth} with the word "{self.first_word}".'
        )

    def deny(self) -> str:
        """As a user would."""
        return (
            f"Do not answer in exactly {times(self.paragraphs, 'paragraph')} of which paragraph"
            f' {self.nth} begins with the word "{self.first_word}".'
        )

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft divided or put together, and the word before what the paragraph says."""
        if self.paragraphs > _MOST:
            return
        for start in filter(str.strip, (draft, paragraph(chance))):
            chunks = _chunks(start, self.paragraphs, chance)
            for word in (like(start, self.first_word), self.first_word):
                yield "\n\n".join(self._with_nth(chunks, _opened(chunks[self.nth - 1], word)))

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another beginning of the paragraph, or one paragraph more or fewer."""
        chunks = [chunk.strip() for chunk in _BLANK_LINE.split(draft.strip())]
        others = [self._otherwise_begun(chunks, chance)] if len(chunks) == self.paragraphs else []
        for number in (self.paragraphs + 1, max(self.paragraphs - 1, 1)):
            others.append("\n\n".join(_chunks(draft, number, chance)))
        yield from chance.sample(others, len(others))

    def _with_nth(self, chunks: list[str], chunk: str) -> list[str]:
        return [*chunks[: self.nth - 1], chunk, *chunks[self.nth :]]

    def _otherwise_begun(self, chunks: list[str], chance: Random) -> str:
        lead, body = _lead(chunks[self.nth - 1])
        rest = body[len(self.first_word) :].lstrip(" ,.:;*_")
        other = capitalized(rest) if rest.strip() and not self._begins(rest) else f"{sentence(chance)} {body}"
        return "\n\n".join(self._with_nth(chunks, lead + other))


def _chunks(text: str, number: int, chance: Random) -> list[str]:
    """The paragraphs of a text in so many; what blank lines divided is put together line by line."""
    pieces = [chunk.strip() for chunk in _BLANK_LINE.split(text.strip())]
    return in_fewer(pieces, number, "\n") if len(pieces) > number else in_more(pieces, number, chance)


def _lead(chunk: str) -> tuple[str, str]:
    """What may stand before the first word, and the rest."""
    body = chunk.lstrip(_OPENING)
    return chunk[: len(chunk) - len(body)], body


def _opened(chunk: str, word: str) -> str:
    lead, body = _lead(chunk)
    return lead + introduced(body, word)
