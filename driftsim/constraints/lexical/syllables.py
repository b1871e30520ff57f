"""Words by their syllables."""

from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.cores import core_spans, cores
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.bridges import Known, bridged
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.sentences import appended
from driftsim.constraints.types import times

_BRIDGES: Final = "now also then maybe so very here only".split()  # one syllable, two, and so on
_LONG: Final = 200  # nobody's word; such a one counts by its first letters


@lru_cache(maxsize=1 << 14)
def syllables(word: str) -> int:
    """The syllables of an English word: from the table that `syllapy` ships, else by its groups of vowels.

    A word with a digit has none.
    """
    from syllapy import count  # its table is read where it is asked for

    number: int = count(word)
    return number


def clash(before: str, after: str) -> bool:
    """Whether both words have an odd number of syllables, or both an even one."""
    return (syllables(before) - syllables(after)) % 2 == 0


def alternating(draft: str, known: Known) -> Iterator[str]:
    """The draft with small words between those that clash; then a text of our own."""
    yield bridged(draft, _BRIDGES, known, clash)
    yield like(draft, "Water helps every plant.")
    yield "Rain."


def _core(piece: str) -> str:
    core = next(iter(cores(piece)), "").lower()
    return "" if any(letter.isdigit() for letter in core) else core[:_LONG]


class AlternatingSyllables(Constraint):
    """Words with an odd and with an even number of syllables take turns; those with digits do not count."""

    kind = "lexical.alternating_syllables"
    family = "lexical"
    example = Example({}, passes="Cat water – dog 7 paper!", fails="Cat dog water.")
    phrasings = Phrasings(
        ask=(
            "Let each word with an odd number of syllables be followed by one with an even number and back.",
        ),
        release=("How many syllables neighbouring words have no longer matters.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare neighbours."""
        before: tuple[str, int] | None = None
        for start, end in core_spans(reply.text):
            word = _core(reply.text[start:end])
            if not word:
                continue
            if before is not None and clash(before[0], word):
                both = times(syllables(before[0]), "syllable"), times(syllables(word), "syllable")
                reason = f'"{before[0]}" has {both[0]}, "{word}" after it {both[1]}'
                return Verdict(held=False, reason=reason, span=(before[1], end))
            before = word, start
        return Verdict(held=True, reason="odd and even numbers of syllables take turns")

    def ask(self) -> str:
        """As a user would."""
        return "Make words with an odd and with an even number of syllables take turns."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Small words between those that clash."""
        return alternating(draft, _core)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Two short words behind it."""
        yield appended(draft, "Rain fell.")
