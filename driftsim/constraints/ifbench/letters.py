"""IFBench's instructions on the letters of words."""

from collections.abc import Iterator
from itertools import cycle, islice
from random import Random
from typing import Any, Final

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.ifbench.lone import Lone
from driftsim.constraints.ifbench.same import Asked
from driftsim.constraints.lexical.alliteration import Alliteration, all_runs, flat, growing, grown
from driftsim.constraints.lexical.consonants import (
    ConsonantClusters,
    clustered,
    with_a_bare_word,
    with_clusters,
)
from driftsim.constraints.lexical.vowels import Vowels, vowels, with_all_vowels, with_few_vowels
from driftsim.constraints.surgery.kept import with_only
from driftsim.constraints.surgery.manner import capitalized, like
from driftsim.constraints.surgery.sentences import appended
from driftsim.text import unmarked

_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
_ACROSTIC: Final = (
    "all bright children dance every fine golden hour in joy keeping little memories near old parks quietly"
    " resting sometimes till umbrellas vanish while xylophones yield zest"
).split()
_PRIMES: Final = frozenset(
    (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97)
)
_MOST_VOWELS: Final = 3


class AlphabetWords(Lone):
    """Each word begins with the letter of the alphabet after that of the word before; a follows z."""

    source_id = "words:alphabet"
    family = "lexical"
    example = Example({}, passes="Some tea under vines.", fails="Some tea after vines.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Follow the alphabet from the first word's letter."""
        words = reply.bare_pieces
        place = _ALPHABET.find(words[0][0].lower()) if words else -1
        if place < 0:
            return Verdict(held=False, reason="no word begins with a letter from a to z at the start")
        for word in words:
            wanted = _ALPHABET[place % len(_ALPHABET)]
            if word[0].lower() != wanted:
                return Verdict(held=False, reason=f'"{word[:40]}" should begin with {wanted}')
            place += 1
        return Verdict(held=True, reason=f"{len(words)} words follow the alphabet")

    def ask(self) -> str:
        """As a user would."""
        return "Start each word with the next letter of the alphabet, and go back to A after Z."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Once through the alphabet, from the draft's first letter where it has one."""
        first = unmarked(draft).strip()[:1].lower()
        start = max(_ALPHABET.find(first), 0) if first else 0
        sentence = " ".join(islice(cycle(_ACROSTIC), start, start + len(_ACROSTIC)))
        yield like(draft, f"{capitalized(sentence)}.")
        yield " ".join(_ACROSTIC)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Two words with the same letter more."""
        yield appended(draft, "again and again")
        yield "again and again"


class VowelTypes(Asked):
    """One line with at most three different vowels of a, e, i, o and u in it."""

    source_id = "words:vowel"
    ours = Vowels
    example = Example({}, passes="A cat sat in a big hat.", fails="cat\nhat")

    def twin_parameters(self) -> dict[str, Any]:
        """Three."""
        return {"at_most": _MOST_VOWELS}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for a line feed, then count the vowels."""
        if "\n" in reply.stripped:
            return Verdict(held=False, reason="more than one line")
        found = vowels(reply.lower)
        return Verdict(len(found) <= _MOST_VOWELS, f"{len(found)} different vowels, asked for at most 3")

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The words that get by with three, in one line."""
        return with_few_vowels(draft, _MOST_VOWELS)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """All five."""
        return with_all_vowels(draft)


class ConsonantWords(Asked):
    """Everything between white space has two consonants side by side, a dash or a number too."""

    source_id = "words:consonants"
    ours = ConsonantClusters
    example = Example({}, passes="Sky trips often.", fails="Sky trips - often.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first without."""
        wrong = next((piece for piece in reply.small_pieces if not clustered(piece)), None)
        if wrong is None:
            return Verdict(held=True, reason="each word has a consonant cluster")
        return Verdict(held=False, reason=f'"{wrong[:40]}" has no consonant cluster')

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Only what has one."""
        return with_clusters(draft)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Words without one more."""
        return with_a_bare_word(draft)


class GrowingAlliteration(Asked):
    """From each sentence to the next, the words in all runs of the same first character grow in number."""

    source_id = "sentence:alliteration_increment"
    ours = Alliteration
    example = Example(
        {}, passes="It rains. Big bears sleep. Tame tigers take tea.", fails="Big bad cats. Big boys run."
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare neighbours."""
        return growing(reply, all_runs)

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences with more and more of it."""
        return grown(draft, all_runs)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences without any."""
        return flat(draft)


class PrimeLengths(Lone):
    """The length of each word, without punctuation, is a prime number below 100."""

    source_id = "words:prime_lengths"
    family = "lexical"
    example = Example({}, passes="We saw seven, now.", fails="We went home.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first one that is not."""
        wrong = next((word for word in reply.bare_pieces if len(word) not in _PRIMES), None)
        if wrong is None:
            return Verdict(held=True, reason="each length is a prime number")
        return Verdict(held=False, reason=f'"{wrong[:40]}" has {len(wrong)} characters')

    def ask(self) -> str:
        """As a user would."""
        return "Use only words whose length is a prime number."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Only such words."""
        yield with_only(draft, lambda piece: len(unmarked(piece)) in _PRIMES)
        yield "We see it."

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Words of four letters more."""
        yield appended(draft, "Also this.")
        yield "Also this."
