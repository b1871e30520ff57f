"""IFBench's words at given places, counted in Treebank tokens."""

from collections.abc import Iterator
from random import Random
from types import MappingProxyType
from typing import Any

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.lexical.position import Position, ordinal
from driftsim.constraints.matching import whole_word
from driftsim.constraints.speech import spoken
from driftsim.constraints.surgery.insertion import appended, prefixed
from driftsim.constraints.surgery.replacement import without
from driftsim.constraints.types import Positive, Trimmed, times
from driftsim.text import ASCII_PUNCTUATION, sentences, tokens


class KeywordsSpecificPosition(Reference):
    """The m-th token of the n-th sentence is a keyword, in any case; tokens of marks alone are left out."""

    source_id = "words:keywords_specific_position"
    ours = Position
    example = Example(
        {"keyword": "oak", "n": 2, "m": 3},
        passes="Look up. See, the Oak stands.",
        fails="Look up. It's the oak.",
    )
    renamed = MappingProxyType({"keyword": "word", "n": "sentence"})
    keyword: Trimmed
    n: Positive
    m: Positive

    def twin_parameters(self) -> dict[str, Any]:
        """One place in one sentence."""
        return {"word": self.keyword, "places": (self.m,), "sentence": self.n}

    def spoken(self) -> dict[str, str]:
        """The places as ordinals."""
        return {"word": self.keyword, "places": ordinal(self.m), "sentence": ordinal(self.n)}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Cut the sentence into tokens, and compare one."""
        if len(reply.sentences) < self.n:
            reason = f"{times(len(reply.sentences), 'sentence')}, so no {ordinal(self.n)} one"
            return Verdict(held=False, reason=reason)
        said = [token for token in _tokens(reply.sentences[self.n - 1]) if any(map(str.isalnum, token))]
        if len(said) < self.m:
            return Verdict(held=False, reason=f"sentence {self.n} has {times(len(said), 'word')}")
        held = said[self.m - 1].lower() == self.keyword.lower()
        return Verdict(held, f'word {self.m} of sentence {self.n} is "{said[self.m - 1][:40]}"')

    def ask(self) -> str:
        """As a user would."""
        return f'Use "{self.keyword}" as word number {self.m} of sentence {self.n} of your answer.'


class WordsPosition(Reference):
    """The second token and the second-last word are a keyword, in any case.

    The second-last word is the third-last token where the last one is a mark, else the second-last.
    """

    source_id = "words:words_position"
    ours = Position
    example = Example({"keyword": "oak"}, passes="An oak is an oak here.", fails="Well, oak is an oak here.")
    renamed = MappingProxyType({"keyword": "word"})
    keyword: Trimmed

    def twin_parameters(self) -> dict[str, Any]:
        """Both places."""
        return {"word": self.keyword, "places": (2, -2)}

    def spoken(self) -> dict[str, str]:
        """The keyword with both places."""
        return spoken({"word": self.keyword, "places": "second and second-last"})

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare both tokens."""
        found = reply.tokens
        back = 3 if found and found[-1] in ASCII_PUNCTUATION else 2
        if len(found) < back:
            return Verdict(held=False, reason=f"{times(len(found), 'token')} are too few")
        said = found[1], found[-back]
        held = all(token.lower() == self.keyword.lower() for token in said)
        return Verdict(held, f'the second word is "{said[0][:40]}", the second-last one "{said[1][:40]}"')

    def ask(self) -> str:
        """As a user would."""
        return f'Make the second word and the second-last word of your answer "{self.keyword}".'

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The word near both ends of the draft, in words of their own."""
        yield appended(prefixed(draft, f"One {self.keyword} first."), f"So much for {self.keyword} here.")
        yield f"One {self.keyword} is one {self.keyword} too."

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Something else before the draft; else other words for the keyword."""
        yield prefixed(draft, "So it goes.")
        yield from without(draft, whole_word(self.keyword).spans, chance)


def _tokens(sentence: str) -> list[str]:
    return tokens(sentences(sentence))
