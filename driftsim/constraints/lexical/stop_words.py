"""The share of stop words."""

from collections.abc import Iterator
from math import ceil
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.kept import with_only
from driftsim.constraints.types import Percentage
from driftsim.text import words

# The entries of NLTK's English list without an apostrophe: a word here holds none.
STOP: Final = frozenset(
    "a about above after again against ain all am an and any are aren as at be because been before being"
    " below between both but by can couldn d did didn do does doesn doing don down during each few for"
    " from further had hadn has hasn have haven having he her here hers herself him himself his how i if"
    " in into is isn it its itself just ll m ma me mightn more most mustn my myself needn no nor not now o"
    " of off on once only or other our ours ourselves out over own re s same shan she should shouldn so"
    " some such t than that the their theirs them themselves then there these they this those through to"
    " too under until up ve very was wasn we were weren what when where which while who whom why will with"
    " won wouldn y you your yours yourself yourselves".split()
)
_PLAIN: Final = "It is what it is and so it was for all of us."
_MOST: Final = 40  # sentences of stop words that a draft gets before a text of nothing else is better


class StopWords(Constraint):
    """At most so many percent of the words are stop words, such as "the", "of" and "is"."""

    kind = "lexical.stop_words"
    family = "lexical"
    example = Example({"at_most": 50}, passes="Blue cars pass the house.", fails="It is what it is.")
    at_most: Percentage
    phrasings = Phrasings(
        ask=('Stop words such as "the" and "is" may make up at most {at_most} percent of your words.',),
        release=(
            'The share of words such as "the" and "is" need not stay within {at_most} percent any more.',
        ),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count both; without a word there is no share."""
        if not reply.words:
            return Verdict(held=False, reason="no word, so no share of stop words")
        counts = reply.word_counts
        share = 100 * sum(counts[word] for word in STOP & counts.keys()) / len(reply.words)
        reason = (
            f"{share:.1f} % of {len(reply.words)} words are stop words, asked for at most {self.at_most} %"
        )
        return Verdict(share <= self.at_most, reason)

    def ask(self) -> str:
        """As a user would."""
        return f'Use at most {self.at_most} percent stop words such as "the", "of" and "is".'

    def deny(self) -> str:
        """As a user would."""
        return f'Use more than {self.at_most} percent stop words such as "the", "of" and "is".'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """As many of them left out as needed, then all."""
        found = words(draft)
        stops = sum(word.lower() in STOP for word in found)
        rest = 1 - self.at_most / 100
        if rest > 0:
            yield self._without(draft, ceil((stops - len(found) * self.at_most / 100) / rest))
        yield self._without(draft, stops)
        yield "Rain falls."

    @staticmethod
    def _without(draft: str, number: int) -> str:
        left = number

        def keep(piece: str) -> bool:
            nonlocal left
            found = words(piece)
            if left <= 0 or not found or not all(word.lower() in STOP for word in found):
                return True
            left -= len(found)
            return False

        return with_only(draft, keep)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences of nothing else, as many as needed; of all words at all, none."""
        found = words(draft)
        missing = len(found) * self.at_most / 100 - sum(word.lower() in STOP for word in found)
        each = len(words(_PLAIN)) * (1 - self.at_most / 100)
        if each > 0 and missing / each < _MOST:
            yield from inserted(draft, " ".join([_PLAIN] * (int(missing / each) + 1)))
        yield _PLAIN
        yield "…"
