"""A text that the reply must begin with."""

import re
from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.ends import beginning_otherwise, beginning_with
from driftsim.constraints.types import Trimmed

_PIECE = re.compile(r"\S+")


class Start(Constraint):
    """The reply begins by repeating a text, in any case; any white space equals any other."""

    kind = "lexical.start"
    family = "lexical"
    example = Example(
        {"text": "Name a tree."}, passes="name a\nTree. An oak.", fails="Sure! Name a tree. An oak."
    )
    text: Trimmed
    phrasings = Phrasings(
        ask=(
            'Repeat this text word for word at the start of your answer: "{text}"',
            'Start with this text, unchanged, before you say anything else: "{text}"',
        ),
        release=('You no longer need to start by repeating this text: "{text}"',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare piece by piece between white space; the last may run on."""
        *whole, last = self.text.lower().split()
        pieces = _PIECE.finditer(reply.text)
        for piece, match in zip(whole, pieces, strict=False):
            if match[0].lower() != piece:
                return self._astray(match.span(), piece)
        rest = next(pieces, None)
        if rest is None or not rest[0].lower().startswith(last):
            end = len(reply.text)
            return self._astray(rest.span() if rest else (end, end), last)
        begin = len(reply.text) - len(reply.text.lstrip())
        span = begin, rest.start() + len(last)
        return Verdict(held=True, reason="the reply begins with the text asked for", span=span)

    def _astray(self, span: Span, piece: str) -> Verdict:
        reason = f'the reply leaves the text asked for where "{piece}" should stand'
        return Verdict(held=False, reason=reason, span=span)

    def ask(self) -> str:
        """As a user would."""
        return f'Begin your answer by repeating this text word for word: "{self.text}"'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not begin your answer by repeating this text: "{self.text}"'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The text in front."""
        return beginning_with(draft, self.text)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A word before it."""
        return beginning_otherwise(draft, chance)
