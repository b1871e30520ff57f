"""Conversations to read: the worst ones, with what was violated marked in the replies."""

from collections.abc import Iterator
from typing import Final

from driftsim.report.facts import count, plural
from driftsim.report.html.blocks import Block, Omitted, Section, Talks, Words
from driftsim.report.html.exhibit import Exhibit
from driftsim.report.html.show import Show
from driftsim.report.html.transcripts.transcript import talk
from driftsim.report.html.transcripts.worst import worst
from driftsim.visible import safe

ALONE: Final = 8
EACH: Final = 4
TOGETHER: Final = 12


def section(show: Show) -> Section | Omitted:
    """The worst conversations of every side."""
    most = ALONE if len(show.exhibits) == 1 else max(1, min(EACH, TOGETHER // len(show.exhibits)))
    blocks = [block for one in show.exhibits for block in _of(one, most, titled=len(show.exhibits) > 1)]
    if not blocks:
        return Omitted("Worst conversations", "no check was violated.")
    lead = Words(
        "Those with the largest share of violated checks, at most two of a scenario. Where a checker can"
        " point at what violates, it is marked in the reply."
    )
    return Section("worst", "Worst conversations", [lead, *blocks], short="Conversations")


def _of(exhibit: Exhibit, most: int, *, titled: bool) -> Iterator[Block]:
    rows = list(worst(exhibit, most).iter_rows(named=True))
    if rows:
        shown, every = len(rows), count(exhibit.side.metrics, "conversations") or len(rows)
        title = f"{safe(exhibit.name)}: " if titled else ""
        yield Talks(
            [talk(exhibit, row) for row in rows], f"{title}{shown:,} of {plural(every, 'conversation')}"
        )
