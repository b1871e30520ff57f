"""Words that must not occur."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.matching import whole_word
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.presence import Sought, with_one, without_any
from driftsim.constraints.types import Phrases, listed


class Exclude(Constraint):
    """None of some words or phrases occurs, as a whole word and in any case."""

    kind = "lexical.exclude"
    family = "lexical"
    example = Example({"words": ["rain", "snow"]}, passes="The train is snowed in.", fails="RAIN again.")
    words: Phrases
    phrasings = Phrasings(
        ask=(
            "Avoid {words}.",
            "Write without {words_or}.",
            "I do not want to read {words_or} in your answer.",
        ),
        forbid=("Work in {words}.",),
        release=("It is fine with me if {words} come up.", "You may use {words} again."),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each word, up to the first that is there."""
        for word in self.words:
            if span := whole_word(word).first(reply.text):
                return Verdict(held=False, reason=f'"{word}" found', span=span)
        return Verdict(held=True, reason=f"no {listed(self.words, 'or')}")

    def ask(self) -> str:
        """As a user would."""
        return f"Do not use {listed(self.words, 'or')} in your answer."

    def opposite(self) -> Constraint:
        """Each of the words."""
        from driftsim.constraints.lexical.include import Include

        return Include(words=self.words)

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Harmless words instead."""
        return without_any(draft, [whole_word(word) for word in self.words], chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One of the words in one more sentence."""
        sought = [Sought(whole_word(word), (word,)) for word in self.words]
        return with_one(draft, sought, chance)
