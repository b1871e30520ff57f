"""IFEval's `startend`."""

from collections.abc import Iterator
from random import Random
from types import MappingProxyType

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.format.quotation import Quotation, quoted
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.lexical.end import End, ending
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.json_text import as_string, is_json
from driftsim.constraints.types import Trimmed

_MARKS = '"“”'


class EndChecker(Reference):
    """The reply ends with a phrase, in any case; straight double quotes around it are free."""

    source_id = "startend:end_checker"
    ours = End
    example = Example(
        {"end_phrase": "Any questions?"}, passes='Done. any questions?"', fails="Done. *Any questions?*"
    )
    renamed = MappingProxyType({"end_phrase": "phrase"})
    end_phrase: Trimmed

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare the ends; white space inside the quotes stays."""
        said = reply.stripped.strip('"').lower()
        return ending(reply, self.end_phrase, held=said.endswith(self.end_phrase.lower()))

    def ask(self) -> str:
        """As a user would."""
        return f'End your answer with exactly this phrase and nothing after it: "{self.end_phrase}"'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not end your answer with this phrase: "{self.end_phrase}"'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """In JSON the whole as one string, whose closing mark is free; else the phrase at the very end."""
        if is_json(draft):
            yield as_string(draft, self.end_phrase)
        yield from super().rewrites(draft, chance)


class QuotationMarks(Reference):
    """The first and the last character of the reply are straight double quotation marks."""

    source_id = "startend:quotation"
    ours = Quotation
    example = Example({}, passes=' "Rain at dawn."\n', fails="“Rain at dawn.”")
    phrasings = Phrasings(
        ask=(
            'Wrap your entire answer in straight double quotation marks, "like this".',
            "Start and end your answer with a straight double quotation mark.",
        ),
        forbid=("Leave out the straight double quotation marks around your answer.",),
        release=("The straight double quotation marks around your answer are no longer needed.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at the first and the last character."""
        return quoted(reply, ('""',))

    def ask(self) -> str:
        """As a user would."""
        return "Put your whole answer in straight double quotation marks."

    def deny(self) -> str:
        """As a user would."""
        return "Do not put your answer in straight double quotation marks."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Straight marks, whatever stands at the ends."""
        yield f'"{draft.strip().strip(_MARKS)}"'
        yield f'"{draft.strip()}"'

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The text without marks at its ends."""
        yield draft.strip().strip('"').strip()
        yield f"{draft.strip()}."
