"""How much of a reply's wording comes from another text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product
from random import Random
from typing import Any, Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import stream
from driftsim.constraints.types import Percentage, Phrase
from driftsim.text import words

TOLERANCE: Final = 2  # percent, to both sides
_SIZE: Final = 3
_STEPS: Final = 60  # pieces that are put behind a draft to come near
_SYLLABLES: Final = [a + b for a, b in product("bdfgklmnprstvz", "aiou")]

Split = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Target:
    """A share of a reply's different trigrams that another text is to have too.

    Args:
        text: The other text.
        percentage: The share.
        split: A text into what trigrams are made of: words or characters.
        glue: What stands between these.
    """

    text: str
    percentage: float
    split: Split
    glue: str

    def share(self, parts: Sequence[str]) -> float | None:
        """The share of the trigrams of some parts, in percent; None where they have none."""
        theirs = self.split(self.text)
        grams: Callable[[Any], set[Any]] = _packed if _is_ascii(parts) and _is_ascii(theirs) else _trigrams
        own, others = grams(parts), grams(theirs)
        return 100 * len(own & others) / len(own) if own else None

    def verdict(self, parts: Sequence[str]) -> Verdict:
        """Whether the share of a reply, cut into parts, is near enough."""
        share = self.share(parts)
        if share is None:
            return Verdict(held=False, reason="too short for a trigram")
        held = self.percentage - TOLERANCE <= share <= self.percentage + TOLERANCE
        return Verdict(
            held, f"{share:.1f} % of the trigrams are shared, asked for {self.percentage} % ± {TOLERANCE}"
        )

    def reached(self, draft: str, chance: Random) -> Iterator[str]:
        """Pieces of the other text, or new sentences, behind the draft; then a text put together to fit."""
        yield self._approached(draft, chance)
        yield from self._built()

    def _approached(self, draft: str, chance: Random) -> str:
        excerpts, fresh = iter(self.text.split()), stream(chance)
        for _ in range(_STEPS):
            share = self.share(self.split(draft))
            if share is not None and abs(share - self.percentage) <= TOLERANCE:
                break
            piece = next(excerpts, "") if share is None or share < self.percentage else next(fresh)
            draft = f"{draft.rstrip()} {piece}"
        return draft

    def _built(self) -> Iterator[str]:
        """Beginnings of the other text with as many strange parts behind as it takes, the shortest first."""
        parts, own = self.split(self.text), set[tuple[str, ...]]()
        sizes = [(0, 0)]
        for end in range(_SIZE, len(parts) + 1):
            own.add(tuple(parts[end - _SIZE : end]))
            sizes.append((end, len(own)))
        for end, shared in sizes:
            strange = self._missing(shared)
            if strange is not None:
                new = _strangers(parts, strange if end else strange + _SIZE - 1, words=bool(self.glue))
                yield self.glue.join([*parts[:end], *new])

    def _missing(self, shared: int) -> int | None:
        """How many other trigrams make the shared ones the share; None where no number does."""
        if shared == 0:
            return 1 if self.percentage <= TOLERANCE else None
        least = max(int(shared * (100 / (self.percentage + TOLERANCE) - 1)), 0)
        for number in (least, least + 1, least + 2):
            if abs(100 * shared / (shared + number) - self.percentage) <= TOLERANCE:
                return number
        return None

    def strayed(self, draft: str) -> Iterator[str]:
        """The draft with the other text, or strange parts, behind it; then each alone; then hardly a word."""
        strange = self.glue.join(_strangers(self.split(self.text), 9, words=bool(self.glue)))
        yield f"{draft.rstrip()} {self.text}"
        yield f"{draft.rstrip()} {strange}"
        yield self.text
        yield strange
        yield "ok"


def _trigrams(parts: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(parts, parts[1:], parts[2:], strict=False))


def _is_ascii(parts: Sequence[str]) -> bool:
    return isinstance(parts, str) and parts.isascii()


def _packed(text: str) -> set[int]:
    """The different trigrams of an ASCII text, each as a number of three bytes: quicker than as tuples."""
    raw, size = text.encode(), max(len(text) - _SIZE + 1, 0)
    packed = bytearray(4 * size)
    for place in range(_SIZE):
        packed[place::4] = raw[place : place + size]
    return set(memoryview(packed).cast("I"))


def _strangers(known: Sequence[str], number: int, *, words: bool) -> list[str]:
    """So many different words or characters that the other text does not hold."""
    source = _strange_words() if words else _strange_characters()
    found: list[str] = []
    unlike = set(known)
    for part in source:
        if len(found) >= number:
            break
        if part not in unlike:
            found.append(part)
    return found


def _strange_words() -> Iterator[str]:
    for size in count(2):
        yield from map("".join, product(_SYLLABLES, repeat=size))


def _strange_characters() -> Iterator[str]:
    yield from "zqxjkvwyzZQXJKVWYGPB0123456789"
    yield from map(chr, range(0x4E00, 0x9FFF))


def _small_words(text: str) -> list[str]:
    return words(text.lower())


def by_words(text: str, percentage: float) -> Target:
    """A share of trigrams of words, in any case."""
    return Target(text, percentage, _small_words, " ")


def by_characters(text: str, percentage: float) -> Target:
    """A share of trigrams of characters, as they stand."""
    return Target(text, percentage, str, "")


class Overlap(Constraint):
    """So many percent of the reply's different three-word sequences stand in another text, give or take 2."""

    kind = "content.overlap"
    family = "content"
    example = Example(
        {"text": "Rain falls on the old town.", "percentage": 50},
        passes="Rain falls on the new roof.",
        fails="Rain falls on the old town.",
    )
    text: Phrase
    percentage: Percentage
    phrasings = Phrasings(
        ask=('Take about {percentage} percent of your three-word sequences from this text: "{text}"',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare the trigrams of words."""
        return by_words(self.text, self.percentage).verdict(reply.small_words)

    def ask(self) -> str:
        """As a user would."""
        return (
            "Keep the share of your three-word sequences that stand in the following text at"
            f' {self.percentage} percent, give or take {TOLERANCE}: "{self.text}"'
        )

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Pieces of the other text, or of a strange one, put behind the draft."""
        return by_words(self.text, self.percentage).reached(draft, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The other text alone, or nothing of it."""
        return by_words(self.text, self.percentage).strayed(draft)
