"""IFEval's `keywords`: what the file calls words are regular expressions, in any case."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from random import Random
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.ifeval.patterns import all_found, bare, edged, finder, finders, none_found, sought
from driftsim.constraints.ifeval.reference import Compared, Reference
from driftsim.constraints.lexical.exclude import Exclude
from driftsim.constraints.lexical.frequency import Frequency
from driftsim.constraints.lexical.include import Include
from driftsim.constraints.lexical.letter import LetterCount, letter_count, letter_places
from driftsim.constraints.matching import Finder
from driftsim.constraints.room import Room
from driftsim.constraints.surgery.occurrences import with_words
from driftsim.constraints.surgery.presence import with_each, with_one, without_any, without_one
from driftsim.constraints.types import Count, Letter, Phrase, Relation, Trimmed, listed


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


_List = (BeforeValidator(_tuple), Field(min_length=1))
Keyword = Annotated[Trimmed, AfterValidator(bare)]
Keywords = Annotated[tuple[Annotated[Phrase, AfterValidator(bare)], ...], *_List]
Forbidden = Annotated[tuple[Annotated[Phrase, AfterValidator(edged)], ...], *_List]


class _AllFound(Constraint):
    """Each of some patterns is found; only ever the opposite of another constraint."""

    kind = "lexical.all_found"
    family = "lexical"
    patterns: tuple[str, ...]
    edged: bool

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each."""
        return all_found(reply, self.patterns, edged=self.edged)

    def ask(self) -> str:
        """As a user would."""
        return f"Include {listed(self.patterns)} in your answer."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The missing ones in one more sentence."""
        return with_each(draft, sought(self.patterns, edged=self.edged), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another word instead of the rarest one."""
        return without_one(draft, finders(self.patterns, edged=self.edged), chance)


class _NoneFound(Constraint):
    """None of some patterns is found; only ever the opposite of another constraint."""

    kind = "lexical.none_found"
    family = "lexical"
    patterns: tuple[str, ...]
    edged: bool

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each, up to the first that is there."""
        return none_found(reply, self.patterns, edged=self.edged)

    def ask(self) -> str:
        """As a user would."""
        return f"Do not use {listed(self.patterns, 'or')} in your answer."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Harmless words instead."""
        return without_any(draft, finders(self.patterns, edged=self.edged), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One of them in one more sentence."""
        return with_one(draft, sought(self.patterns, edged=self.edged), chance)


class Existence(Reference):
    """Each keyword is found somewhere, also inside a longer word."""

    source_id = "keywords:existence"
    ours = Include
    example = Example({"keywords": ["oak", "elm"]}, passes="Elms and soaked ground.", fails="An oak.")
    renamed = MappingProxyType({"keywords": "words"})
    keywords: Keywords

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each."""
        return all_found(reply, self.keywords, edged=False)

    def ask(self) -> str:
        """As a user would."""
        return f"Include {listed(self.keywords)} in your answer."

    def opposite(self) -> Constraint:
        """None of the keywords is found."""
        return _NoneFound(patterns=self.keywords, edged=False)

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The missing ones in one more sentence."""
        return with_each(draft, sought(self.keywords, edged=False), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another word instead of the rarest one."""
        return without_one(draft, finders(self.keywords, edged=False), chance)


class ForbiddenWords(Reference):
    r"""No forbidden word is found between two `\b`."""

    source_id = "keywords:forbidden_words"
    ours = Exclude
    example = Example({"forbidden_words": ["oak"]}, passes="Soaked ground.", fails="An OAK.")
    renamed = MappingProxyType({"forbidden_words": "words"})
    forbidden_words: Forbidden

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each, up to the first that is there."""
        return none_found(reply, self.forbidden_words, edged=True)

    def ask(self) -> str:
        """As a user would."""
        return f"Do not use {listed(self.forbidden_words, 'or')} in your answer."

    def opposite(self) -> Constraint:
        """Each of the words is found."""
        return _AllFound(patterns=self.forbidden_words, edged=True)

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Harmless words instead."""
        return without_any(draft, finders(self.forbidden_words, edged=True), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One of them in one more sentence."""
        return with_one(draft, sought(self.forbidden_words, edged=True), chance)


class KeywordFrequency(Compared):
    """A keyword is found at least, or less than, so many times, also inside longer words."""

    source_id = "keywords:frequency"
    ours = Frequency
    example = Example(
        {"keyword": "oak", "frequency": 2, "relation": "at least"},
        passes="An oak on soaked ground.",
        fails="An oak.",
    )
    number_name = "frequency"
    unit = "time"
    renamed = MappingProxyType({"keyword": "word"})
    keyword: Keyword
    frequency: Count
    relation: Relation

    def places(self, reply: Reply) -> Sequence[Span]:
        """Where it is found."""
        return self._finder.spans(reply.text)

    def found(self, number: int) -> str:
        """As in `"oak" 2 times`."""
        return f'"{self.keyword}" {super().found(number)}'

    def ask(self) -> str:
        """As a user would."""
        return f'Use "{self.keyword}" {self.amount()}.'

    @cached_property
    def _finder(self) -> Finder:
        return finder(self.keyword, edged=False)

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The keyword in one more sentence, or other words in its place."""
        return self._having(draft, self.room(), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The keyword once too often, or another word in its place."""
        return self._having(draft, self.outside(), chance)

    def _having(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        for word in sought([self.keyword], edged=False)[0].texts:
            yield from with_words(draft, word, self._finder.spans, room, chance)


class LetterFrequency(Compared):
    """A letter, or any other character, occurs at least, or less than, so many times."""

    source_id = "keywords:letter_frequency"
    ours = LetterCount
    example = Example(
        {"letter": "q", "let_frequency": 2, "let_relation": "less than"},
        passes="Quite short.",
        fails="Quick quiz.",
    )
    number_name = "let_frequency"
    relation_name = "let_relation"
    unit = "time"
    letter: Letter
    let_frequency: Count
    let_relation: Relation

    def count(self, reply: Reply) -> int:
        """How often it occurs, in any case."""
        return letter_count(reply, self.letter)

    def places(self, reply: Reply) -> Sequence[Span]:
        """Where it occurs."""
        return letter_places(reply, self.letter)

    def found(self, number: int) -> str:
        """As in `the letter "q" 2 times`."""
        return f'the letter "{self.letter}" {super().found(number)}'

    def ask(self) -> str:
        """As a user would."""
        return f'Use the letter "{self.letter}" {self.amount()}.'
