"""Words that must occur."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.matching import whole_word
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.presence import Sought, with_each, without_one
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

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The missing words in one more sentence."""
        sought = [Sought(whole_word(word), (word,)) for word in self.words]
        return with_each(draft, sought, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another word instead of the rarest one."""
        return without_one(draft, [whole_word(word) for word in self.words], chance)
