"""Capitals as in a title."""

import re
from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.edits import replaced
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.titles import as_title, small_words

_LONG = re.compile(r"(?<!\w)[^\W\d_][^\W\d_]{4,}(?!\w)")


class TitleCase(Constraint):
    """Every major word begins with a capital letter.

    Articles, conjunctions and short prepositions may stay small within a line; words with a capital
    further on (`iPhone`) pass.
    """

    kind = "format.title_case"
    family = "format"
    example = Example({}, passes="The Old House on a Hill Isn't an iPhone Shop", fails="The old House")
    phrasings = Phrasings(
        ask=("Use title case throughout.", "Capitalize every major word of your answer."),
        forbid=("Write in normal case, not in title case.",),
        release=("Title case is no longer required.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first word that does not."""
        span = next(small_words(reply.text), None)
        if span is None:
            return Verdict(held=True, reason="every major word begins with a capital letter")
        word = reply.text[slice(*span)]
        return Verdict(held=False, reason=f'"{word[:40]}" does not begin with a capital letter', span=span)

    def ask(self) -> str:
        """As a user would."""
        return (
            "Write your whole answer in title case, with a capital letter at the start of every major word."
        )

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The words with capitals; then all in capitals, then a title of our own."""
        yield as_title(draft)
        yield draft.upper()
        yield "All Is Well."

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A long word in small letters, or a few words more."""
        found = [match.span() for match in _LONG.finditer(draft)]
        for span in chance.sample(found, min(len(found), 2)):
            yield replaced(draft, span, draft[slice(*span)].lower())
        yield from inserted(draft, "so it goes.")
        yield "So it goes."
