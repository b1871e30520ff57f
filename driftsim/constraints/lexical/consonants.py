"""Consonants side by side in each word."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.kept import with_only
from driftsim.constraints.surgery.sentences import appended
from driftsim.text import places

_CLUSTER: Final = re.compile("[bcdfghjklmnpqrstvwxyz]{2}")


def clustered(word: str) -> bool:
    """Whether two of b to z without vowels, y included, stand side by side in a word in small letters."""
    return bool(_CLUSTER.search(word))


def wordlike(piece: str) -> bool:
    """Whether there is a letter in it."""
    return any(map(str.isalpha, piece))


def with_clusters(draft: str) -> Iterator[str]:
    """Only the words with a cluster; then some of our own."""
    yield with_only(draft, lambda piece: clustered(piece.lower()))
    yield "Strong winds bring fresh thoughts."


def with_a_bare_word(draft: str) -> Iterator[str]:
    """Words without a cluster more."""
    yield appended(draft, "I see a rose.")
    yield "I see a rose."


class ConsonantClusters(Constraint):
    """Each word has two consonants side by side; y is one, and what holds no letter is no word."""

    kind = "lexical.consonant_clusters"
    family = "lexical"
    example = Example({}, passes="Sky trips - often.", fails="A sky trip.")
    phrasings = Phrasings(
        ask=("Use only words that have two consonants side by side.",),
        release=("You may use words without two consonants side by side again.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first word without."""
        parts = reply.small_pieces
        for place, piece in enumerate(parts):
            if not clustered(piece) and wordlike(piece):
                same = len(reply.lower) == len(reply.text)
                span = places(parts[: place + 1], reply.lower)[place] if same else None
                return Verdict(held=False, reason=f'"{piece[:40]}" has no consonant cluster', span=span)
        return Verdict(held=True, reason="each word has a consonant cluster")

    def ask(self) -> str:
        """As a user would."""
        return "Use at least two consonants side by side in each word of your answer."

    def deny(self) -> str:
        """As a user would."""
        return "Use at least one word without two consonants side by side."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Only the words with a cluster."""
        return with_clusters(draft)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Words without one more."""
        return with_a_bare_word(draft)
