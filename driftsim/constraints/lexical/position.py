"""A word at given places."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.surgery.spots import core, spots, with_word_at, without_word_at
from driftsim.constraints.types import Positive, Word, times

_ORDINALS = {1: "first", 2: "second", 3: "third", -1: "last"}


def _spoken(value: str) -> str:
    if not core(value):
        raise ValueError("must hold a letter or a digit")
    return value


def _whole(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    return tuple(int(one) if isinstance(one, float) and one.is_integer() else one for one in value)


def _real(value: tuple[int, ...]) -> tuple[int, ...]:
    if 0 in value or len(set(value)) < len(value):
        raise ValueError("places differ and count from 1, or from -1 backwards")
    return value


def ordinal(number: int) -> str:
    """A place in words: `second`, `4th`, `2nd from the end`.

    Example:
        >>> ordinal(2), ordinal(11), ordinal(-2)
        ('second', '11th', '2nd from the end')
    """
    if number in _ORDINALS:
        return _ORDINALS[number]
    size = abs(number)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(size % 10 if size % 100 not in (11, 12, 13) else 0, "th")
    return f"{size}{ending}{' from the end' if number < 0 else ''}"


class Position(Constraint):
    """A word stands at given places of the reply or of one sentence, in any case; marks around it are free.

    Places count from 1, and from -1 backwards. What stands between white space and holds a letter or a
    digit is a word.
    """

    kind = "lexical.position"
    family = "lexical"
    example = Example(
        {"word": "oak", "places": [3, -1], "sentence": 2},
        passes="Look up. The old oak is an (Oak).",
        fails="The old oak is an oak. Look up.",
    )
    word: Annotated[Word, AfterValidator(_spoken)]
    places: Annotated[tuple[int, ...], BeforeValidator(_whole), AfterValidator(_real), Field(min_length=1)]
    sentence: Positive | None = None

    def spoken(self) -> dict[str, str]:
        """The places as ordinals."""
        words = {"word": self.word, "places": self._where()}
        return words if self.sentence is None else {**words, "sentence": ordinal(self.sentence)}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare the word at each place."""
        start, stop = 0, len(reply.text)
        if self.sentence is not None:
            if len(reply.sentences) < self.sentence:
                reason = f"{times(len(reply.sentences), 'sentence')}, so no {ordinal(self.sentence)} one"
                return Verdict(held=False, reason=reason)
            start, stop = reply.sentence_places[self.sentence - 1]
        found = spots(reply.text[start:stop])
        for place in self.places:
            spot = _at(found, place)
            if spot is None:
                return Verdict(held=False, reason=f"no word is the {ordinal(place)} of {len(found)}")
            first, last = start + spot[0], start + spot[1]
            if reply.text[first:last].casefold() != core(self.word).casefold():
                reason = f'the {ordinal(place)} word is "{reply.text[first:last][:40]}"'
                return Verdict(held=False, reason=reason, span=(first, last))
        return Verdict(held=True, reason=f'"{self.word}" is the {self._where()} word')

    def ask(self) -> str:
        """As a user would; the numbers stand as they are written."""
        part = "your answer" if self.sentence is None else f"sentence {self.sentence} of your answer"
        numbers = " and ".join(map(str, self.places))
        back = ", counted from the end where negative" if min(self.places) < 0 else ""
        return f'Use "{self.word}" as word number {numbers} of {part}{back}.'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The word in place of what stands there, in a text that is made long enough."""
        return with_word_at(draft, core(self.word), self.places, self.sentence, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another word at one of the places."""
        return without_word_at(draft, self.places, self.sentence, chance)

    def _where(self) -> str:
        return " and ".join(map(ordinal, self.places))


def _at(found: Sequence[Span], place: int) -> Span | None:
    index = place - 1 if place > 0 else len(found) + place
    return found[index] if 0 <= index < len(found) else None
