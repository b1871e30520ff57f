"""Neighbouring words that do not begin alike."""

from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.cores import core_spans, cores
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.bridges import Known, bridged
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.sentences import appended

_BRIDGES: Final = "also now here so".split()


def clash(before: str, after: str) -> bool:
    """Whether two words begin alike."""
    return before[0] == after[0]


def varied(draft: str, known: Known) -> Iterator[str]:
    """The draft with small words between those that begin alike; then a text of our own."""
    yield bridged(draft, _BRIDGES, known, clash)
    yield like(draft, "Rain falls on every roof.")


def _core(piece: str) -> str:
    return next(iter(cores(piece)), "").casefold()


class VariedInitials(Constraint):
    """No two neighbouring words begin with the same letter or digit, whatever its case."""

    kind = "lexical.varied_initials"
    family = "lexical"
    example = Example({}, passes="Dogs eat – meat.", fails="Dogs – do eat.")
    phrasings = Phrasings(
        ask=("Never let two words in a row begin with the same letter.",),
        forbid=("Let at least two words in a row begin with the same letter.",),
        release=("Two words in a row may begin with the same letter again.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare neighbours."""
        before, place = "", 0
        for start, end in core_spans(reply.text):
            initial = reply.text[start].casefold()
            if initial == before:
                reason = f'two words in a row begin with "{before}"'
                return Verdict(held=False, reason=reason, span=(place, end))
            before, place = initial, start
        return Verdict(held=True, reason="no two words in a row begin alike")

    def ask(self) -> str:
        """As a user would."""
        return "Do not begin two words in a row with the same letter."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Small words between those that begin alike."""
        return varied(draft, _core)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Two words behind it that do."""
        yield appended(draft, "So it still stands.")
