"""Japanese words at regular distances."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.filler import stream
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.types import Positive, times

_PIECE: Final = re.compile(r"\S+")
_JAPANESE: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_WORDS: Final = "雨 花 お茶 さくら 道 カフェ 朝".split()
_MOST: Final = 20_000  # nobody counts so far
Fits = Callable[[str], bool]


def every(text: str, distance: int) -> Iterator[Span]:
    """Where each piece of a certain number stands, counted by white space."""
    return (match.span() for match in islice(_PIECE.finditer(text), distance - 1, None, distance))


def is_japanese(piece: str) -> bool:
    """Whether it holds a Japanese character; those that Chinese uses as well count."""
    return _JAPANESE.search(piece) is not None


def lengthened(draft: str, number: int, chance: Random) -> str:
    """The draft with sentences behind it, so that it has so many pieces at least."""
    pieces = [draft.rstrip()] if draft.strip() else []
    lacking = number - len(draft.split())
    for sentence in stream(chance):
        if lacking <= 0 or number > _MOST:
            break
        pieces.append(like(draft, sentence))
        lacking -= len(sentence.split())
    return " ".join(pieces)


def sprinkled(draft: str, distance: int, fits: Fits, chance: Random) -> str:
    """The text with Japanese words in place of those that ought to be."""
    spans = [span for span in every(draft, distance) if not fits(draft[slice(*span)])]
    return replaced_all(draft, [(span, chance.choice(_WORDS)) for span in spans])


def plain(draft: str, distance: int, chance: Random) -> str:
    """The text, as long as it must be, with an English word in place of the first that ought not to be."""
    text = lengthened(draft, distance, chance)
    return replaced_all(text, [(span, like(text, "here")) for span in islice(every(text, distance), 1)])


def _fits(piece: str) -> bool:
    return is_japanese(piece) or not any(char.isalpha() for char in piece)


class EveryJapanese(Constraint):
    """Each word of a certain number is Japanese, counted by white space; pieces without letters are free."""

    kind = "lexical.every_japanese"
    family = "lexical"
    example = Example({"every": 3}, passes="one two 三 four five 6", fails="one two")
    every: Positive
    phrasings = Phrasings(
        ask=("Let one word in {every}, counted from the first, be Japanese.",),
        forbid=("Do without a Japanese word at every place that {every} divides.",),
        release=("Japanese words every {every} words are no longer needed.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at each of them; there is one at least."""
        span = None
        for span in every(reply.text, self.every):
            if not _fits(reply.text[slice(*span)]):
                return Verdict(
                    held=False, reason=f'"{reply.text[slice(*span)]}" ought to be Japanese', span=span
                )
        if span is None:
            return Verdict(held=False, reason=f"fewer than {times(self.every, 'word')}")
        return Verdict(held=True, reason=f"each {self.every}. word is Japanese")

    def ask(self) -> str:
        """As a user would."""
        return f"Make every {_ordinal(self.every)} word of your answer Japanese."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Japanese words in their places, in a text as long as it must be."""
        yield sprinkled(lengthened(draft, self.every, chance), self.every, _fits, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A word in English there."""
        yield plain(draft, self.every, chance)


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"
