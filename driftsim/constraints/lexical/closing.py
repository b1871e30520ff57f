"""What the reply must close with: a phrase or an emoji, a letter."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.lexical.edge import Edge, EdgeLetter
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.edge_words import at_edge, ending_with_letter
from driftsim.constraints.surgery.ends import ending_otherwise
from driftsim.constraints.wrappers import closes_with, last_place


class Closing(Edge):
    """The reply closes with a phrase or an emoji, in any case; marks, tags and white space after it are free.

    A word at the beginning of the phrase is whole.
    """

    kind = "lexical.closing"
    family = "lexical"
    example = Example(
        {"phrase": "new version"}, passes="Try the New Version . **", fails="Try a renew version"
    )
    phrasings = Phrasings(
        ask=('Close your answer with "{phrase}".', 'Finish with "{phrase}".'),
        forbid=('Stop closing your answers with "{phrase}".',),
        release=('You no longer need to close with "{phrase}".',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at what stands before the wrappers."""
        end = last_place(reply.text)
        span = closes_with(reply.text, self.phrase)
        return self.told(reply, "ends", span, (max(end - len(self.phrase), 0), end))

    def ask(self) -> str:
        """As a user would."""
        return f'Let your answer end with "{self.phrase}".'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not let your answer end with "{self.phrase}".'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The phrase at the end."""
        return at_edge(draft, self.phrase, at_start=False)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words after it."""
        return ending_otherwise(draft, chance)


class LastLetter(EdgeLetter):
    """The last letter of the reply is a certain one, in any case; whatever is no letter is passed over."""

    kind = "lexical.last_letter"
    family = "lexical"
    example = Example({"letter": "j"}, passes="<p>It was DJ 42!</p>", fails="It was Jon.")
    phrasings = Phrasings(
        ask=('The last letter of your answer should be "{letter}".', 'Finish on the letter "{letter}".'),
        release=('Which letter you end with no longer matters; it need not be "{letter}".',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the last letter before the wrappers."""
        end = last_place(reply.text)
        letters = (at for at in range(end - 1, -1, -1) if reply.text[at].isalpha())
        return self.told(reply, "last", next(letters, None))

    def ask(self) -> str:
        """As a user would."""
        return f'Let your answer end with the letter "{self.letter}".'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not let your answer end with the letter "{self.letter}".'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A word with that letter at the end."""
        return ending_with_letter(draft, self.letter)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another word at the end."""
        return ending_otherwise(draft, chance)
