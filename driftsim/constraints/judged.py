"""A criterion in words that a language model judges: for what no rule can tell."""

import re
from collections.abc import Iterator
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from driftsim.constraints.base import Constraint, Context, Example, Family, Reply, Span, Verdict
from driftsim.constraints.questions import Answer, Question
from driftsim.constraints.speech import closed
from driftsim.constraints.types import Positive, Trimmed
from driftsim.errors import CheckError

_LONGEST_QUOTE: Final = 2_000  # characters
_MOST_WORDS: Final = 200
_MARKS: Final = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")


def _odd(votes: int) -> int:
    if votes % 2 == 0:
        raise ValueError("an even number of votes can end in a tie; give an odd one")
    return votes


class Judged(Constraint):
    """A language model, asked with `--judge`, says that a criterion holds of the reply.

    The checker itself asks nobody: it declares its question, and reads the answer from the context. Strict
    and loose are one reading here, for a judge needs no help with first lines and asterisks. It offers no
    rewrites, for no text can be promised to please a judge.

    Args:
        rubric: The criterion, as a statement about the reply.
        request: How a user asks for it; without it the criterion itself is quoted.
        counts_as: The skill it is counted under.
        votes: How often the judge is asked; without it, as often as `--judge-votes` says.
        history: Whether the judge sees the turns before, too.
    """

    kind = "judged"
    family = "style"
    example = Example(
        {"rubric": "The reply is friendly and addresses the user directly."},
        passes="Happy to help you with that!",
        fails="See the manual.",
    )

    rubric: Trimmed
    request: Trimmed | None = None
    counts_as: Family = "style"
    votes: Annotated[Positive, AfterValidator(_odd)] | None = Field(default=None)
    history: bool = False

    def judge_questions(self, reply: Reply, context: Context) -> tuple[Question, ...]:
        """The one question; none about a blank reply, which satisfies nothing."""
        return () if reply.whole.blank else (self._question(reply, context),)

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Read the answer; without one nothing is decided."""
        found = context.answers.get(self._question(reply, context).key)
        if not isinstance(found, Answer):
            raise CheckError("nobody judged it: a judge is needed, --judge MODEL")
        if found.held is None:
            raise CheckError(found.reason)
        return Verdict(found.held, found.reason, located(found.quote, reply.text), found.score)

    def ask(self) -> str:
        """The request, or the criterion quoted."""
        if self.request is not None:
            return closed(self.request)
        return f'Make sure that this holds of your answer: "{self.rubric}"'

    def deny(self) -> str:
        """How a user asks for the contrary."""
        if self.request is not None:
            return super().deny()
        return f'Make sure that this does not hold of your answer: "{self.rubric}"'

    @property
    def skill(self) -> Family:
        """The family it is counted under."""
        return self.counts_as

    def _question(self, reply: Reply, context: Context) -> Question:
        earlier = context.earlier if self.history else ()
        return Question(self.rubric, reply.whole.text, context.user, earlier, self.votes)


def located(quote: str, text: str) -> Span | None:
    """Where a quote stands in a text: as it is, or with other white space, quotation marks and capitals.

    Example:
        >>> located("the  Manual", "See the manual.")
        (4, 14)
    """
    quote = quote.strip()
    if not quote or len(quote) > _LONGEST_QUOTE:
        return None
    start = text.find(quote)
    if start >= 0:
        return start, start + len(quote)
    return next(_near(quote, text), None)


def _near(quote: str, text: str) -> Iterator[Span]:
    words = quote.translate(_MARKS).split()
    if len(words) <= _MOST_WORDS:
        pattern = r"\s{1,9}".join(map(re.escape, words))
        for match in re.finditer(pattern, text.translate(_MARKS), re.IGNORECASE):
            yield match.span()
