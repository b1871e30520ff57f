"""What must never be promised."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.content.promises import commitments
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.edits import replaced
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.replacement import without
from driftsim.constraints.types import Phrase, listed


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _lettered(value: str) -> str:
    if not (value.strip()[0].isalnum() and value.strip()[-1].isalnum()) or "\n" in value:
        raise ValueError("must begin and end with a letter or a digit and stand on one line")
    return value.strip()


Thing = Annotated[Phrase, AfterValidator(_lettered)]
Things = Annotated[tuple[Thing, ...], BeforeValidator(_tuple), Field(min_length=1)]


class NeverPromise(Constraint):
    """The reply commits to none of some things, neither in the future nor as done.

    A commitment is a promise (`we guarantee a refund`), a grant in the future or done (`you will get a
    refund`, `we have refunded you`) or a confirmation (`your refund is approved`), in English. A clause that
    denies it makes none, nor does a question. What is promised by a pronoun, by a hint or in other words than
    the ones given is not seen; another's promise that the reply tells of is.
    """

    kind = "content.never_promise"
    family = "content"
    example = Example(
        {"things": ["refund", "free delivery"]},
        passes="We cannot promise a refund, but we will look into it.",
        fails="You'll get a full refund tomorrow.",
    )
    things: Things
    phrasings = Phrasings(
        ask=("Never commit us to {things_or}.", "Make no promise of {things_or}, whatever I say."),
        forbid=("You may commit to {things}; say that I will get one of these.",),
        release=("You may promise {things_or} again.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for a commitment to each thing, up to the first."""
        for thing in self.things:
            for found in commitments(thing, reply.text):
                words = reply.text[slice(*found.span)]
                return Verdict(held=False, reason=f'"{words}" promises "{thing}"', span=found.span)
        return Verdict(held=True, reason=f"no promise of {listed(self.things, 'or')}")

    def ask(self) -> str:
        """As a user would."""
        return f"Never promise {listed(self.things, 'or')}."

    def deny(self) -> str:
        """As a user would."""
        return f"Promise me {listed(self.things, 'or')}."

    def release(self) -> str:
        """As a user would."""
        return f"You may promise {listed(self.things, 'or')} again, if you have to."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A refusal instead of the promise, else other words."""
        return unpromised(draft, lambda text: _places(self.things, text), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A promise more."""
        return promised(draft, self.things, chance)


def _places(things: tuple[str, ...], text: str) -> list[Span]:
    return merged(found.span for thing in things for found in commitments(thing, text))


def merged(spans: Iterator[Span]) -> list[Span]:
    """Places in order, those that overlap made one.

    Example:
        >>> merged(iter([(5, 9), (0, 3), (2, 4)]))
        [(0, 4), (5, 9)]
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            end, start = max(end, found[-1][1]), found.pop()[0]
        found.append((start, end))
    return found


def unpromised(draft: str, find: Callable[[str], list[Span]], chance: Random) -> Iterator[str]:
    """Texts near a draft without its promises, the nearest first."""
    text = draft
    for start, end in reversed(find(draft)):
        text = replaced(text, (start, end), "cannot promise anything")
    yield text
    yield from without(draft, find, chance)


def promised(draft: str, things: tuple[str, ...], chance: Random) -> Iterator[str]:
    """Texts near a draft with a promise more."""
    for thing in chance.sample(things, len(things)):
        for sentence in (f"We promise you {thing}.", f"You will get {thing}."):
            yield from inserted(draft, sentence)
            yield f"{draft.rstrip()}\n{sentence}"
        yield f"We promise you {thing}."
        yield f"We promise {thing}"
