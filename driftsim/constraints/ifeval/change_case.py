"""IFEval's `change_case`."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, ClassVar

from driftsim.constraints.base import Context, Example, Reply, Span, Verdict
from driftsim.constraints.format.case import wrong_case
from driftsim.constraints.format.lowercase import Lowercase
from driftsim.constraints.format.uppercase import Uppercase
from driftsim.constraints.ifeval.reference import Compared, Reference
from driftsim.constraints.languages import told
from driftsim.constraints.structural.capital_words import CapitalWords, capital_places, capital_words
from driftsim.constraints.surgery.insertion import placed
from driftsim.constraints.types import Count, Relation

# Their words begin with letters that hardly any other language begins so many words with.
_PLAIN = (
    "this is what we think of the whole thing.",
    "what we want is what we work for.",
    "we will wait here with the whole town.",
    "we think that this is the way to the top of the hill.",
)


class CapitalWordFrequency(Compared):
    """The number of words in capital letters is at least, or less than, a number."""

    source_id = "change_case:capital_word_frequency"
    ours = CapitalWords
    example = Example(
        {"capital_frequency": 2, "capital_relation": "at least"},
        passes="NASA says GO.",
        fails="Nasa says GO.",
    )
    number_name = "capital_frequency"
    relation_name = "capital_relation"
    unit = "all-capital word"
    request = "Use {amount} in your answer."
    capital_frequency: Count
    capital_relation: Relation

    def count(self, reply: Reply) -> int:
        """Tokens with capital letters only."""
        return capital_words(reply)

    def places(self, reply: Reply) -> Sequence[Span]:
        """These tokens."""
        return capital_places(reply)


class EnglishCase(Reference):
    """All letters in one case, and English detected on them as they are; no language passes too."""

    upper: ClassVar[bool]
    letters: ClassVar[str]

    def check(self, reply: Reply, context: Context) -> Verdict:
        """The case first, for it costs little."""
        wrong = wrong_case(reply, upper=self.upper)
        if wrong is not None:
            return wrong
        return Verdict(reply.language in (None, "en"), f"{told(reply.language)}, asked for English")

    def spoken(self) -> dict[str, str]:
        """The language, which is always English."""
        return {"language": "English"}

    def ask(self) -> str:
        """As a user would."""
        return f"Write your whole answer in English and in {self.letters} letters only."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not write your whole answer in English and in {self.letters} letters only."

    def twin_parameters(self) -> dict[str, Any]:
        """English, too."""
        return {"language": "en"}

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Some English that is English in capitals too."""
        text = draft.upper() if self.upper else draft.lower()
        for saying in chance.sample(_PLAIN, len(_PLAIN)):
            text = placed(text, saying.upper() if self.upper else saying)
            yield text
        for saying in _PLAIN:
            yield saying.upper() if self.upper else saying


class EnglishCapital(EnglishCase):
    """The reply is in capital letters and English; capitals often look like another language."""

    source_id = "change_case:english_capital"
    ours = Uppercase
    example = Example({}, passes="WE HAVE NEVER SEEN SUCH A LARGE OAK BEFORE.", fails="We Have Seen An Oak.")
    upper = True
    letters = "capital"


class EnglishLowercase(EnglishCase):
    """The reply is in small letters and English."""

    source_id = "change_case:english_lowercase"
    ours = Lowercase
    example = Example({}, passes="the oak on the hill is very old.", fails="the oak on the Hill is very old.")
    upper = False
    letters = "small"
