"""Quoted phrases with an explanation behind them."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph, sentence
from driftsim.constraints.surgery.manner import like
from driftsim.text import ASCII_PUNCTUATION

_CURLY: Final = "“”„«»"
_QUOTE: Final = '"'
_OUTSIDE: Final = "0123456789" + ASCII_PUNCTUATION.replace(_QUOTE, "")
_SIDE_BY_SIDE: Final = re.compile(r'(?<=["“”„«»])\s*(?=["“”„«»])')


def unexplained(text: str) -> str | None:
    """What is wrong with the straight quotes of a text; None where nothing is.

    An opening quote right behind a closing one, whatever white space is between them, or a quotation at the
    very end, whatever digits and marks follow it. A quoted quotation mark is no quote.
    """
    packed = "".join(text.replace("'\"'", "").split())
    if _QUOTE * 2 in packed:
        return "nothing stands between two quotation marks"
    return "a quotation ends the reply" if packed.strip(_OUTSIDE).endswith(_QUOTE) else None


def _straight(text: str) -> str:
    """The text with straight quotation marks only."""
    for mark in _CURLY:
        text = text.replace(mark, _QUOTE)
    return text


def explained(text: str, chance: Random) -> Iterator[str]:
    """Texts near one with something between and behind its quotations, then without quotation marks."""
    for ended in (text, f"{text.rstrip()} {like(text, 'So they say.')}"):
        yield _SIDE_BY_SIDE.sub(" and then ", ended)
    yield _straight(text).replace(_QUOTE, "")
    yield paragraph(chance)


class ExplainedQuotes(Constraint):
    """Something unquoted stands behind each quoted phrase; straight and curly quotation marks count."""

    kind = "format.explained_quotes"
    family = "format"
    example = Example({}, passes='"Go" means leave.', fails="He said “go”.")
    phrasings = Phrasings(
        ask=("Never let a quoted phrase stand without an unquoted explanation behind it.",),
        release=("Quoted phrases need no explanation any more.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for neighbours and at the end."""
        wrong = unexplained(_straight(reply.text))
        return Verdict(wrong is None, wrong or "each quoted phrase has something unquoted behind it")

    def ask(self) -> str:
        """As a user would."""
        return "Put an unquoted explanation behind every quoted phrase."

    def deny(self) -> str:
        """As a user would."""
        return "Leave at least one quoted phrase without an unquoted explanation behind it."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words between and behind the quotations; else no quotations."""
        return explained(draft, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A quotation at the end."""
        yield f'{draft.rstrip()} {like(draft, "As they say:")} "{like(draft, sentence(chance))}"'
