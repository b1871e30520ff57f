"""What may be talked about."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.content.forms import said, term, words_of
from driftsim.constraints.surgery.filler import sentences as filler
from driftsim.constraints.surgery.replacement import without
from driftsim.constraints.types import Phrases, Positive, listed, times

DECLINING: Final = re.compile(
    r"(?<![^\W_])(?:(?:can|could|may|am|are|is|do|will|would)(?:\s+(?:only|not|just)|n['’]t)|can['’]t|won['’]t|cannot|only|unable|sorry"
    r"|(?:['’](?:m|re))\s+(?:not|only|unable))\s+(?:\w+\s+){0,3}?"
    r"(?:help|assist|answer|discuss|talk|advise|comment|support|respond|deal|speak|offer|give|provide|able|here)"
    r"(?![^\W_])|outside\s+(?:of\s+)?(?:my|our|the|what)|beyond\s+(?:my|our|the|what)|not\s+something\s+(?:i|we)"
    r"|(?:stick|keep)\s+to\s+(?:questions|topics)|not\s+(?:my|our)\s+(?:area|field|topic)",
    re.IGNORECASE,
)
SMALL_TALK: Final = frozenset(
    "hi hello hey good morning afternoon evening day thanks thank you very much ok okay yes no please bye"
    " goodbye great fine cool nice sure alright got it i see perfect welcome so and then well go on continue"
    " more".split()
)
_QUESTIONS: Final = (
    "What is the capital of Peru?", "Who painted that old ceiling?", "Write a poem on autumn leaves.",
    "Why? Zzz!",
)  # fmt: skip


class OnlyTopics(Constraint):
    """A message about none of some topics is declined, and briefly.

    `topics` are the keywords of what may be talked about, in any of their forms. A message that has none of
    them, and is more than a greeting, thanks, yes or no, must be declined: with one of the phrases in
    `decline` or, without them, in the words of our own lexicon (`I can only help with …`, `outside of what I
    …`), and in at most `at_most` sentences, for a reply that goes on answers after all. On any other
    message the constraint holds. Limits: a topic is known by its keywords only, so a follow-up such as `and
    how long does that take?` counts as off topic, and a question that smuggles a keyword in as on topic; the
    message that states this rule counts by what else it says.
    """

    kind = "content.only_topics"
    family = "content"
    example = Example(
        {
            "topics": ["delivery", "parcel"],
            "decline": ["only help with parcels", "not my field"],
            "at_most": 2,
        },
        passes="That is not my field. Do you have a parcel with us?",
        fails="Lima is the capital of Peru.",
        user="What is the capital of Peru?",
    )
    topics: Phrases
    decline: Phrases | None = None
    at_most: Positive = 3

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at the message, then for the refusal and what stands beside it."""
        if not self.is_off(context.user):
            return Verdict(held=True, reason="the message is on topic")
        found = self.declines(reply.text)
        if not found:
            return Verdict(held=False, reason="the message is off topic and is not declined")
        number = len(reply.sentences)
        if number > self.at_most:
            reason = f"declined, but in {times(number, 'sentence')}, asked for at most {self.at_most}"
            return Verdict(held=False, reason=reason, span=found[0])
        words = reply.text[slice(*found[0])]
        return Verdict(held=True, reason=f'the message is off topic; declined: "{words}"', span=found[0])

    def is_off(self, message: str) -> bool:
        """Whether a message is about none of the topics, and about something."""
        return said(self.topics, message) is None and any(
            word not in SMALL_TALK for word in words_of(message)
        )

    def declines(self, text: str) -> list[Span]:
        """Where a text declines."""
        if self.decline is None:
            return [match.span() for match in DECLINING.finditer(text)]
        return sorted(span for each in self.decline for span in term(each).spans(text))

    def ask(self) -> str:
        """As a user would."""
        return (
            f"Stick to these topics: {listed(self.topics, 'or')}. If I ask about anything else,"
            f" {self._how()}, in at most {times(self.at_most, 'sentence')}."
        )

    def forbid(self) -> str:
        """As a user would."""
        return (
            f"Answer me on any topic, not only on {listed(self.topics, 'or')}; do not {self._how()}"
            f" (in at most {times(self.at_most, 'sentence')} or otherwise)."
        )

    def release(self) -> str:
        """As a user would."""
        return f"Whether you keep to these topics no longer matters: {listed(self.topics, 'or')}."

    def _how(self) -> str:
        return "decline" if self.decline is None else f"decline and say {listed(self.decline, 'or')}"

    def opposite(self) -> Constraint | None:
        """The same messages are not declined."""
        return _Answered(topics=self.topics, decline=self.decline, at_most=self.at_most)

    def situations(self) -> tuple[Context, ...]:
        """A message that is off topic."""
        off = [each for each in _QUESTIONS if self.is_off(each)]
        return (Context(), *(Context(user=each) for each in off[:1]))

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A refusal instead of the text: in front of its end, and then alone."""
        for words in self.decline or ("I can only help with other questions",):
            yield f"{words}." if self.decline is None else f"Sorry: {words}."
            yield words

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The text without its refusals, or an answer that is too long."""
        yield from without(draft, self.declines, chance)
        yield " ".join(filler(self.at_most + 1, chance))


class _Answered(OnlyTopics):
    """A message about none of some topics is not declined; only ever the opposite of the other."""

    kind = "content.any_topic"

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at the message, then for a refusal."""
        if not self.is_off(context.user):
            return Verdict(held=True, reason="the message is on the topics given")
        found = self.declines(reply.text)
        return Verdict(not found, "declined" if found else "not declined", found[0] if found else None)

    def ask(self) -> str:
        """As a user would."""
        return OnlyTopics.forbid(self)

    def opposite(self) -> Constraint | None:
        """None: it is only ever an opposite itself."""
        return None

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The text without its refusals."""
        return without(draft, self.declines, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A refusal."""
        return OnlyTopics.rewrites(self, draft, chance)
