"""A table of any length: only the rows that are seen are made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from driftsim_tui.widgets import draw
from driftsim_tui.widgets.columns import Column, Row, heading, laid, widths


@dataclass
class _OfTable(Message):
    """Something that a table tells."""

    table: "Table"

    @property
    def control(self) -> "Table":
        """The table."""
        return self.table


class Table(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with a cursor, and headings that sort.

    Args:
        columns: The columns.
        id: The widget's id.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--head", "table--cursor", "table--idle"}
    DEFAULT_CSS = """
    Table {
        height: 1fr;
        background: transparent;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        & > .table--head { color: $secondary; text-style: bold; }
        & > .table--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
        & > .table--idle { background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", key_display="⏎", tooltip="open"),
        Binding("up,k", "move(-1)", "Up", show=False, tooltip="a row up or down"),
        Binding("down,j", "move(1)", "Down", show=False, tooltip="a row up or down"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, tooltip="a page up or down"),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False, tooltip="a page up or down"),
        Binding("home,g", "to(0)", "First row", show=False, tooltip="the first or the last row"),
        Binding("end,G", "to(-1)", "Last row", show=False, tooltip="the first or the last row"),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(_OfTable):
        """The cursor stands on another row."""

        row: int

    @dataclass
    class Chosen(_OfTable):
        """A row was opened."""

        row: int

    @dataclass
    class Headed(_OfTable):
        """A heading was clicked."""

        key: str

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self._row: Callable[[int], Row] = lambda row: ()
        self.count = 0
        self.sorted: tuple[str, bool] | None = None
        self.nothing = Content("")
        self._drawn: LRUCache[tuple[int, int], Strip] = LRUCache(512)

    def show(self, count: int, row: Callable[[int], Row], *, cursor: int = 0) -> None:
        """Show other rows.

        Args:
            count: How many.
            row: Makes one of them: a cell for each column.
            cursor: On which of them the cursor stands.
        """
        self.count, self._row = count, row
        self._drawn.clear()
        self._fit()
        self.cursor = max(0, min(cursor, count - 1))
        self._follow()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The heading, or a row."""
        width = self.scrollable_content_region.width
        if y == 0:
            return draw.line(self, self._head(), width, self.get_visual_style("table--head"))
        row = self.scroll_offset.y + y - 1
        if row >= self.count:
            told = self.nothing if self.count == 0 and y == 2 else Content("")
            return draw.line(self, told, width)
        if row == self.cursor:
            look = self.get_visual_style("table--cursor" if self.has_focus else "table--idle")
            return draw.line(self, self._laid(self._row(row)), width, self.visual_style + look)
        if (row, width) not in self._drawn:
            self._drawn[row, width] = draw.line(self, self._laid(self._row(row)), width)
        return self._drawn[row, width]

    def validate_cursor(self, cursor: int) -> int:
        """Keep it on a row."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, was: int, now: int) -> None:
        """Keep it in sight, and tell; only the rows that it left and came to are drawn again."""
        self._follow()
        for row in (was, now):
            self.refresh_line(row + 1)
        if was != now:
            self.post_message(self.Moved(self, now))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """Move it by what is seen."""
        self.cursor += by * max(1, self._rows_seen - 1)

    def action_to(self, row: int) -> None:
        """To the first or the last row."""
        self.cursor = row if row >= 0 else self.count - 1

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self.count:
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there; a click on its row opens it, one on a heading sorts."""
        place = event.get_content_offset(self)
        if place is None:
            return
        if place.y == 0:
            self._head_clicked(place.x)
            return
        row = self.scroll_offset.y + place.y - 1
        if row < self.count:
            chosen = event.chain > 1
            self.cursor = row
            if chosen:
                self.action_choose()

    def on_resize(self) -> None:
        """The shared columns are as wide as there is room."""
        self._fit()
        self._follow()

    def notify_style_update(self) -> None:
        """Another theme: colours are in what was drawn."""
        super().notify_style_update()
        self._drawn.clear()

    @property
    def _rows_seen(self) -> int:
        return max(1, self.scrollable_content_region.height - 1)

    def _fit(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.count + 1)

    def _follow(self) -> None:
        if self.is_mounted and self._rows_seen > 0:
            top = int(self.scroll_target_y)
            if self.cursor < top:
                self.scroll_to(y=self.cursor, animate=False, immediate=True)
            elif self.cursor >= top + self._rows_seen:
                self.scroll_to(y=self.cursor - self._rows_seen + 1, animate=False, immediate=True)

    def _head(self) -> Content:
        return self._laid([heading(column, self.sorted) for column in self.columns])

    def _head_clicked(self, x: int) -> None:
        start = 0
        for column, width in zip(self.columns, widths(self.columns, self._room), strict=True):
            if start <= x < start + width:
                self.post_message(self.Headed(self, column.key))
            start += width + 1

    def _laid(self, cells: Row) -> Content:
        return laid(cells, self.columns, self._room)

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width
