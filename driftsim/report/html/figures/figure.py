"""A figure: the same picture for wide and for narrow screens, its words, and its numbers as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from driftsim.report.sheets import Sheet

WIDE: Final = 640.0
NARROW: Final = 340.0
FEW: Final = 4
"""Of so many sides each figure is drawn in both widths."""


@dataclass(frozen=True)
class Figure:
    """One figure.

    Args:
        key: Its name within the page, and of the file that it is saved as.
        title: What it shows.
        name: Whose it is, among figures of the same kind; empty where it stands alone.
        pictures: The picture for wide screens and the one for narrow ones; a single one is scrolled.
        sheet: The numbers that are drawn.
    """

    key: str
    title: str
    name: str
    pictures: tuple[Markup, ...]
    sheet: Sheet


def both(draw: Callable[[float], Markup]) -> tuple[Markup, ...]:
    """A picture in two widths, so that a text in it is never smaller than it is written."""
    return draw(WIDE), draw(NARROW)


def kind(width: float) -> str:
    """For which screens a width is."""
    return "narrow" if width <= NARROW else "wide"


def named(figures: Sequence[Figure], of: Sequence[object]) -> list[Figure]:
    """Figures of one kind, a side each: a lone side need not be named.

    Args:
        figures: The figures.
        of: The sides; of many only the wide pictures are kept, for the size of the page.
    """
    if len(of) == 1:
        return [replace(figure, name="") for figure in figures]
    return [replace(each, pictures=each.pictures[:1]) if len(of) > FEW else each for each in figures]
