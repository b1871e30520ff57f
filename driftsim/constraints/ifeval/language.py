"""IFEval's `language`."""

from collections.abc import Iterator
from random import Random
from typing import Literal

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.languages import NAMES, told
from driftsim.constraints.semantic.language import ReplyLanguage
from driftsim.constraints.surgery.tongues import sayings

Code = Literal[
    "en", "es", "pt", "ar", "hi", "fr", "ru", "de", "ja", "it", "bn", "uk", "th", "ur", "ta", "te",
    "bg", "ko", "pl", "he", "fa", "vi", "ne", "sw", "kn", "mr", "gu", "pa", "ml", "fi",
]  # fmt: skip


class ResponseLanguage(Reference):
    """The reply is in a language, or in none that can be recognised."""

    source_id = "language:response_language"
    ours = ReplyLanguage
    example = Example(
        {"language": "fr"},
        passes="Demain il va encore pleuvoir toute la journée.",
        fails="Tomorrow it is going to rain all day again.",
    )
    language: Code

    def spoken(self) -> dict[str, str]:
        """The language by its name."""
        return {"language": NAMES[self.language]}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Detect the language."""
        held = reply.language in (None, self.language)
        return Verdict(held, f"{told(reply.language)}, asked for {NAMES[self.language]}")

    def ask(self) -> str:
        """As a user would."""
        return f"Write your whole answer in {NAMES[self.language]}."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not write your answer in {NAMES[self.language]}."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A few sentences in the language."""
        for number in (1, 3, 9):
            yield " ".join(sayings(self.language, number, chance))
