"""Groups with their rates as a figure with its table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from driftsim.report.figures import Rate
from driftsim.report.html.blocks import Drawing
from driftsim.report.html.figures import intervals
from driftsim.report.html.figures.figure import Figure, both, named
from driftsim.report.html.figures.intervals import Intervals
from driftsim.report.sheets import Cell, Sheet
from driftsim.report.view import Side
from driftsim.visible import safe

MOST: Final = 24
"""So many groups are drawn."""


@dataclass(frozen=True)
class Grouped:
    """Groups that are drawn.

    Args:
        key: The figure's name within the page.
        title: Its heading.
        caption: How it is read.
        heading: What a group is.
        groups: A rate of every side, by group.
    """

    key: str
    title: str
    caption: str
    heading: str
    groups: Mapping[str, Sequence[Rate]]


def drawing(found: Grouped, sides: Sequence[Side]) -> Drawing:
    """The groups, for every side with its own sign."""
    names = [safe(side.name) for side in sides]
    drawn = Intervals(found.title, names, found.groups)
    pictures = both(lambda width: intervals.draw(drawn, width))
    figure = Figure(found.key, found.title, "", pictures, _sheet(found, names))
    return Drawing(found.title, found.caption, named([figure], sides))


def _sheet(found: Grouped, names: Sequence[str]) -> Sheet:
    headings = [each for name in names for each in ((name, "n") if len(names) > 1 else ("followed", "n"))]
    rows = tuple((name, *_cells(rates)) for name, rates in found.groups.items())
    return Sheet("Numbers of this figure", (found.heading, *headings), rows)


def _cells(rates: Sequence[Rate]) -> Iterator[Cell]:
    for rate in rates:
        yield rate
        yield f"{rate.n or 0:,}"
