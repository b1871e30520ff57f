"""What phrases and letters at either edge of a reply have in common."""

from typing import Annotated

from pydantic import AfterValidator

from driftsim.constraints.base import Constraint, Reply, Span, Verdict
from driftsim.constraints.types import Letter, Trimmed


def _alphabetic(value: str) -> str:
    if not value.isalpha():
        raise ValueError("must be a letter")
    return value


class Edge(Constraint):
    """A phrase at one edge of the reply."""

    phrase: Trimmed

    def told(self, reply: Reply, edge: str, span: Span | None, instead: Span) -> Verdict:
        """The verdict, with what stands there."""
        if span is not None:
            return Verdict(held=True, reason=f'the reply {edge} with "{self.phrase}"', span=span)
        said = reply.text[slice(*instead)]
        return Verdict(
            held=False, reason=f'the reply {edge} with "{said}", asked for "{self.phrase}"', span=instead
        )


class EdgeLetter(Constraint):
    """A letter at one edge of the reply."""

    letter: Annotated[Letter, AfterValidator(_alphabetic)]

    def told(self, reply: Reply, which: str, place: int | None) -> Verdict:
        """The verdict, with the letter that stands there."""
        if place is None:
            return Verdict(held=False, reason="the reply holds no letter")
        letter = reply.text[place]
        held = letter.casefold() == self.letter.casefold()
        reason = f'the {which} letter is "{letter}"' + ("" if held else f', asked for "{self.letter}"')
        return Verdict(held, reason, (place, place + 1))
