"""Constraint by turn: a cell fills from below as violations take their share of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from driftsim.report.axes import nice
from driftsim.report.html.figures.figure import kind
from driftsim.report.html.figures.svg import fitted, inked, marked, picture, rect, room, spot, tag, text

ROW: Final = 19.0
GAP: Final = 1.5
TOP: Final = 42.0
TIP: Final = 400.0
"""So much of a long name is told at each cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One constraint, or one kind of check, at one turn.

    Args:
        column: Which of the heat map's columns, from 0.
        violated: How many checks are violated.
        decided: How many were decided.
        errors: How many could not be.
    """

    column: int
    violated: int
    decided: int
    errors: int


@dataclass(frozen=True)
class Heat:
    """What is drawn.

    Args:
        title: What a person who does not see it is told.
        columns: What each column is called: a turn, or several.
        rows: A name and its cells; no cell where nothing was in force.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]


def draw(heat: Heat, width: float) -> Markup:
    """Draw it in a width."""
    longest = max((room(name) for name, _ in heat.rows), default=0)
    left = min(longest + 14, width * 0.36)
    step = min((width - left - 4) / max(len(heat.columns), 1), 44.0)
    height = TOP + ROW * len(heat.rows) + 8
    return picture(
        width,
        height,
        heat.title,
        *_key(),
        *_heads(heat, left, step),
        *_rows(heat, left, step),
        kind=kind(width),
    )


def _rows(heat: Heat, left: float, step: float) -> Iterator[Markup]:
    for place, (name, _) in enumerate(heat.rows):
        y = TOP + ROW * place + ROW / 2 + 4
        yield text(left - 8, y, fitted(name, left - 10, 11), anchor="end", font_size=11)
    cells = [
        (cell, left + step * cell.column, TOP + ROW * place, f"{told}, {heat.columns[cell.column]}")
        for place, (told, found) in enumerate((fitted(name, TIP), each) for name, each in heat.rows)
        for cell in found
    ]
    size = {"width": step - GAP, "height": ROW - GAP}
    yield inked("cell", (_cell(each, x, y, where, size) for each, x, y, where in cells if each.decided))
    yield inked(
        "cell-error", (_cell(each, x, y, where, size) for each, x, y, where in cells if not each.decided)
    )
    yield inked(
        "cell-violated",
        (_filled(each, x, y, size) for each, x, y, _ in cells if each.violated),
        pointer_events="none",
    )
    for _, x, y, _ in (each for each in cells if not each[0].decided):
        yield text(x + size["width"] / 2, y + 13, "×", ink="faint", anchor="middle", font_size=11)


def _cell(cell: Cell, x: float, y: float, where: str, size: dict[str, float]) -> Markup:
    errors = f"{cell.errors:,} not decided" if cell.errors else ""
    violated = f"{cell.violated:,} of {cell.decided:,} violated" if cell.decided else ""
    return spot("rect", f"{where}: {', '.join(filter(None, (violated, errors)))}", x=x, y=y, **size)


def _filled(cell: Cell, x: float, y: float, size: dict[str, float]) -> Markup:
    """The part of a cell that is violated, from below; a single violation is seen too."""
    high = max(size["height"] * cell.violated / cell.decided, 2.0)
    return tag("rect", x=x, y=y + size["height"] - high, width=size["width"], height=high)


def _heads(heat: Heat, left: float, step: float) -> Iterator[Markup]:
    widest = max((room(name.removeprefix("turn "), 11) for name in heat.columns), default=0)
    every = nice(max(1, int((widest + 6) // step) + 1))
    for place, name in enumerate(heat.columns):
        if place % every == 0:
            told = name.removeprefix("turns ").removeprefix("turn ")
            yield text(
                left + step * place + (step - GAP) / 2,
                TOP - 6,
                told,
                ink="faint",
                anchor="middle",
                font_size=11,
            )
    yield text(left - 8, TOP - 6, "turn", ink="faint", anchor="end", font_size=11)


def _key() -> Iterator[Markup]:
    x = 2.0
    for name, share in (("all followed", 0.0), ("half violated", 0.5), ("all violated", 1.0)):
        yield rect(x, 4, 14, 12, "cell")
        if share:
            yield marked("rect", "cell-violated", x=x, y=4 + 12 * (1 - share), width=14, height=12 * share)
        yield text(x + 19, 14, name, ink="faint", font_size=11)
        x += 19 + room(name, 11) + 16
