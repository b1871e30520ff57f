"""No white space."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.manner import capitalized


def no_whitespace(text: str, offset: int = 0) -> Verdict:
    """Whether a text is free of white space.

    Args:
        text: The text.
        offset: Where it begins in the reply.
    """
    place = next((place for place, char in enumerate(text) if char.isspace()), None)
    if place is None:
        return Verdict(held=True, reason="no white space")
    return Verdict(held=False, reason="white space found", span=(offset + place, offset + place + 1))


class NoWhitespace(Constraint):
    """The reply holds no white space; what stands at its ends is left out."""

    kind = "format.no_whitespace"
    family = "format"
    example = Example({}, passes="Oaks,elms.\n", fails="Oaks, elms.")
    phrasings = Phrasings(
        ask=("Write without any spaces or line breaks.", "Leave out all white space."),
        forbid=("Put spaces between the words.",),
        release=("Spaces and line breaks are fine again.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first one."""
        start = len(reply.text) - len(reply.text.lstrip())
        return no_whitespace(reply.stripped, start)

    def ask(self) -> str:
        """As a user would."""
        return "Do not use any white space in your answer."

    def deny(self) -> str:
        """As a user would."""
        return "Use white space in your answer."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The words put together, each with a capital; with hyphens, or merely put together."""
        words = draft.split()
        yield "".join(map(capitalized, words))
        yield "-".join(words)
        yield "".join(words)
        yield "So."

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words more."""
        yield f"{draft.rstrip()} That is all."
