"""IFBench's five keywords, the first once, the last seven times."""

from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Any, Final

from driftsim.constraints.base import Context, Example, Reply, Span, Verdict
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.lexical.frequencies import Frequencies, counted, told
from driftsim.constraints.surgery.occurrences import Wanted, with_word_counts, without_word_counts
from driftsim.constraints.types import Trimmed

NUMBERS: Final = (1, 2, 3, 5, 7)


class KeywordsMultiple(Reference):
    """Five keywords occur exactly 1, 2, 3, 5 and 7 times, also inside longer words."""

    source_id = "count:keywords_multiple"
    ours = Frequencies
    example = Example(
        {"keyword1": "oak", "keyword2": "elm", "keyword3": "ash", "keyword4": "fir", "keyword5": "yew"},
        passes=f"Soaked elms.{' elm'}{' ash' * 3}{' fir' * 5}{' yew' * 7}",
        fails=f"Oak elm elm{' ash' * 3}{' fir' * 5}{' yew' * 7} oaks",
    )
    keyword1: Trimmed
    keyword2: Trimmed
    keyword3: Trimmed
    keyword4: Trimmed
    keyword5: Trimmed

    def pairs(self) -> tuple[tuple[str, int], ...]:
        """The keywords with their numbers."""
        words = (self.keyword1, self.keyword2, self.keyword3, self.keyword4, self.keyword5)
        return tuple(zip(words, NUMBERS, strict=True))

    def twin_parameters(self) -> dict[str, Any]:
        """The keywords with their numbers by our name."""
        return {"words": self.pairs()}

    def spoken(self) -> dict[str, str]:
        """As our own kind says it."""
        return {"words": told(self.pairs())}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count each."""
        return counted(reply, self._wanted())

    def ask(self) -> str:
        """As a user would."""
        return f"Use {told(self.pairs())}."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The missing ones in more sentences, other words for those that are too many."""
        return with_word_counts(draft, self._wanted(), chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One of them once more, or all of them away."""
        return without_word_counts(draft, self._wanted(), chance)

    def _wanted(self) -> list[Wanted]:
        return [Wanted(word, partial(_places, word.lower()), number) for word, number in self.pairs()]


def _places(word: str, text: str) -> list[Span]:
    """Where a word in small letters stands, in the text in small letters."""
    small, found, start = text.lower(), list[Span](), -1
    while (start := small.find(word, start + len(word) if found else 0)) >= 0:
        found.append((start, start + len(word)))
    return found
