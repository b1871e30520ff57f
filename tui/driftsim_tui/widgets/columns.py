"""The columns of a table: how wide they are, and cells laid into them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from textual.content import Content

_NARROWEST: Final = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        key: Its name, for sorting.
        title: Its heading.
        width: In cells; 0 shares what is left.
        align: Where its cells stand.
        end: Of what does not fit, so many characters of its end are kept.
    """

    key: str
    title: str
    width: int = 0
    align: Literal["left", "right"] = "left"
    end: int = 0


Row = Sequence[Content]


def widths(columns: Sequence[Column], room: int) -> list[int]:
    """How wide each column is, with a space between two.

    Example:
        >>> widths([Column("a", "a"), Column("b", "b", 5)], 20)
        [14, 5]
    """
    free = sum(not column.width for column in columns)
    left = room - sum(column.width for column in columns) - len(columns) + 1
    share = max(_NARROWEST, left // max(1, free))
    return [column.width or share for column in columns]


def laid(cells: Row, columns: Sequence[Column], room: int) -> Content:
    """A row's cells in their columns; of fewer cells than columns, the last has all the room that is left."""
    wide, last = widths(columns, room), len(cells) - 1
    if 0 <= last < len(wide) - 1:
        wide[last:] = [sum(wide[last:]) + len(wide) - 1 - last]
    return Content(" ").join(
        _set(cell, column, width) for cell, column, width in zip(cells, columns, wide, strict=False)
    )


def heading(column: Column, order: tuple[str, bool] | None) -> Content:
    """A column's title, with a mark where the rows are sorted by it."""
    if order is None or order[0] != column.key:
        return Content(column.title)
    return Content(f"{column.title}{'▾' if order[1] else '▴'}")


def _set(cell: Content, column: Column, width: int) -> Content:
    cut = _cut(cell, width, column.end)
    gap = " " * max(0, width - cut.cell_length)
    return gap + cut if column.align == "right" else cut + gap


def _cut(cell: Content, width: int, end: int) -> Content:
    if end and cell.cell_length > width > end + 2:
        return cell.truncate(width - end, ellipsis=True) + cell[-end:].truncate(end)
    return cell.truncate(width, ellipsis=True)
