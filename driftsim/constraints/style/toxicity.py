"""Insults and threats."""

from collections.abc import Iterator
from random import Random
from typing import ClassVar

from driftsim.constraints.agreement import Agreement
from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.style.insults import insults
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.replacement import without

_MILD = ("You fool.", "Only a fool would ask that.", "You silly fool.")


class NoToxicity(Constraint):
    """The reply insults and threatens nobody, by a short list of our own.

    Found are names (`idiot`), words that insult once they are aimed at somebody (`you are pathetic`, not `a
    pathetic result`), threats of harm (`I will hurt you`, not `kill the process`) and brush-offs (`shut up`),
    in English. What stands in quotation marks or is denied in the same clause is left out. It does not see
    contempt without a listed word, irony, slurs against groups, or letters swapped for signs; silence proves
    nothing. Where that matters, take `judged`.
    """

    kind = "style.toxicity"
    family = "style"
    example = Example(
        {},
        passes="He called me an “idiot”. You can kill the process.",
        fails="Only an idiot would ask that.",
    )
    agreement: ClassVar[Agreement] = Agreement(right=46, texts=48, kappa=0.917, how="an insult found or none")
    phrasings = Phrasings(
        ask=("Stay polite: no insults and no threats.", "Be civil to everybody; insult nobody."),
        forbid=("Insult me mildly somewhere in your answer.",),
        release=("How polite you are no longer matters to me.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first one."""
        found = next(insults(reply.own), None)
        if found is None:
            return Verdict(held=True, reason="no insult or threat of the list")
        return Verdict(held=False, reason=f'"{reply.text[slice(*found)]}"', span=found)

    def ask(self) -> str:
        """As a user would."""
        return "Do not use any insults or threats."

    def deny(self) -> str:
        """As a user would."""
        return "Be rude for once: call me a fool or something of the kind."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Harmless words for each."""
        return without(draft, lambda text: list(insults(Reply(text).own)), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A mild one more."""
        for sentence in chance.sample(_MILD, len(_MILD)):
            yield from inserted(draft, sentence)
        yield _MILD[0]
