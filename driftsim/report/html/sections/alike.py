"""Whether the curve falls with age, or because late ages are others: the drift curve among its like."""

from collections.abc import Iterator, Sequence
from typing import Final

from driftsim.report import facts
from driftsim.report.figures import Point, curve, known
from driftsim.report.html.blocks import Block, Drawing, Words
from driftsim.report.html.exhibit import Exhibit
from driftsim.report.html.figures import lines
from driftsim.report.html.figures.figure import Figure, both, named
from driftsim.report.html.figures.lines import Lines
from driftsim.visible import safe

TITLE: Final = "Age, or other instructions at late ages?"
_CAPTION: Final = (
    "Late ages come from long scenarios and early instructions. If the curve falls among the same"
    " instructions throughout too, and with turn, load and kind held equal, it is age."
)
_CURVES: Final = {
    "csr_by_age": "all instructions",
    "csr_by_age_cohort": "the same ones throughout",
    "csr_by_age_adjusted": "turn, load and kind held equal",
}


def drawings(exhibits: Sequence[Exhibit]) -> Iterator[Drawing]:
    """A figure of every side that has one of the other curves."""
    found = [(place, one, _curves(one)) for place, one in enumerate(exhibits)]
    figures = [_figure(one, place, each) for place, one, each in found if len(each) > 1]
    if figures:
        yield Drawing(TITLE, _CAPTION, named(figures, exhibits))


def refusals(exhibits: Sequence[Exhibit]) -> Iterator[Block]:
    """Why a side has no adjusted curve, in words."""
    for exhibit in exhibits:
        if refused := facts.refused(exhibit.side.metrics):
            whose = f" for {safe(exhibit.name)}" if len(exhibits) > 1 else ""
            text = f"There is no curve with turn, load and kind held equal{whose}: {safe(refused)}"
            yield Words(text, tone="quiet")


def _curves(exhibit: Exhibit) -> list[tuple[str, tuple[Point, ...]]]:
    found = ((name, known(curve(exhibit.side.metrics.get(key)))) for key, name in _CURVES.items())
    return [(name, points) for name, points in found if len(points) > 1]


def _figure(exhibit: Exhibit, place: int, found: Sequence[tuple[str, Sequence[Point]]]) -> Figure:
    drawn = Lines(f"{TITLE} {exhibit.name}", found, "age: turns since the instruction was given")
    pictures = both(lambda width: lines.draw(drawn, width))
    return Figure(f"alike-{place}", TITLE, safe(exhibit.name), pictures, lines.sheet(drawn))
