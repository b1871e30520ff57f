"""Numbered sections."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count
from random import Random

from driftsim.constraints.base import Example, Reply, Span
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.filler import sentence
from driftsim.constraints.surgery.parts import in_more
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

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """The draft, or its last section, divided under headings; or headings taken away, the last first."""
        found = self.places(Reply(draft))
        if lacking := room.lacking(len(found)):
            yield self._divided(draft, lacking, chance)
            yield self._divided(f"{draft.rstrip()}\n\n", lacking, chance, start=len(draft.rstrip()))
        elif room.excess(len(found)):
            yield self._without(draft, found[: room.high])

    def _divided(self, draft: str, number: int, chance: Random, *, start: int | None = None) -> str:
        """So many sections more, made of what stands behind the last heading or behind a place."""
        headings = list(_heading(self.word).finditer(draft))
        taken = {int(match[1]) for match in headings}
        free = (each for each in count(1) if each not in taken)
        if start is None:
            start = draft.find("\n", headings[-1].end()) if headings else _body(draft)
            start = len(draft) if start < 0 else start
        keeps = bool(headings) and bool(draft[start:].strip())
        parts = in_more([draft[start:].strip()], number + keeps, chance) or [sentence(chance)]
        kept = [parts.pop(0)] if keeps else []
        headed = [f"{self.word} {next(free)}\n{part}" for part in parts]
        whole = "\n\n".join([*kept, *headed])
        head = draft[:start].rstrip()
        return f"{head}{chr(10) if kept else chr(10) * 2}{whole}" if head else whole

    def _without(self, draft: str, kept: Sequence[Span]) -> str:
        """Without the headings but for some; what else stands in their lines stays."""
        headings = list(_heading(self.word).finditer(draft))
        numbers = {match[1].lstrip("0") for match in headings if match.span() in kept}
        changes = []
        for match in headings:
            if match[1].lstrip("0") not in numbers:
                rest = re.compile(r"[ \t]*[:.)*_\]~-]*[ \t]*\n?").match(draft, match.end())
                changes.append(((match.start(), rest.end() if rest else match.end()), ""))
        return replaced_all(draft, changes)


def _body(text: str) -> int:
    """Where the text begins behind a title."""
    title = re.match(r"\s*(?:<<[^<>\n]+>>|# [^\n]+)\n", text)
    return title.end() if title else 0
