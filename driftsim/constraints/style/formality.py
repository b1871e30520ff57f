"""Whether a reply is formal."""

from collections.abc import Iterator
from random import Random
from typing import ClassVar, Literal

from driftsim.constraints.agreement import Agreement
from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.style.register import BOUND, first_informal, register
from driftsim.constraints.surgery.formality import loosened, stiffened


class Formality(Constraint):
    """The reply is formal or informal, by a short list of our own.

    Contractions, slang, casual greetings, exclamation marks and emojis count one point each, an address to
    the reader a quarter, words of letters and contracts (`furthermore`, `in accordance with`) take one off.
    From two points for each hundred words on a reply is informal; a text under fifty words counts as one of
    fifty. What is quoted does not count. Plain English without any mark counts as formal; a colloquial image
    without a listed word is not seen.
    """

    kind = "style.formality"
    family = "style"
    example = Example(
        {"formality": "formal"},
        passes="We regret to inform you that the shop will remain closed.",
        fails="Hey, sorry, we're kinda closed!",
    )
    agreement: ClassVar[Agreement] = Agreement(right=41, texts=42, kappa=0.952, how="formal or informal")
    phrasings = Phrasings(
        ask=("Use {formality} language.", "I want a {formality} answer."),
        release=("The style no longer has to be {formality}.",),
    )
    formality: Literal["formal", "informal"]

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the marks."""
        found = register(reply.own)
        held = found.is_informal == (self.formality == "informal")
        name = "informal" if found.is_informal else "formal"
        reason = (
            f"{name} ({found.points:.1f} informal marks for each 100 words, {BOUND:g} make it so),"
            f" asked for {self.formality}"
        )
        span = None if held else first_informal(reply.own)
        return Verdict(held, reason, span, score=1.0 if held else self._degree(found.points))

    def _degree(self, points: float) -> float:
        """How near a reply of the other sort is: 0 where it is twice as far from nothing as the bound."""
        away = (points - BOUND if self.formality == "formal" else BOUND - points) / BOUND
        return max(0.0, 1 - away) * 0.99

    def ask(self) -> str:
        """As a user would."""
        return f"Write in {'a formal' if self.formality == 'formal' else 'an informal'} style."

    def opposite(self) -> Constraint:
        """The other one."""
        return Formality(formality="informal" if self.formality == "formal" else "formal")

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Contractions and slang swapped, then sentences in that style."""
        return (stiffened if self.formality == "formal" else loosened)(draft, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The same towards the other style."""
        return (loosened if self.formality == "formal" else stiffened)(draft, chance)
