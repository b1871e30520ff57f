"""What one wants to know first: the number, how sure it is, and what follows, in words."""

from collections.abc import Iterator, Sequence
from typing import Final

from driftsim.report import comparing, facts, words
from driftsim.report.figures import Rate, rate
from driftsim.report.html.blocks import Block, Section, Tile, Tiles, Words
from driftsim.report.html.exhibit import Exhibit
from driftsim.report.view import Document
from driftsim.report.written import decimal, turns
from driftsim.visible import safe

SHOWN: Final = {
    "csr": "of all instructions followed",
    "isr": "of all turns with everything followed",
    "uptake": "followed at once when new",
    "half_life": "turns until half of those once followed are broken",
    "recovery": "back right after a slip",
}
ABOUT: Final = ("csr", "isr", "uptake", "half_life", "recovery")


def section(exhibits: Sequence[Exhibit]) -> Section:
    """The headline of every side, the first paragraph of all."""
    return Section("headline", "In short", list(_blocks(exhibits)), ABOUT)


def _blocks(exhibits: Sequence[Exhibit]) -> Iterator[Block]:
    sides = [exhibit.side for exhibit in exhibits]
    compared = comparing.sentences(sides)
    if compared:
        yield Words(compared[0], lead="Compared")
        yield Words(compared[1], tone="quiet")
    for side in sides:
        title = safe(side.name) if len(sides) > 1 else ""
        yield Tiles([*_tiles(side.metrics)], title)
        if not compared:
            yield Words(_first(side.metrics), tone="large")
        for lead, text in zip(words.LEADS, words.sentences(side.metrics), strict=True):
            yield Words(text, lead=lead)
        for text in facts.mind(side):
            yield Words(safe(text), lead="Mind", tone="mind")


def _first(metrics: Document) -> str:
    """The headline as a sentence that a person who reads no other can take away."""
    csr = rate(metrics.get("csr"))
    if csr.value is None:
        return "No check was decided, so there is no number to report."
    size = facts.count(metrics, "conversations")
    over = f" over {facts.plural(size, 'conversation')}" if size else ""
    told = f"Of all that was asked{over}, {_percent(csr.value)} was followed"
    if csr.low is None or csr.high is None:
        return f"{told}."
    return (
        f"{told}; with 95 % confidence between {_percent(csr.low)} and {_percent(csr.high)}{_about(metrics)}."
    )


def _about(metrics: Document) -> str:
    return " for these scenarios" if facts.interval_label(metrics) == "these scenarios only" else ""


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _tiles(metrics: Document) -> Iterator[Tile]:
    for key, name in SHOWN.items():
        found = rate(metrics.get(key))
        if key == "half_life" and found.value is None and key in metrics:
            yield Tile(key, name, "not reached")
        elif found.value is not None:
            value, _, interval = _written(key, found).partition(" ")
            yield Tile(key, name, value, interval)


def _written(key: str, found: Rate) -> str:
    if key == "half_life":
        return turns(found)
    ends = (
        "" if found.low is None or found.high is None else f" [{decimal(found.low)}, {decimal(found.high)}]"
    )
    return f"{decimal(found.value)}{ends}"
