"""A title in angular brackets."""

import re
from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph, title
from driftsim.constraints.surgery.json_text import is_json, string_values
from driftsim.constraints.surgery.lines import with_first_line
from driftsim.constraints.surgery.manner import like

_TITLE = re.compile(r"<<([^<>\n]+)>>")


class Title(Constraint):
    """The reply has a title in double angular brackets."""

    kind = "format.title"
    family = "format"
    example = Example({}, passes="<<On Oaks>>\nThey are old.", fails="<On Oaks>\nThey are old.")
    phrasings = Phrasings(
        ask=(
            "Put a title in double angular brackets on it, like <<this>>.",
            "Start with a title, set in double angular brackets like <<this>>.",
        ),
        forbid=("Leave out the title in double angular brackets.",),
        release=("The title in double angular brackets, <<like this>>, is no longer needed.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for it."""
        for match in _TITLE.finditer(reply.text):
            if match[1].strip():
                return Verdict(held=True, reason=f'the title is "{match[1].strip()}"', span=match.span())
        return Verdict(held=False, reason="no title in double angular brackets")

    def ask(self) -> str:
        """As a user would."""
        return "Give your answer a title in double angular brackets, such as <<a title>>."

    def deny(self) -> str:
        """As a user would."""
        return "Do not put a title in double angular brackets, such as <<a title>>."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A title above the draft; in JSON it stands in the first string."""
        line = f"<<{like(draft, title(chance))}>>"
        if is_json(draft):
            for start, _ in string_values(draft):
                yield f"{draft[:start]}{line} {draft[start:]}"
        yield with_first_line(draft if draft.strip() else paragraph(chance), line)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The titles without their brackets."""
        while (bare := _TITLE.sub(r"\1", draft)) != draft:
            draft = bare
        yield draft
