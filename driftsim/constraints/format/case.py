"""What capitals and small letters in a whole reply have in common."""

import re
from collections.abc import Iterator
from random import Random
from typing import ClassVar

from driftsim.constraints.base import Constraint, Context, Reply, Verdict
from driftsim.constraints.languages import NAMES, Language, is_language, told
from driftsim.constraints.surgery.cases import cased, miscased
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.translated import translated

_WORD = re.compile(r"\w+")


def wrong_case(reply: Reply, *, upper: bool) -> Verdict | None:
    """The verdict on a reply that is not all in capitals, or not all in small letters."""
    if reply.text.isupper() if upper else reply.text.islower():
        return None
    case = "capital" if upper else "small"
    for match in _WORD.finditer(reply.text):
        if match[0] != (match[0].upper() if upper else match[0].lower()):
            reason = f'"{match[0]}" is not in {case} letters'
            return Verdict(held=False, reason=reason, span=match.span())
    return Verdict(held=False, reason=f"the reply is not in {case} letters")


class OneCase(Constraint):
    """A whole reply in one case and, where asked for, in one language."""

    upper: ClassVar[bool]
    letters: ClassVar[str]
    language: Language | None = None

    def spoken(self) -> dict[str, str]:
        """The language by its name."""
        return {"language": NAMES[self.language]} if self.language else {}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """The case first, for it costs little."""
        wrong = wrong_case(reply, upper=self.upper)
        if wrong is not None:
            return wrong
        if self.language is None:
            return Verdict(held=True, reason=f"all letters are {self.letters} letters")
        held = is_language(reply.lower_language, self.language)
        return Verdict(held, f"{told(reply.lower_language)}, asked for {NAMES[self.language]}")

    def ask(self) -> str:
        """As a user would."""
        return f"Write your whole answer {self._how()}."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not write your whole answer {self._how()}."

    def _how(self) -> str:
        tongue = f"in {NAMES[self.language]} and " if self.language else ""
        return f"{tongue}in {self.letters} letters only"

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft in the case; in the language, where it was another."""
        for start in filter(str.strip, (draft, paragraph(chance))):
            yield cased(start, upper=self.upper)
            if self.language is not None:
                for text in translated(start, self.language, chance):
                    yield cased(text, upper=self.upper)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One sentence written as usual, then all of them; another language takes more."""
        yield from miscased(draft, chance)
