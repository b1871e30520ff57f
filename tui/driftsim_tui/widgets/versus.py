"""What each constraint came to on two sides at one turn; where they differ is marked."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from driftsim_tui import paint
from driftsim_tui.pairs import Both
from driftsim_tui.values import Check
from driftsim_tui.widgets.lines import Block, Lines

_NAME: Final = 18


class Versus(Lines):
    """A line for each constraint: outcome and name, and the reasons on both sides where they differ."""

    def compare(self, rows: Sequence[Both]) -> None:
        """Show the constraints of a turn, those that differ first."""
        ordered = sorted(rows, key=lambda row: not row.differs)
        blocks = [self._block(place, row) for place, row in enumerate(ordered)]
        self.show_blocks(blocks or [Block(0, Content.styled("nothing in force", "$faint italic"))])
        self.scroll_to(y=0, animate=False, immediate=True)

    def _block(self, key: int, row: Both) -> Block:
        room = max(12, (self.scrollable_content_region.width - _NAME - 10) // 2)
        name = paint.text(row.constraint, "bold" if row.differs else "").truncate(_NAME, ellipsis=True)
        line = Content.assemble(
            _side(row.left, room),
            "  ",
            ("≠" if row.differs else " ", "$accent bold"),
            " ",
            name.pad_right(_NAME - name.cell_length),
            " ",
            _side(row.right, room),
        )
        return Block(key, line)


def _side(check: Check | None, room: int) -> Content:
    if check is None:
        told = Content.styled("· not in force", "$faint")
    else:
        reason = paint.text(check.reason, "" if check.held is False else "$faint")
        told = Content.assemble(paint.mark(check.outcome), f" v{check.version} ", reason)
    told = told.truncate(room, ellipsis=True)
    return told.pad_right(max(0, room - told.cell_length))
