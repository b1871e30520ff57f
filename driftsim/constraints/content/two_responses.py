"""Two answers in one reply."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.dividers import divided, undivided
from driftsim.constraints.types import times

DIVIDER = "******"


def two_responses(reply: Reply) -> Verdict:
    """Whether six asterisks divide the reply into exactly two answers that differ."""
    pieces = [piece.strip() for piece in reply.text.split(DIVIDER)]
    answers = [piece for piece in pieces if piece]
    if not all(pieces[1:-1]):
        return Verdict(held=False, reason="nothing stands between two dividers")
    if len(answers) != 2:
        return Verdict(held=False, reason=f"{times(len(answers), 'answer')}, asked for exactly 2")
    differ = answers[0] != answers[1]
    return Verdict(differ, "two different answers" if differ else "the two answers are equal")


class TwoResponses(Constraint):
    """The reply holds two different answers with six asterisks between them."""

    kind = "content.two_responses"
    family = "content"
    example = Example({}, passes="Walk.\n******\nTake the bus.", fails="Walk.\n******\nWalk.")
    phrasings = Phrasings(
        ask=(
            "Give me two answers that differ, separated by six asterisks (******).",
            "Write two different answers and put six asterisks (******) between them, nothing else.",
        ),
        forbid=("Give me just one answer, not two with six asterisks (******) between them.",),
        release=("One answer is enough for me now; two with six asterisks (******) between are fine too.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Divide, count and compare."""
        return two_responses(reply)

    def ask(self) -> str:
        """As a user would."""
        return f"Give two different answers, with six asterisks ({DIVIDER}) between them and nowhere else."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not give two answers with six asterisks ({DIVIDER}) between them."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The text divided in the middle, or a second answer below it."""
        return divided(draft, DIVIDER, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The two answers in one."""
        return undivided(draft, DIVIDER)
