"""How hard a text is to read, by the length of its sentences and words."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from driftsim.constraints.lexical.syllables import syllables
from driftsim.memory import Memory
from driftsim.text import Runs

_LETTER: Final = r"[^\W\d_]"
_WORDS: Final = Runs(_LETTER, "*")
_WORDED: Final = re.compile(_LETTER)
_LONG: Final = 60  # no word is longer; such a one counts by its first letters


class Counts(NamedTuple):
    """What a grade is computed from.

    Args:
        sentences: How many sentences have a word.
        words: How many words there are.
        syllables: How many syllables they have; each word has one at least.
    """

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float | None:
        """The Flesch–Kincaid grade; None without any word.

        0.39 · words ∕ sentences + 11.8 · syllables ∕ words − 15.59, after J. P. Kincaid, R. P. Fishburne,
        R. L. Rogers and B. S. Chissom, *Derivation of New Readability Formulas for Navy Enlisted Personnel*,
        Research Branch Report 8-75, 1975.

        Example:
            >>> round(Counts(sentences=1, words=6, syllables=6).grade, 2)
            -1.45
        """
        if not self.words:
            return None
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    def with_more(self, other: "Counts") -> "Counts":
        """Those of two texts in a row."""
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))


def _size(word: str) -> int:
    return max(syllables(word[:_LONG].lower()), 1)


_SIZES: Final = Memory(_size)


def counts(sentences: Iterable[str]) -> Counts:
    """The counts of a text, given by its sentences; a line break ends one as well.

    Words are runs of letters, with apostrophes inside; numbers are none.
    """
    lines = [line for each in sentences for line in each.split("\n") if _WORDED.search(line)]
    words = _WORDS.found("\n".join(lines))
    return Counts(len(lines), len(words), sum(map(_SIZES.__getitem__, words)))
