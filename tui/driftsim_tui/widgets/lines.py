"""Wrapped text in blocks that scrolls; only the lines that are seen are drawn."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from driftsim_tui.widgets import draw


@dataclass(frozen=True, slots=True)
class Block:
    """Some text that belongs together.

    Args:
        key: What it is, such as a turn's number.
        content: The text.
        indent: How far from the left edge, in cells.
        bar: The style of a bar at the left edge; empty for none.
        stamp: Changes whenever the content does: what is wrapped once is not wrapped again.
    """

    key: int
    content: Content
    indent: int = 0
    bar: str = ""
    stamp: Hashable = None


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """Blocks of text, one under another."""

    DEFAULT_CSS = """
    Lines { height: 1fr; background: transparent; overflow-x: hidden; scrollbar-gutter: stable; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", show=False, tooltip="a line up or down"),
        Binding("down,j", "scroll_down", "Down", show=False, tooltip="a line up or down"),
        Binding("pageup,ctrl+b", "page_up", "Page up", show=False, tooltip="a page up or down"),
        Binding("pagedown,ctrl+f", "page_down", "Page down", show=False, tooltip="a page up or down"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: tuple[Block, ...] = ()
        self._laid: list[tuple[int, Strip]] = []
        self._wrapped: LRUCache[Hashable, list[Strip]] = LRUCache(64)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these."""
        self._blocks = tuple(blocks)
        self._lay()

    def line_of(self, key: int) -> int:
        """The first line of a block; 0 where there is none."""
        return next((line for line, (of, _) in enumerate(self._laid) if of == key), 0)

    def key_at(self, line: int) -> int | None:
        """Which block a line belongs to."""
        return self._laid[line][0] if 0 <= line < len(self._laid) else None

    def height_of(self, key: int) -> int:
        """How many lines a block takes."""
        return sum(of == key for of, _ in self._laid)

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width, line = self.scrollable_content_region.width, self.scroll_offset.y + y
        if line >= len(self._laid):
            return Strip.blank(width, self.visual_style.rich_style)
        return self._laid[line][1].crop_extend(0, width, self.visual_style.rich_style)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._lay()

    def notify_style_update(self) -> None:
        """Another theme: colours are in what was wrapped."""
        super().notify_style_update()
        self._wrapped.clear()
        self._lay()

    def _lay(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        self._laid = [(block.key, strip) for block in self._blocks for strip in self._strips(block, width)]
        size = Size(width, len(self._laid))
        if size != self.virtual_size:  # as a reactive it would lay out the whole screen anew
            self.set_reactive(Lines.virtual_size, size)
            self._scroll_update(size)
        self.refresh()

    def _strips(self, block: Block, width: int) -> list[Strip]:
        key = (block.key, block.stamp, block.indent, block.bar, width)
        found = None if block.stamp is None else self._wrapped.get(key)
        if found is None:
            found = self._wrap(block, width)
            if block.stamp is not None:
                self._wrapped[key] = found
        return found

    def _wrap(self, block: Block, width: int) -> list[Strip]:
        strips = draw.wrapped(self, block.content, max(8, width - block.indent))
        if not block.indent:
            return strips
        bar = Content.styled("▌", block.bar) if block.bar else Content("")
        margin = draw.line(self, bar, block.indent)
        return [Strip.join([margin, strip]) for strip in strips]
