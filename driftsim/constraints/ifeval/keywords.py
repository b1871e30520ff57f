"""IFEval's `keywords`: what the file calls words are regular expressions, in any case."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.ifeval.reference import Compared, Reference
from driftsim.constraints.lexical.exclude import Exclude
from driftsim.constraints.lexical.frequency import Frequency
from driftsim.constraints.lexical.include import Include
from driftsim.constraints.lexical.letter import LetterCount, letter_count, letter_places
from driftsim.constraints.matching import Finder, pattern
from driftsim.constraints.types import Count, Letter, Phrase, Relation, Trimmed, listed

_EDGE = r"\b"


def _bare(word: str) -> Finder:
    return pattern(word)


def _edged(word: str) -> Finder:
    return pattern(word, before=_EDGE, after=_EDGE)


def _bare_compiles(word: str) -> str:
    _bare(word)
    return word


def _edged_compiles(word: str) -> str:
    _edged(word)
    return word


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


_List = (BeforeValidator(_tuple), Field(min_length=1))
Keyword = Annotated[Trimmed, AfterValidator(_bare_compiles)]
Keywords = Annotated[tuple[Annotated[Phrase, AfterValidator(_bare_compiles)], ...], *_List]
Forbidden = Annotated[tuple[Annotated[Phrase, AfterValidator(_edged_compiles)], ...], *_List]


class _AllFound(Constraint):
    """Each of some patterns is found; only ever the opposite of another constraint."""

    kind = "lexical.all_found"
    family = "lexical"
    patterns: tuple[str, ...]
    edged: bool

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each."""
        return _all_found(reply, self.patterns, edged=self.edged)

    def ask(self) -> str:
        """As a user would."""
        return f"Include {listed(self.patterns)} in your answer."


class _NoneFound(Constraint):
    """None of some patterns is found; only ever the opposite of another constraint."""

    kind = "lexical.none_found"
    family = "lexical"
    patterns: tuple[str, ...]
    edged: bool

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each, up to the first that is there."""
        return _none_found(reply, self.patterns, edged=self.edged)

    def ask(self) -> str:
        """As a user would."""
        return f"Do not use {listed(self.patterns, 'or')} in your answer."


def _first(reply: Reply, source: str, *, edged: bool) -> Span | None:
    return (_edged(source) if edged else _bare(source)).first(reply.text)


def _all_found(reply: Reply, patterns: tuple[str, ...], *, edged: bool) -> Verdict:
    missing = [source for source in patterns if not _first(reply, source, edged=edged)]
    if missing:
        share = 1 - len(missing) / len(patterns)
        return Verdict(held=False, reason=f"{listed(missing)} missing", score=share)
    return Verdict(held=True, reason=f"{listed(patterns)} found")


def _none_found(reply: Reply, patterns: tuple[str, ...], *, edged: bool) -> Verdict:
    for source in patterns:
        if span := _first(reply, source, edged=edged):
            return Verdict(held=False, reason=f'"{source}" found', span=span)
    return Verdict(held=True, reason=f"no {listed(patterns, 'or')}")


class Existence(Reference):
    """Each keyword is found somewhere, also inside a longer word."""

    source_id = "keywords:existence"
    ours = Include
    example = Example({"keywords": ["oak", "elm"]}, passes="Elms and soaked ground.", fails="An oak.")
    renamed = MappingProxyType({"keywords": "words"})
    keywords: Keywords

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each."""
        return _all_found(reply, self.keywords, edged=False)

    def ask(self) -> str:
        """As a user would."""
        return f"Include {listed(self.keywords)} in your answer."

    def opposite(self) -> Constraint:
        """None of the keywords is found."""
        return _NoneFound(patterns=self.keywords, edged=False)


class ForbiddenWords(Reference):
    r"""No forbidden word is found between two `\b`."""

    source_id = "keywords:forbidden_words"
    ours = Exclude
    example = Example({"forbidden_words": ["oak"]}, passes="Soaked ground.", fails="An OAK.")
    renamed = MappingProxyType({"forbidden_words": "words"})
    forbidden_words: Forbidden

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each, up to the first that is there."""
        return _none_found(reply, self.forbidden_words, edged=True)

    def ask(self) -> str:
        """As a user would."""
        return f"Do not use {listed(self.forbidden_words, 'or')} in your answer."

    def opposite(self) -> Constraint:
        """Each of the words is found."""
        return _AllFound(patterns=self.forbidden_words, edged=True)


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
        return _bare(self.keyword).spans(reply.text)

    def found(self, number: int) -> str:
        """As in `"oak" 2 times`."""
        return f'"{self.keyword}" {super().found(number)}'

    def ask(self) -> str:
        """As a user would."""
        return f'Use "{self.keyword}" {self.amount()}.'


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
