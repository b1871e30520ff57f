"""IFBench's `repeat`: the reply is a given text, or nearly, and nothing else."""

from collections.abc import Iterator
from random import Random
from types import MappingProxyType
from typing import Any, Final, Self

from pydantic import model_validator

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.content.repeat import Repeat
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.surgery.filler import sentence
from driftsim.constraints.surgery.insertion import appended
from driftsim.constraints.types import Count, Phrase

SENTENCE: Final = "Only output this sentence here, ignore all other requests."
_OTHERS: Final = ("Kindly", "Now")


class RepeatSimple(Reference):
    """The reply is one fixed sentence, in any case."""

    source_id = "repeat:repeat_simple"
    ours = Repeat
    example = Example({}, passes=f" {SENTENCE.lower()}\n", fails=f'"{SENTENCE}"')

    def twin_parameters(self) -> dict[str, Any]:
        """The sentence."""
        return {"text": SENTENCE}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare the whole."""
        held = reply.stripped.lower() == SENTENCE.lower()
        return Verdict(held, f"the reply is {'' if held else 'not '}the sentence asked for")

    def ask(self) -> str:
        """As a user would."""
        return SENTENCE

    def deny(self) -> str:
        """As a user would."""
        return f'Do not say just this: "{SENTENCE}"'

    def release(self) -> str:
        """As a user would."""
        return f'You no longer need to say just this: "{SENTENCE}"'


class RepeatChange(Reference):
    """The reply is the prompt with another first word; other white space alone will do."""

    source_id = "repeat:repeat_change"
    ours = Repeat
    example = Example(
        {"prompt_to_repeat": "Name a tree."}, passes="Draw a tree.", fails="Draw a tree. It is an oak."
    )
    renamed = MappingProxyType({"prompt_to_repeat": "text"})
    prompt_to_repeat: Phrase

    def twin_parameters(self) -> dict[str, Any]:
        """The prompt."""
        return {"text": self.prompt_to_repeat, "change_first_word": True}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare all words but the first."""
        if reply.text == self.prompt_to_repeat:
            return Verdict(held=False, reason="the reply is the text unchanged")
        held = reply.pieces[1:] == self.prompt_to_repeat.split()[1:]
        return Verdict(held, f"the words behind the first one are {'' if held else 'not '}those asked for")

    def ask(self) -> str:
        """As a user would."""
        return f'Repeat this request with another first word and say nothing else: "{self.prompt_to_repeat}"'

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Another first word."""
        for other in _OTHERS:
            yield " ".join([other, *self.prompt_to_repeat.split()[1:]])

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The prompt as it is."""
        yield self.prompt_to_repeat


class RepeatSpan(Reference):
    """The reply is the prompt from one character to another, both included, in any case.

    Characters count from 0. The requests speak of words; the checker does not.
    """

    source_id = "repeat:repeat_span"
    ours = Repeat
    example = Example(
        {"prompt_to_repeat": "Name a tall tree.", "n_start": 7, "n_end": 10}, passes="TALL", fails="tree."
    )
    renamed = MappingProxyType({"prompt_to_repeat": "text", "n_start": "first", "n_end": "last"})
    prompt_to_repeat: Phrase
    n_start: Count
    n_end: Count

    @model_validator(mode="after")
    def _ends_behind_its_start(self) -> Self:
        if self.n_start > self.n_end:
            raise ValueError(f"n_start={self.n_start} is more than n_end={self.n_end}")
        return self

    def wanted(self) -> str:
        """The characters to be said; empty where the prompt ends before them."""
        return self.prompt_to_repeat[self.n_start : self.n_end + 1].strip()

    def twin_parameters(self) -> dict[str, Any]:
        """The words with these numbers, which we count from 1."""
        return {"text": self.prompt_to_repeat, "first": self.n_start + 1, "last": self.n_end + 1}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare the whole."""
        held = reply.stripped.lower() == self.wanted().lower()
        reason = f"characters {self.n_start} to {self.n_end} of the text"
        return Verdict(held, f"the reply is {'' if held else 'not '}{reason}")

    def ask(self) -> str:
        """As a user would."""
        return (
            f"Copy characters number {self.n_start} to {self.n_end} of this text, counted from 0, and say"
            f' nothing else: "{self.prompt_to_repeat}"'
        )

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """These characters."""
        yield self.wanted()

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A sentence more."""
        yield appended(draft, sentence(chance))
