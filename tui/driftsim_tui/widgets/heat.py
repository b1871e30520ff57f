"""How often each constraint held at each turn, as a map."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from driftsim_tui import paint
from driftsim_tui.source import Heat
from driftsim_tui.widgets import draw

CELL: Final = 2
_NAME: Final = 16
_STEPS: Final = (
    (0.999, "●", "followed"),
    (0.8, "▪", "followed"),
    (0.6, "▒", "forgotten"),
    (0.3, "▓", "forgotten"),
)
_LOWEST: Final = ("█", "stale")


def shade(share: float) -> tuple[str, str]:
    """The glyph and the colour of a share: fuller the more is violated; a dot where nothing is.

    Example:
        >>> shade(1.0)[0], shade(0.5)[0], shade(0.0)[0]
        ('●', '▓', '█')
    """
    return next(
        ((glyph, f"${name}") for least, glyph, name in _STEPS if share >= least),
        (_LOWEST[0], f"${_LOWEST[1]}"),
    )


class HeatMap(ScrollView, can_focus=True, inherit_bindings=False):
    """Constraints downwards, turns to the right; a cursor tells the figures behind a cell."""

    DEFAULT_CSS = """
    HeatMap { height: 1fr; background: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            "Only this",
            key_display="⏎",
            tooltip="this constraint alone, or all again",
        ),
        Binding("up,k", "move(0, -1)", "Up", show=False, tooltip="about on the map"),
        Binding("down,j", "move(0, 1)", "Down", show=False, tooltip="about on the map"),
        Binding("left,h", "move(-1, 0)", "Left", show=False, tooltip="about on the map"),
        Binding("right,l", "move(1, 0)", "Right", show=False, tooltip="about on the map"),
    ]

    at: reactive[tuple[int, int]] = reactive((0, 0))
    """The cell under the cursor: which constraint, and which turn, from 0."""

    @dataclass
    class Chosen(Message):
        """A constraint was chosen, to look at it alone."""

        constraint: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._heat = Heat()

    def show(self, heat: Heat) -> None:
        """Show another map."""
        self._heat = heat
        self.virtual_size = Size(self._name_width + heat.turns * CELL, len(heat.constraints) + 1)
        self.at = self.validate_at(self.at)
        self.refresh()

    def told(self) -> Content:
        """What is under the cursor, in words."""
        if not self._heat.constraints:
            return Content("")
        row, column = self.at
        name = self._heat.constraints[row]
        held, decided = self._heat.held.get((name, column + 1), (0, 0))
        share = f"followed {held:,} of {decided:,} · {held / decided:.2f}" if decided else "not in force"
        return Content.assemble(paint.text(name, "bold"), f" · turn {column + 1} · {share}")

    def render_line(self, y: int) -> Strip:
        """The turns above, or one constraint."""
        width = self.scrollable_content_region.width
        if y == 0:
            return draw.line(self, self._head(), width)
        row = y - 1 + self.scroll_offset.y
        if row >= len(self._heat.constraints):
            return Strip.blank(width, self.visual_style.rich_style)
        return draw.line(self, self._line(row), width)

    def validate_at(self, at: tuple[int, int]) -> tuple[int, int]:
        """Keep it on the map."""
        row, column = at
        rows, columns = len(self._heat.constraints), self._heat.turns
        return max(0, min(row, rows - 1)), max(0, min(column, columns - 1))

    def watch_at(self) -> None:
        """Keep it in sight, and tell."""
        row, column = self.at
        seen = max(1, self.scrollable_content_region.height - 1)
        top, left = self.scroll_offset.y, self.scroll_offset.x
        if not top <= row < top + seen:
            top = row if row < top else row - seen + 1
        if not left <= column < left + self._columns_seen:
            left = column if column < left else column - self._columns_seen + 1
        self.scroll_to(left, top, animate=False, immediate=True)
        self.border_subtitle = self.told()
        self.refresh()

    def action_move(self, right: int, down: int) -> None:
        """Move the cursor."""
        row, column = self.at
        self.at = row + down, column + right

    def action_choose(self) -> None:
        """Look at the constraint under the cursor alone."""
        if self._heat.constraints:
            self.post_message(self.Chosen(self._heat.constraints[self.at[0]]))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there."""
        place = event.get_content_offset(self)
        if place is not None and place.y > 0:
            column = (place.x - self._name_width) // CELL + self.scroll_offset.x
            self.at = place.y - 1 + self.scroll_offset.y, column
            if event.chain > 1:
                self.action_choose()

    @property
    def _name_width(self) -> int:
        return min(_NAME, max((len(name) for name in self._heat.constraints), default=0)) + 1

    @property
    def _columns_seen(self) -> int:
        return max(1, (self.scrollable_content_region.width - self._name_width) // CELL)

    def _turns(self) -> range:
        first = self.scroll_offset.x
        return range(first + 1, min(self._heat.turns, first + self._columns_seen) + 1)

    def _head(self) -> Content:
        marks = ((str(turn) if turn == 1 or turn % 5 == 0 else "").ljust(CELL) for turn in self._turns())
        return Content.styled(" " * self._name_width + "".join(marks), "$faint")

    def _line(self, row: int) -> Content:
        name = self._heat.constraints[row]
        label = paint.text(name).truncate(self._name_width - 1, ellipsis=True)
        cells = [self._cell(row, turn) for turn in self._turns()]
        return Content("").join([label.pad_right(self._name_width - label.cell_length), *cells])

    def _cell(self, row: int, turn: int) -> Content:
        held, decided = self._heat.held.get((self._heat.constraints[row], turn), (0, 0))
        glyph, colour = shade(held / decided) if decided else ("·", "$faint")
        here = (row, turn - 1) == self.at and self.has_focus
        return Content.styled(glyph.ljust(CELL), f"{colour} reverse" if here else colour)
