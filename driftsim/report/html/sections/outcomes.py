"""How violations look: forgotten, never taken up, or still the old version."""

from collections.abc import Mapping, Sequence
from typing import Final

from driftsim.report import content, facts
from driftsim.report.html.blocks import Drawing, Gallery, Omitted, Section
from driftsim.report.html.figures import stacked
from driftsim.report.html.figures.figure import Figure, both
from driftsim.report.html.figures.stacked import Stacked
from driftsim.report.html.show import Show
from driftsim.report.sheets import Sheet
from driftsim.visible import safe

_CAPTION: Final = (
    "● followed; ◒ stale: violated, and the version that was revised or negated away is still met;"
    " ◐ forgotten: violated, though followed before; ○ ignored: violated and never yet followed;"
    " × could not be decided."
)


def section(show: Show) -> Section | Omitted:
    """The counts of all outcomes, and those of the violations alone."""
    rows = [(safe(one.name), facts.outcomes(one.side.metrics)) for one in show.exhibits]
    rows = [(name, counts) for name, counts in rows if sum(counts.values())]
    if not rows:
        return Omitted("Outcomes", "nothing was checked.")
    sheet = content.outcomes([one.side for one in show.exhibits], safe)
    blocks = [_drawing("outcomes", "All checks", _CAPTION, rows, sheet)]
    missed = [
        (name, {what: many for what, many in counts.items() if what != "followed"}) for name, counts in rows
    ]
    if any(sum(counts.values()) for _, counts in missed):
        blocks.append(
            _drawing("missed", "What was not followed", "The same without what was followed.", missed, sheet)
        )
    return Section("outcomes", "Outcomes", [Gallery(blocks)], ("outcomes", "lingering"))


def _drawing(
    key: str, title: str, caption: str, rows: Sequence[tuple[str, Mapping[str, int]]], sheet: Sheet
) -> Drawing:
    drawn = Stacked(f"Outcomes: {title}", rows)
    return Drawing(title, caption, [Figure(key, title, "", both(lambda w: stacked.draw(drawn, w)), sheet)])
