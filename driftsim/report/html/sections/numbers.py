"""Every number, as a table."""

from driftsim.report import content, sheets
from driftsim.report.html.blocks import Block, Numbers, Omitted, Section
from driftsim.report.html.show import Show
from driftsim.visible import safe


def section(show: Show) -> Section | Omitted:
    """The headline numbers, the tasks and the others, side by side."""
    sides = [exhibit.side for exhibit in show.exhibits]
    made = (content.headline(sides, safe), content.tasks(sides, safe), content.further(sides, safe))
    blocks: list[Block] = [Numbers(sheet, keyed=True) for each in made if (sheet := sheets.known(each)).rows]
    return (
        Section("numbers", "All numbers", blocks, short="Numbers")
        if blocks
        else Omitted("All numbers", "there is none.")
    )
