"""What the reply must open with: a phrase or an emoji, a letter."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.lexical.edge import Edge, EdgeLetter
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.edge_words import at_edge, beginning_with_letter
from driftsim.constraints.surgery.ends import beginning_otherwise
from driftsim.constraints.wrappers import first_place, opens_with


class Opening(Edge):
    """The reply opens with a phrase or an emoji, in any case; fences, tags and marks before it are free.

    A word at the end of the phrase is whole.
    """

    kind = "lexical.opening"
    family = "lexical"
    example = Example({"phrase": "Dear all"}, passes="# *dear all*, hello", fails="Dear alley cat")
    phrasings = Phrasings(
        ask=('Open your answer with "{phrase}".', 'Start with "{phrase}".'),
        forbid=('Stop beginning your answers with "{phrase}".',),
        release=('You no longer need to open with "{phrase}".',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at what stands behind the wrappers."""
        start = first_place(reply.text)
        span = opens_with(reply.text, self.phrase)
        return self.told(reply, "begins", span, (start, min(start + len(self.phrase), len(reply.text))))

    def ask(self) -> str:
        """As a user would."""
        return f'Begin your answer with "{self.phrase}".'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not begin your answer with "{self.phrase}".'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The phrase in front."""
        return at_edge(draft, self.phrase, at_start=True)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A word before it."""
        yield from beginning_otherwise(draft, chance)
        yield f"So {draft.strip()}"


class FirstLetter(EdgeLetter):
    """The first letter of the reply is a certain one, in any case; whatever is no letter is passed over."""

    kind = "lexical.first_letter"
    family = "lexical"
    example = Example({"letter": "z"}, passes="```\n1. **Zebras** run.\n```", fails="A zebra runs.")
    phrasings = Phrasings(
        ask=('The first letter of your answer should be "{letter}".', 'Start with the letter "{letter}".'),
        release=('Which letter you begin with no longer matters; it need not be "{letter}".',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first letter behind the wrappers."""
        place = first_place(reply.text)
        letters = (at for at in range(place, len(reply.text)) if reply.text[at].isalpha())
        return self.told(reply, "first", next(letters, None))

    def ask(self) -> str:
        """As a user would."""
        return f'Begin your answer with the letter "{self.letter}".'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not begin your answer with the letter "{self.letter}".'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A word with that letter in front."""
        return beginning_with_letter(draft, self.letter)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another word in front."""
        return beginning_otherwise(draft, chance)
