"""A figure: the same picture for wide and for narrow screens, its words, and its numbers as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from driftsim.report.sheets import Sheet

WIDE: Final = 640.0
NARROW: Final = 340.0


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


def both(draw: Callable[[float], Markup]) -> tuple[Markup, Markup]:
    """A picture in two widths: a text in it is never smaller than it is written."""
    return draw(WIDE), draw(NARROW)


def kind(width: float) -> str:
    """For which screens a width is."""
    return "narrow" if width <= NARROW else "wide"


def named(figures: Sequence[Figure], of: Sequence[object]) -> list[Figure]:
    """Figures of one kind, a side each; where there is but one side it need not be named."""
    return [replace(figure, name="") for figure in figures] if len(of) == 1 else list(figures)
