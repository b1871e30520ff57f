"""IFBench's ids on how often words and sentences come, and where."""

import re
from collections.abc import Iterator
from functools import lru_cache
from random import Random
from types import MappingProxyType
from typing import Final

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.ifeval.reference import AtLeast, Reference
from driftsim.constraints.lexical.in_sentence import InSentence, look, placed
from driftsim.constraints.lexical.japanese import EveryJapanese, every, is_japanese, plain, sprinkled
from driftsim.constraints.lexical.pronouns import MIXED, PRONOUNS, Pronouns
from driftsim.constraints.lexical.repeats import Repeats, most_frequent, repeating, thinned
from driftsim.constraints.matching import Finder
from driftsim.constraints.structural.equal_sentences import NUMBER, EqualSentences
from driftsim.constraints.structural.growing_sentences import (
    GrowingSentences,
    growing,
    shrinking,
    wrong_step,
)
from driftsim.constraints.surgery.filler import sentence
from driftsim.constraints.surgery.frames import carrying
from driftsim.constraints.surgery.replacement import without
from driftsim.constraints.types import Count, Phrase, Positive, times
from driftsim.text import edged, unmarked

_LISTED: Final = PRONOUNS | MIXED
_PRONOUN: Final = re.compile(rf"\b(?:{'|'.join(sorted(_LISTED, key=len, reverse=True))})\b", re.IGNORECASE)


class SentenceWords(Reference):
    """Three sentences of the same length in characters; words may come again."""

    source_id = "ratio:sentence_words"
    ours = EqualSentences
    example = Example({}, passes="Cat. Cat. Cat.", fails="Cat sat. Dogs ran. Hen hid.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the sentences, then their characters."""
        lengths = [len(part) for part in reply.sentences]
        characters = ", ".join(map(str, lengths[: NUMBER + 1]))
        reason = f"{times(len(lengths), 'sentence')} of {characters} characters, asked for 3 of equal length"
        return Verdict(len(lengths) == NUMBER and len(set(lengths)) == 1, reason)

    def ask(self) -> str:
        """As a user would."""
        return (
            "Respond with three sentences, all of the same length in characters but with all different words."
        )


class JapaneseWords(Reference):
    """Each word of a certain number holds a Japanese or Chinese character; numbers and marks are free."""

    source_id = "count:words_japanese"
    ours = EveryJapanese
    example = Example({"N": 3}, passes="one two", fails="one two three")
    renamed = MappingProxyType({"N": "every"})
    N: Positive

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at each of them."""
        for span in every(reply.text, self.N):
            if not _free_or_japanese(reply.text[slice(*span)]):
                return Verdict(
                    held=False, reason=f'"{reply.text[slice(*span)]}" ought to be Japanese', span=span
                )
        return Verdict(held=True, reason=f"each {self.N}. word is Japanese")

    def ask(self) -> str:
        """As a user would."""
        return f"Make every word whose number {self.N} divides a Japanese one."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Japanese words in their places."""
        yield sprinkled(draft, self.N, _free_or_japanese, chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A word in English there."""
        yield plain(draft, self.N, chance)


def _free_or_japanese(piece: str) -> bool:
    word = edged(piece)
    return not word or word.isdigit() or is_japanese(word)


class WordRepeats(Reference):
    """No word occurs more often than so many times, when marks are deleted and case does not count."""

    source_id = "words:repeats"
    ours = Repeats
    example = Example({"small_n": 1}, passes="one two three", fails="one, One two")
    renamed = MappingProxyType({"small_n": "at_most"})
    small_n: Positive

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count each word."""
        word, number = most_frequent(reply.small_bare_pieces)
        reason = f'"{word}" occurs {times(number, "time")}, asked for at most {self.small_n}'
        return Verdict(number <= self.small_n, reason if number else "no word at all")

    def ask(self) -> str:
        """As a user would."""
        return f"Do not use any word more than {times(self.small_n, 'time')}."

    def deny(self) -> str:
        """As a user would."""
        return f"Use at least one word more than {times(self.small_n, 'time')}."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Without the sentences, or the words, that are too many."""
        return thinned(draft, self.small_n, _bare_words)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A word once too often."""
        return repeating(draft, self.small_n + 1)


def _bare_words(text: str) -> list[str]:
    return unmarked(text.lower()).split()


class SentenceKeyword(Reference):
    r"""A word stands between two `\b` in the sentence of a certain number, in any case."""

    source_id = "sentence:keyword"
    ours = InSentence
    example = Example(
        {"word": "lamp", "N": 2}, passes="It is dark. Bring a Lamp!", fails="It is dark. Bring lamps!"
    )
    renamed = MappingProxyType({"N": "sentence"})
    word: Phrase
    N: Positive

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for it there."""
        return look(reply, self.N, _between_edges(self.word))

    def ask(self) -> str:
        """As a user would."""
        return f'Include the keyword "{self.word}" in sentence {self.N} of your answer.'

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Another sentence in its place, with letters beside the word where it begins or ends with a mark."""
        edges = f"a{self.word}a", f"{self.word}a", f"a{self.word}"
        return placed(draft, self.N, (self.word, *edges), chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another word instead."""
        return without(draft, _between_edges(self.word).spans, chance)


@lru_cache(maxsize=512)
def _between_edges(word: str) -> Finder:
    return Finder(re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE), begins=word)


class PronounCount(AtLeast):
    """At least so many tokens are on a list of pronouns, `this`, `that` and `all` among them."""

    source_id = "count:pronouns"
    ours = Pronouns
    example = Example({"N": 3}, passes="I and you/they rest.", fails="I rest.")
    number_name = "N"
    unit = "pronoun"
    request = "Use {amount} in your answer."
    N: Count

    def count(self, reply: Reply) -> int:
        """Tokens of the lower-cased reply that are on the list; a slash divides tokens."""
        tokens = Reply(reply.text.replace("/", " ").lower()).tokens
        return sum(map(_LISTED.__contains__, tokens))

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The missing ones in a sentence more."""
        return carrying(draft, ["it"] * self.room().lacking(self.count(Reply(draft))), chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Other words instead."""
        yield from without(draft, lambda text: [match.span() for match in _PRONOUN.finditer(text)], chance)
        yield sentence(chance)


class SentenceIncrement(Reference):
    """Each sentence has so many words more than the one before; one sentence alone will do."""

    source_id = "sentence:increment"
    ours = GrowingSentences
    example = Example({"small_n": 1}, passes="Go on. Go on now.", fails="Go on. Go on.")
    renamed = MappingProxyType({"small_n": "by"})
    small_n: Count

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the words of each sentence."""
        wrong = wrong_step(reply, self.small_n, _size)
        return wrong or Verdict(held=True, reason=f"each sentence has {times(self.small_n, 'word')} more")

    def ask(self) -> str:
        """As a user would."""
        return f"Make each sentence exactly {times(self.small_n, 'word')} longer than the sentence before it."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences that run on or end sooner."""
        return growing(draft, self.small_n, _size, chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A long sentence, then a short one."""
        return shrinking(draft)


def _size(part: str) -> int:
    return len(unmarked(part).split())
