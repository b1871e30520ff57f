"""A postscript."""

import re
from collections.abc import Iterator
from functools import lru_cache
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.postscripts import with_postscript, without_marker
from driftsim.constraints.types import Trimmed


@lru_cache(maxsize=256)
def _opening(marker: str) -> re.Pattern[str]:
    letters = [re.escape(char) for char in marker if char.isalnum()]
    text = r"\.?[^\S\n]?".join(letters) + r"\.?(?!\w)" if letters else re.escape(marker)
    return re.compile(rf"^[ \t*_#>~`\"'“”„‘’«»(\[-]*({text})", re.IGNORECASE | re.MULTILINE)


class Postscript(Constraint):
    """A line begins with the postscript's marker, in any case, its dots and spaces optional."""

    kind = "content.postscript"
    family = "content"
    example = Example(
        {"marker": "P.S."}, passes="See you.\n**PS:** bring tea.", fails="See you. P.S. is not used here."
    )
    marker: Trimmed = "P.S."
    phrasings = Phrasings(
        ask=(
            'Close with a postscript that begins with "{marker}"',
            'Put a postscript below your answer, marked "{marker}"',
        ),
        forbid=('Leave out the postscript with "{marker}"',),
        release=('You no longer need to add a postscript with "{marker}"',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for such a line."""
        match = _opening(self.marker).search(reply.text)
        if match is None:
            return Verdict(held=False, reason=f'no line begins with "{self.marker}"')
        return Verdict(held=True, reason=f'a line begins with "{match[1]}"', span=match.span(1))

    def ask(self) -> str:
        """As a user would."""
        return f'Add a postscript at the end that begins with "{self.marker}"'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not add a postscript that begins with "{self.marker}"'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The last sentence as the postscript, or a new one."""
        return with_postscript(draft, self.marker, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The same lines without the marker."""
        return without_marker(draft, lambda text: [m.span(1) for m in _opening(self.marker).finditer(text)])
