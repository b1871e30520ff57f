"""When a conversation must be handed over."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.content.forms import deed, said
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.replacement import without
from driftsim.constraints.types import Phrases, listed

HANDOVER: Final = (
    "colleague", "supervisor", "manager", "human", "specialist", "support team", "member of our team",
    "our team", "someone from our team", "escalate", "hand you over", "transfer you", "connect you",
    "put you through", "forward your case", "pass this on",
)  # fmt: skip
_NO: Final = re.compile(
    r"(?<![^\W_])(?:not(?!\ only)|never|no|none|nobody|cannot|nor|neither|without|unable)(?![^\W_])"
    r"|n['’]t(?![^\W_])",
    re.IGNORECASE,
)
_BOUNDARY: Final = re.compile(r"[.!?…;:\n]|,\s|\s(?=(?:but|so|and)\s)", re.IGNORECASE)
_FAR: Final = 120


def handovers(phrases: tuple[str, ...], text: str) -> list[Span]:
    """Where a text speaks of handing over and does not deny it in the same clause.

    Example:
        >>> handovers(("colleague",), "I cannot call a colleague. A colleague will call you.")
        [(29, 38)]
    """
    spans = (span for phrase in phrases for span in deed(phrase).spans(text))
    return sorted(span for span in spans if not _denied(text, span[0]))


def _denied(text: str, place: int) -> bool:
    start = max(0, place - _FAR)
    for match in _BOUNDARY.finditer(text, start, place):
        start = match.end()
    return _NO.search(text, start, place) is not None


class EscalateIf(Constraint):
    """Where the user's message says one of some terms, the reply hands over to a person.

    `says` are terms in any of their forms. Handing over is a phrase of `handover`, in any form and not
    denied in its clause; without it one of our own lexicon (`HANDOVER`: a colleague, a specialist, transfer
    you …). Whether the handover happens is not for a text to show, nor is a need that the user puts in
    other words seen. Where the user says none of it, the constraint holds.
    """

    kind = "content.escalate_if"
    family = "content"
    example = Example(
        {"says": ["lawyer", "sue"], "handover": ["colleague", "our legal team"]},
        passes="I am sorry to hear that. A colleague will call you today.",
        fails="I am sorry to hear that. Let us find a solution.",
        user="I'm suing you, talk to my lawyers!",
    )
    says: Phrases
    handover: Phrases | None = None
    phrasings = Phrasings()

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at what the user said, then for the handover."""
        word = said(self.says, context.user)
        if word is None:
            return Verdict(held=True, reason=f"the user did not say {listed(self.says, 'or')}")
        found = handovers(self._phrases(), reply.text)
        if not found:
            return Verdict(held=False, reason=f'the user said "{word}", and nothing is handed over')
        words = reply.text[slice(*found[0])]
        return Verdict(held=True, reason=f'the user said "{word}"; handed over: "{words}"', span=found[0])

    def ask(self) -> str:
        """As a user would."""
        whom = "" if self.handover is None else f" ({listed(self.handover, 'or')})"
        return f"Refer me to a person{whom} if I say {listed(self.says, 'or')}."

    def opposite(self) -> Constraint:
        """No handover in the same case."""
        from driftsim.constraints.composed.if_then import IfThen
        from driftsim.constraints.composed.when import Says
        from driftsim.constraints.content.never_mention import NeverMention

        return IfThen(when=Says(says=self.says), then=NeverMention(terms=self._phrases()))

    def forbid(self) -> str:
        """As a user would."""
        return f"Do not {self.ask()[0].lower()}{self.ask()[1:]}"

    def situations(self) -> tuple[Context, ...]:
        """The user says it."""
        return (Context(), Context(user=f"Well, {self.says[0]}."))

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The handover in one more sentence."""
        named = self._phrases()
        for sentence in (f"A {named[0]} will help you.", f"Next is this: {named[0]}.", f"{named[0]}"):
            yield from inserted(draft, sentence)
            yield sentence

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Harmless words instead of the handover."""
        return without(draft, lambda text: handovers(self._phrases(), text), chance)

    def _phrases(self) -> tuple[str, ...]:
        return self.handover or HANDOVER
