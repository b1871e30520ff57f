"""Signed numbers of pairs as a triangle of squares: as large as the number, filled where it is positive."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from markupsafe import Markup

from driftsim.report.figures import Rate, sign
from driftsim.report.html.figures.figure import kind
from driftsim.report.html.figures.svg import fitted, line, marked, picture, rect, room, spot, text
from driftsim.report.written import decimal, told_finely

STEP: Final = 54.0
TOP: Final = 16.0


@dataclass(frozen=True)
class Matrix:
    """What is drawn.

    Args:
        title: What a person who does not see it is told.
        names: The rows, and in the same order the columns.
        pairs: A number from −1 to 1 by a pair of names.
    """

    title: str
    names: Sequence[str]
    pairs: Mapping[tuple[str, str], Rate]


def draw(matrix: Matrix, width: float) -> Markup:
    """Draw it in a width: a row for each name but the first, a column for each but the last."""
    rows, columns = matrix.names[1:], matrix.names[:-1]
    left = min(max(room(name) for name in rows) + 14, width * 0.36)
    step = min(STEP, (width - left - 20) / max(len(columns), 1))
    cells = [
        _cell(found, (rows[y - 1], columns[x]), left + step * x, TOP + step * (y - 1), step)
        for (x, y), found in _placed(matrix)
    ]
    height = TOP + step * len(rows) + 26
    return picture(width, height, matrix.title, *_names(rows, columns, left, step), *cells, kind=kind(width))


def _placed(matrix: Matrix) -> Iterator[tuple[tuple[int, int], Rate]]:
    for y, row in enumerate(matrix.names):
        for x, column in enumerate(matrix.names[:y]):
            found = matrix.pairs.get((column, row)) or matrix.pairs.get((row, column))
            if found is not None and found.value is not None:
                yield (x, y), found


def _cell(found: Rate, pair: tuple[str, str], x: float, y: float, step: float) -> Markup:
    value = found.value or 0.0
    side = (step - 20) * sqrt(min(abs(value), 1.0))
    middle = step / 2
    ink = "square" if value > 0 else "square-hollow"
    n = "" if found.n is None else f", n = {found.n:,}"
    corner = {"x": x + middle - side / 2, "y": y + (step - 14) / 2 - side / 2, "width": side, "height": side}
    frame = rect(x + 1, y + 1, step - 2, step - 2, "frame")
    weight = 700 if sign(found) else None
    number = text(
        x + middle,
        y + step - 6,
        decimal(value, signed=True),
        anchor="middle",
        font_size=11,
        font_weight=weight,
    )
    return spot(
        "g",
        f"{pair[0]} and {pair[1]}: {told_finely(found, signed=True)}{n}",
        frame,
        marked("rect", ink, **corner),
        number,
    )


def _names(rows: Sequence[str], columns: Sequence[str], left: float, step: float) -> Iterator[Markup]:
    for place, name in enumerate(rows):
        yield text(left - 8, TOP + step * (place + 0.5) + 4, fitted(name, left - 10), anchor="end")
    for place, name in enumerate(columns):
        x, y = left + step * (place + 0.5), TOP + step * place
        yield line([(x, y - 2), (x, y)], "axis")
        yield text(x - step / 2 + 2, y - 5, name, ink="faint", font_size=11)
