"""A passage in marks at the beginning or at the end of a reply."""

from collections.abc import Iterator
from random import Random
from typing import Annotated, Final, Self

from pydantic import AfterValidator, model_validator

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
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
    """A passage between two marks at one edge of the reply."""

    left: Mark
    right: Mark

    @model_validator(mode="after")
    def _is_a_pair(self) -> Self:
        if self.left + self.right not in PAIRS:
            raise ValueError(f"{self.left!r} and {self.right!r} are no pair; the pairs are {' '.join(PAIRS)}")
        return self

    def around(self, words: str) -> str:
        """Some words between the marks."""
        return f"{self.left}{words}{self.right}"

    def pair(self) -> str:
        """The marks as a user shows them."""
        return f"{self.left} and {self.right}"


class QuotedOpening(QuotedEdge):
    """The reply opens with a passage between two marks, such as `(Hello)`; Markdown before it is free."""

    kind = "format.quoted_opening"
    family = "format"
    example = Example({"left": "“", "right": "”"}, passes="# “Hi” she said", fails="“Hi she said")
    phrasings = Phrasings(
        ask=("Begin with some words between {left} and {right}.",),
        release=("You no longer need to begin with words between {left} and {right}.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first mark at the beginning and for the other one behind a word."""
        text = reply.text
        start = len(text) - len(text.lstrip(_SPACE + _MARKS))
        if text[start : start + 1] != self.left:
            return Verdict(
                held=False, reason=f"the reply does not begin with {self.left}", span=(start, start)
            )
        end = text.find(self.right, start + 1)
        held = end > start and bool(text[start + 1 : end].strip())
        reason = f"a passage between {self.pair()}" if held else f"no words before a closing {self.right}"
        return Verdict(held, reason, (start, end + 1 if held else start + 1))

    def ask(self) -> str:
        """As a user would."""
        return f"Begin your answer with a passage between {self.pair()}."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not begin your answer with a passage between {self.pair()}."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words between the marks, in front."""
        passage = self.around(like(draft, chance.choice(_OPENERS)))
        yield f"{passage} {draft.strip()}"
        yield from inside_markup(draft, passage, at_start=True)
        yield passage

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A word before it."""
        yield from beginning_otherwise(draft, chance)
        yield f"So {draft.strip()}"
        yield paragraph(chance)


class QuotedClosing(QuotedEdge):
    """The reply closes with a passage between two marks; Markdown and full stops after it are free."""

    kind = "format.quoted_closing"
    family = "format"
    example = Example({"left": "《", "right": "》"}, passes="as in 《Blue》.", fails="as in Blue》.")
    phrasings = Phrasings(
        ask=("Finish with some words between {left} and {right}.",),
        release=("You no longer need to finish with words between {left} and {right}.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the second mark at the end and for the other one before a word."""
        text = reply.text
        end = len(text.rstrip(_SPACE + _MARKS))
        if text[max(end - 1, 0) : end] != self.right:
            return Verdict(held=False, reason=f"the reply does not end with {self.right}", span=(end, end))
        start = text.rfind(self.left, 0, end - 1)
        held = start >= 0 and bool(text[start + 1 : end - 1].strip())
        reason = f"a passage between {self.pair()}" if held else f"no words after an opening {self.left}"
        return Verdict(held, reason, (start if held else end - 1, end))

    def ask(self) -> str:
        """As a user would."""
        return f"Let your answer end with a passage between {self.pair()}."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not let your answer end with a passage between {self.pair()}."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words between the marks, at the end."""
        passage = self.around(like(draft, chance.choice(_CLOSERS)))
        yield f"{draft.strip()} {passage}"
        yield from inside_markup(draft, passage, at_start=False)
        yield passage

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words after it."""
        yield from ending_otherwise(draft, chance)
        yield f"{draft.strip()} so it is"
        yield paragraph(chance)
