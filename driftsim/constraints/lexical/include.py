"""Words that must occur."""

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.matching import whole_word
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.types import Phrases, listed


class Include(Constraint):
    """Each of some words or phrases occurs, as a whole word and in any case."""

    kind = "lexical.include"
    family = "lexical"
    example = Example({"words": ["oak", "elm"]}, passes="An Elm beside an oak.", fails="Elm trees and oaks.")
    words: Phrases
    phrasings = Phrasings(
        ask=("Use {words} somewhere in your answer.", "Mention {words}.", "Work in {words}."),
        forbid=("Leave out {words}.",),
        release=("Whether you mention {words} no longer matters.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each word."""
        missing = [word for word in self.words if not whole_word(word).first(reply.text)]
        if missing:
            share = 1 - len(missing) / len(self.words)
            return Verdict(held=False, reason=f"{listed(missing)} missing", score=share)
        return Verdict(held=True, reason=f"{listed(self.words)} found")

    def ask(self) -> str:
        """As a user would."""
        return f"Include {listed(self.words)} in your answer."

    def opposite(self) -> Constraint:
        """None of the words."""
        from driftsim.constraints.lexical.exclude import Exclude

        return Exclude(words=self.words)
