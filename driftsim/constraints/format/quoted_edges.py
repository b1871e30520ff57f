"""A passage in marks at the beginning or at the end of a reply."""

from collections.abc import Iterator
from random import Random
from typing import Annotated, ClassVar, Final, Self

from pydantic import AfterValidator, model_validator

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.edge_words import inside_markup
from driftsim.constraints.surgery.ends import beginning_otherwise, ending_otherwise
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.wrappers import EDGE_MARKS

PAIRS: Final = "() [] {} <> 《》 〈〉 「」 『』 （） «» 【】 “” ‘’ '' \"\"".split()
_SPACE: Final = " \t\r\n\ufeff"
_MARKS: Final = "".join(mark for mark in EDGE_MARKS if mark not in "()[]{}<>《》〈〉「」『』（）【】'\"")
_OPENERS: Final = ("first of all", "in short", "to begin with", "one thing")
_CLOSERS: Final = ("that is all", "more soon", "take care", "so it goes")


def _known(mark: str) -> str:
    if not any(mark in pair for pair in PAIRS) or len(mark) != 1:
        raise ValueError(f"must be one of the marks {' '.join(PAIRS)}")
    return mark


Mark = Annotated[str, AfterValidator(_known)]


class QuotedEdge(Constraint):
    """A passage between two marks at one edge of the reply.

    What holds at the end is what holds at the beginning of the text read backwards.
    """

    at_start: ClassVar[bool]
    left: Mark
    right: Mark

    @model_validator(mode="after")
    def _is_a_pair(self) -> Self:
        if self.left + self.right not in PAIRS:
            raise ValueError(f"{self.left!r} and {self.right!r} are no pair; the pairs are {' '.join(PAIRS)}")
        return self

    def pair(self) -> str:
        """The marks as a user shows them."""
        return f"{self.left} and {self.right}"

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for one mark at the edge and for the other one beyond a word."""
        begins = self.at_start
        near, far = (self.left, self.right) if begins else (self.right, self.left)
        text = reply.text if begins else reply.text[::-1]
        place = len(text) - len(text.lstrip(_SPACE + _MARKS))
        if text[place : place + 1] != near:
            reason = f"the reply does not {'begin' if begins else 'end'} with {near}"
            return Verdict(held=False, reason=reason, span=self._span(text, place, place))
        end = text.find(far, place + 1)
        held = end > place and bool(text[place + 1 : end].strip())
        missing = f"no words {'before a closing' if begins else 'after an opening'} {far}"
        reason = f"a passage between {self.pair()}" if held else missing
        return Verdict(held, reason, self._span(text, place, end + 1 if held else place + 1))

    def _span(self, text: str, near: int, far: int) -> Span:
        """Where two places of the text, which may be read backwards, stand in the reply."""
        return (near, far) if self.at_start else (len(text) - far, len(text) - near)

    def ask(self) -> str:
        """As a user would."""
        return f"{'Begin your answer' if self.at_start else 'Let your answer end'} {self._with()}."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not {'begin your answer' if self.at_start else 'let your answer end'} {self._with()}."

    def _with(self) -> str:
        return f"with a passage between {self.pair()}"

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words between the marks, at the edge; then within its markup, then alone."""
        said = like(draft, chance.choice(_OPENERS if self.at_start else _CLOSERS))
        passage = f"{self.left}{said}{self.right}"
        yield f"{passage} {draft.strip()}" if self.at_start else f"{draft.strip()} {passage}"
        yield from inside_markup(draft, passage, at_start=self.at_start)
        yield passage

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words beyond it."""
        yield from (beginning_otherwise if self.at_start else ending_otherwise)(draft, chance)
        yield f"So {draft.strip()}" if self.at_start else f"{draft.strip()} so it is"
        yield paragraph(chance)


class QuotedOpening(QuotedEdge):
    """The reply opens with a passage between two marks, such as `(Hello)`; Markdown before it is free."""

    kind = "format.quoted_opening"
    family = "format"
    example = Example({"left": "“", "right": "”"}, passes="# “Hi” she said", fails="“Hi she said")
    phrasings = Phrasings(
        ask=("Begin with some words between {left} and {right}.",),
        release=("You no longer need to begin with words between {left} and {right}.",),
    )
    at_start = True


class QuotedClosing(QuotedEdge):
    """The reply closes with a passage between two marks; Markdown and full stops after it are free."""

    kind = "format.quoted_closing"
    family = "format"
    example = Example({"left": "《", "right": "》"}, passes="as in 《Blue》.", fails="as in Blue》.")
    phrasings = Phrasings(
        ask=("Finish with some words between {left} and {right}.",),
        release=("You no longer need to finish with words between {left} and {right}.",),
    )
    at_start = False
