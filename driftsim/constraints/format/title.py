"""A title in angular brackets."""

import re

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings

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
