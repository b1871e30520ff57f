"""A list with a mark of the user's own."""

from collections.abc import Iterator
from random import Random
from typing import Annotated

from pydantic import AfterValidator

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.lines import with_last_line
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.tongues import sayings, tongue
from driftsim.constraints.types import Phrase, Positive, times

_ROUNDS = 4  # what is left of a mark may make another one with what stands beside it
_SCRATCH = ("So be it.", "OK", "…", "7")


def _one_line(marker: str) -> str:
    if "\n" in marker:
        raise ValueError("must stand on one line")
    return marker


def marked(draft: str, marker: str, number: int, chance: Random) -> str:
    """The draft with so many items behind it, each on a line that begins with a mark."""
    items = [f"{marker} {like(draft, saying)}" for saying in sayings(tongue(draft), number, chance)]
    return with_last_line(draft, "\n".join(items))


def unmarked(draft: str, marker: str, chance: Random) -> Iterator[str]:
    """The draft without a mark, then short texts."""
    for _ in range(_ROUNDS):
        draft = draft.replace(marker, "")
        yield draft
    yield from (paragraph(chance), *_SCRATCH)


class MarkedList(Constraint):
    """At least so many lines begin with a mark, instead of bullet points."""

    kind = "format.marked_list"
    family = "format"
    example = Example({"marker": "!?", "at_least": 2}, passes="Trees:\n!? oak\n!? elm", fails="!? oak !? elm")
    marker: Annotated[Phrase, AfterValidator(_one_line)]
    at_least: Positive = 2
    phrasings = Phrasings(
        ask=('List at least {at_least} things, each on a line that starts with "{marker}".',),
        forbid=('Do without a list of {at_least} or more things marked with "{marker}".',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the lines that begin with it."""
        marker = self.marker.strip()
        number = sum(line.lstrip().startswith(marker) for line in reply.lines)
        reason = f"{times(number, 'item')}, asked for at least {self.at_least}"
        return Verdict(number >= self.at_least, reason, score=min(number / self.at_least, 1))

    def ask(self) -> str:
        """As a user would."""
        amount = times(self.at_least, "item")
        return f'Make a list of at least {amount} and start each with "{self.marker}" on a line of its own.'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The missing items behind the draft; then a list of our own."""
        marker = self.marker.strip()
        number = sum(line.lstrip().startswith(marker) for line in draft.split("\n"))
        yield marked(draft, marker, max(self.at_least - number, 0), chance)
        yield marked("", marker, self.at_least, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft without the mark."""
        return unmarked(draft, self.marker.strip(), chance)
