"""The language of a reply."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.languages import NAMES, Language, is_language, told
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.translated import translated

_OTHERS = ("es", "fr", "de", "it")  # what English is left for


class ReplyLanguage(Constraint):
    """The reply is written in a language; where none can be recognised it is not."""

    kind = "semantic.language"
    family = "semantic"
    example = Example(
        {"language": "de"},
        passes="Morgen regnet es leider schon wieder den ganzen Tag.",
        fails="It will rain again all day tomorrow.",
    )
    language: Language
    phrasings = Phrasings(
        ask=(
            "Answer in {language}.",
            "Reply in {language} only.",
            "I want to read your answer in {language}.",
        ),
        forbid=("Use another language than {language}.",),
        release=("Any language is fine now; it need not be {language}.",),
    )

    def spoken(self) -> dict[str, str]:
        """The language by its name."""
        return {"language": NAMES[self.language]}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Detect the language."""
        held = is_language(reply.language, self.language)
        return Verdict(held, f"{told(reply.language)}, asked for {NAMES[self.language]}")

    def ask(self) -> str:
        """As a user would."""
        return f"Write your whole answer in {NAMES[self.language]}."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not write your answer in {NAMES[self.language]}."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences of the language in the form of the draft."""
        return translated(draft if draft.strip() else paragraph(chance), self.language, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """English sentences in the form of the draft; those of another language for English."""
        other = chance.choice(_OTHERS) if self.language == "en" else "en"
        return translated(draft, other, chance)
