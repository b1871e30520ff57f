"""What must be asked for before something is done."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final, Self

from pydantic import model_validator

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.content.forms import term
from driftsim.constraints.content.never_promise import Thing, Things, merged, promised, unpromised
from driftsim.constraints.content.promises import commitments
from driftsim.constraints.matching import pattern
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.replacement import without
from driftsim.constraints.types import Phrase, listed

_SENTENCE: Final = re.compile(r"[^.!?…\n]*(?:[.!?…](?=[^\W_])[^.!?…\n]*)*[.!?…]*")
_REQUEST: Final = re.compile(
    r"(?<![^\W_])(?:please|tell me|give me|send me|let me know|let me have|(?:i|we)(?: will|['’]ll)? need"
    r"|may i have|share|provide|what is|what['’]s|which)(?![^\W_])",
    re.IGNORECASE,
)
_VALUE: Final = re.compile(r"\d|[:=#]\s*\S|(?<![^\W_])(?:is|are)\s+\S", re.IGNORECASE)
_HAS_NOT: Final = re.compile(
    r"(?<![^\W_])(?:no|not|never|without|lost|forgot(?:ten)?|why)(?![^\W_])|n['’]t(?![^\W_])", re.IGNORECASE
)


def sentences(text: str) -> Iterator[Span]:
    """Where the sentences of a text stand, by their marks and line ends."""
    return (match.span() for match in _SENTENCE.finditer(text) if match[0].strip())


def asks_for(wanted: str, text: str) -> Span | None:
    """The first sentence that asks for something: a question that names it, or a request such as `please`."""
    if term(wanted).first(text) is None:
        return None
    for start, end in sentences(text):
        sentence = text[start:end]
        if term(wanted).first(sentence) and ("?" in sentence or _REQUEST.search(sentence)):
            return start, end
    return None


class AskFirst(Constraint):
    """Until the user has given something, the reply asks for it and does not do something else.

    `ask_for` is the thing wanted, `before` the deeds that wait for it, as nouns or verbs (refund, book a
    table); a deed is done where the reply commits to it (`driftsim.constraints.content.promises`) without
    a condition in the same sentence (`once`, `before`, `if` …). The thing was given where a message of the
    user, now or earlier, matches the regular expression `given`. Without one it was where a message
    names it with a value behind it (`my order number is 4711`), or answers a reply that asked for it and is
    no question and no denial; that is a guess, so give `given` where it matters.
    """

    kind = "content.ask_first"
    family = "content"
    example = Example(
        {"ask_for": "order number", "before": ["refund"], "given": "[0-9]{4}"},
        passes="I can help. Could you tell me your order number?",
        fails="Sure, I will refund you today.",
        user="I want my money back.",
    )
    ask_for: Thing
    before: Things
    given: Phrase | None = None

    @model_validator(mode="after")
    def _is_a_pattern(self) -> Self:
        if self.given is not None:
            pattern(self.given)
        if len(list(sentences(f"{self.ask_for}?"))) > 1:
            raise ValueError(f"ask_for={self.ask_for!r} is more than one sentence")
        return self

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look whether it was given; if not, for the question and the deed."""
        if self.was_given(context):
            return Verdict(held=True, reason=f'the user has given "{self.ask_for}"')
        done = self._done(reply.text)
        if done:
            words = reply.text[slice(*done[0])]
            return Verdict(held=False, reason=f'"{words}", but "{self.ask_for}" was not given', span=done[0])
        asked = asks_for(self.ask_for, reply.text)
        if asked is None:
            return Verdict(held=False, reason=f'"{self.ask_for}" was not given and is not asked for')
        return Verdict(held=True, reason=f'"{self.ask_for}" is asked for', span=asked)

    def was_given(self, context: Context) -> bool:
        """Whether one of the user's messages gives it."""
        messages = [user for user, _ in context.earlier] + [context.user]
        if self.given is not None:
            finder = pattern(self.given)
            return any(finder.first(message) for message in messages)
        replies = ["", *(reply for _, reply in context.earlier)]
        return any(map(self._gives, messages, replies))

    def _gives(self, message: str, answers: str) -> bool:
        for start, end in sentences(message):
            sentence = message[start:end]
            found = term(self.ask_for).first(sentence)
            if found and _VALUE.search(sentence, found[1]) and not _HAS_NOT.search(sentence):
                return True
        asked = bool(message.strip()) and asks_for(self.ask_for, answers) is not None
        return asked and "?" not in message and not _HAS_NOT.search(message)

    def _done(self, text: str) -> list[Span]:
        found = (each for deed in self.before for each in commitments(deed, text))
        return merged(each.span for each in found if not each.conditional)

    def ask(self) -> str:
        """As a user would."""
        when = "" if self.given is None else f' (I have given it once I write something like "{self.given}")'
        deeds = listed(self.before, "or")
        return f'Ask me for my "{self.ask_for}", and wait for it{when}, before you do or promise {deeds}.'

    def opposite(self) -> Constraint:
        """It is not asked for."""
        return _NotAsked(ask_for=self.ask_for)

    def forbid(self) -> str:
        """As a user would."""
        given = "" if self.given is None else f' (something like "{self.given}")'
        return f'Do not ask me for my "{self.ask_for}"{given}, not even before {listed(self.before, "or")}.'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The question put in, the deed taken out."""
        question = f"Could you tell me your {self.ask_for}?"
        for text in (draft, *unpromised(draft, self._done, chance), ""):
            yield from inserted(text, question)
            yield f"{text.rstrip()}\n{question}"
        yield question
        yield f"{self.ask_for}?"

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The deed without the question."""
        yield from promised(draft, self.before, chance)
        yield from without(draft, lambda text: term(self.ask_for).spans(text), chance)


class _NotAsked(Constraint):
    """Something is not asked for; only ever the opposite of another constraint."""

    kind = "content.not_asked"
    family = "content"
    ask_for: Phrase

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the question."""
        span = asks_for(self.ask_for, reply.text)
        return Verdict(span is None, f'"{self.ask_for}" is {"not " * (span is None)}asked for', span)

    def ask(self) -> str:
        """As a user would."""
        return f'Do not ask me for my "{self.ask_for}".'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Harmless words instead."""
        return without(draft, lambda text: term(self.ask_for).spans(text), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The question."""
        question = f"Could you tell me your {self.ask_for}?"
        yield from inserted(draft, question)
        yield f"{draft.rstrip()}\n{question}"
        yield question
        yield f"{self.ask_for}?"
