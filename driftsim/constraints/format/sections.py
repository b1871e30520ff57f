"""Numbered sections."""

import re
from collections.abc import Sequence
from functools import lru_cache

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.types import Trimmed


@lru_cache(maxsize=256)
def _heading(word: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t#>*_~`(\[-]*{re.escape(word)}[^\S\n]*(\d+)(?!\w)", re.MULTILINE)


class Sections(Bounded):
    """The reply has so many numbered sections: lines that begin with a word and a number of their own."""

    kind = "format.sections"
    family = "format"
    example = Example(
        {"word": "Part", "exactly": 2},
        passes="Part 1\nRain, as Part 1 says.\n## Part 2\nSun.",
        fails="Part 1\nRain.\nPart 1\nSun.",
    )
    unit = "section"
    dispensable = True
    word: Trimmed
    phrasings = Phrasings(
        ask=(
            'Split your answer into {amount} with the headings "{word} 1", "{word} 2" and so on.',
            'Structure your answer in {amount}, each under a heading like "{word} 1".',
        ),
        release=('The {amount} headed "{word} 1" and so on are no longer needed.',),
    )

    def places(self, reply: Reply) -> Sequence[Span]:
        """The first heading of each number."""
        headings: dict[str, Span] = {}
        for match in _heading(self.word).finditer(reply.text):
            headings.setdefault(match[1].lstrip("0"), match.span())
        return list(headings.values())

    def ask(self) -> str:
        """As a user would."""
        if self.amount().startswith("no "):
            return f'Do not divide your answer into sections headed "{self.word} 1" and so on.'
        return f'Divide your answer into {self.amount()}, headed "{self.word} 1" and so on.'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not divide your answer into {self.amount()} headed "{self.word} 1" and so on.'
