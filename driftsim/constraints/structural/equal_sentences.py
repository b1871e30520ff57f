"""Three sentences of equal length."""

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.cores import folded
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph, sentence
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.sentences import appended
from driftsim.constraints.types import times

NUMBER: Final = 3
# Of thirty characters each, with no word in common.
_SENTENCES: Final = (
    "Rain fell early on every roof./Two dogs sleep beside my door./She never forgot that morning."
    "/Warm bread makes people happy./His boat drifted toward shore./Old clocks keep ticking there."
    "/Few trains stop here at night."
).split("/")


def equal(draft: str, chance: Random) -> Iterator[str]:
    """Three sentences of ours, in the manner of a draft."""
    text = " ".join(chance.sample(_SENTENCES, NUMBER))
    yield like(draft, text)
    yield text


def unequal(draft: str, chance: Random) -> Iterator[str]:
    """The draft with a sentence more; then four of ours."""
    yield appended(draft, sentence(chance))
    yield paragraph(chance, NUMBER + 1)


class EqualSentences(Constraint):
    """The reply is three sentences of the same length in characters, and no word comes twice in it."""

    kind = "length.equal_sentences"
    family = "structural"
    example = Example({}, passes="Cat sat. Dog ran. Hen hid.", fails="Cat sat. Dog sat. Hen sat.")
    phrasings = Phrasings(
        ask=("Answer in three sentences that have the same number of characters and share no words.",),
        release=("The three sentences need no longer be equally long.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the sentences, then their characters, then the words."""
        lengths = [len(part) for part in reply.sentences]
        if len(lengths) != NUMBER or len(set(lengths)) != 1:
            characters = ", ".join(map(str, lengths[: NUMBER + 1]))
            found = f"{times(len(lengths), 'sentence')} of {characters} characters"
            return Verdict(held=False, reason=f"{found}, asked for 3 of equal length")
        word, number = max(Counter(folded(reply.text)).items(), key=lambda item: item[1], default=("", 0))
        if number > 1:
            return Verdict(held=False, reason=f'"{word}" occurs {number} times')
        return Verdict(held=True, reason=f"3 sentences of {lengths[0]} characters")

    def ask(self) -> str:
        """As a user would."""
        return (
            "Respond with three sentences, all of the same length in characters but with all different words."
        )

    def deny(self) -> str:
        """As a user would."""
        return "Do not respond with three sentences of the same length."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Three sentences of ours."""
        return equal(draft, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A sentence more."""
        return unequal(draft, chance)
