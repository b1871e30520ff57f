"""What compliance depends on: skill, edit, load, kind of check, place in the reply."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from driftsim.report import content
from driftsim.report.figures import Rate, curve, known, named
from driftsim.report.html.blocks import Block, Drawing, Gallery, Numbers, Omitted, Section
from driftsim.report.html.exhibit import Exhibit
from driftsim.report.html.figures import intervals
from driftsim.report.html.figures.figure import Figure, both
from driftsim.report.html.figures.intervals import Intervals
from driftsim.report.sheets import Cell, Sheet
from driftsim.report.view import Side
from driftsim.visible import safe

MOST: Final = 24
_GROUPS: Final = {
    "by_family": ("Followed by family", "family", "By the skill that a constraint needs."),
    "by_edit": ("Followed by kind of edit", "edit", "By how the constraint came in force, at equal ages."),
    "by_check": ("Followed by kind of check", "check", "The kinds that are followed least come first."),
}
_LOADS: Final = {
    "hsr": (
        "All followed by load",
        "By how many constraints were in force: the share of turns in which all held.",
    ),
}


def section(exhibits: Sequence[Exhibit]) -> Section | Omitted:
    """A figure for each grouping that has more than one group."""
    sides = [exhibit.side for exhibit in exhibits]
    drawings = [*_grouped(sides), *_by_load(sides)]
    blocks: list[Block] = [Gallery(drawings)] if drawings else []
    stale = content.stale(sides, safe)
    if stale.rows:
        blocks.append(
            Numbers(stale, note="How often the reply still met the version that was revised or negated away.")
        )
    if not blocks:
        return Omitted(
            "What it depends on", "there is one family, one kind of edit and one kind of check only."
        )
    return Section(
        "depends",
        "What it depends on",
        blocks,
        ("by_family", "by_edit", "by_check", "hsr"),
        short="Depends on",
    )


def _grouped(sides: Sequence[Side]) -> Iterator[Drawing]:
    for key, (title, heading, caption) in _GROUPS.items():
        found = [named(side.metrics.get(key)) for side in sides]
        names = sorted({name for one in found for name in one}, key=lambda name: _worst(found, name))
        if len(names) > 1:
            shown = names[:MOST]
            cut = f" The {MOST} lowest of {len(names)} are shown." if len(names) > MOST else ""
            groups = {name: [one.get(name, Rate()) for one in found] for name in shown}
            yield drawing(key, title, caption + cut, sides, groups, heading)


def _by_load(sides: Sequence[Side]) -> Iterator[Drawing]:
    for key, (title, caption) in _LOADS.items():
        found = [{p.x: p.rate for p in known(curve(side.metrics.get(key)))} for side in sides]
        loads = sorted({x for one in found for x in one})
        if len(loads) > 1:
            groups = {f"{x} in force": [one.get(x, Rate()) for one in found] for x in loads[:MOST]}
            yield drawing(key, title, caption, sides, groups, "load")


def drawing(
    key: str,
    title: str,
    caption: str,
    sides: Sequence[Side],
    groups: Mapping[str, Sequence[Rate]],
    heading: str,
) -> Drawing:
    """Groups with their intervals as a figure.

    Args:
        key: Its name within the page.
        title: Its heading.
        caption: How it is read.
        sides: Whose rates stand in the groups, in their order.
        groups: A rate of every side, by group.
        heading: What a group is.
    """
    told = {safe(name): rates for name, rates in groups.items()}
    names = [safe(side.name) for side in sides]
    drawn = Intervals(title, names, told)
    figure = Figure(
        key, title, "", both(lambda width: intervals.draw(drawn, width)), _sheet(names, told, heading)
    )
    return Drawing(title, caption, [figure])


def _sheet(names: Sequence[str], groups: Mapping[str, Sequence[Rate]], heading: str) -> Sheet:
    def cells(rates: Sequence[Rate]) -> Iterator[Cell]:
        for rate in rates:
            yield rate
            yield f"{rate.n or 0:,}"

    headings = [each for name in names for each in ((name, "n") if len(names) > 1 else ("followed", "n"))]
    rows = tuple((name, *cells(rates)) for name, rates in groups.items())
    return Sheet("Numbers of this figure", (heading, *headings), rows)


def _worst(found: Sequence[Mapping[str, Rate]], name: str) -> tuple[float, str]:
    values = [value for one in found if (value := one.get(name, Rate()).value) is not None]
    return (min(values, default=2.0), name)
