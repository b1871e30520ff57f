"""A graph as a list of nodes with their ways on; the way that was taken stands out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from driftsim_tui import paint
from driftsim_tui.graph import Edge, Graph, Node
from driftsim_tui.widgets.lines import Block, Lines


class Ways(Lines):
    """The nodes of a scenario; the cursor stands on one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Node above", show=False, tooltip="the node above or below"),
        Binding("down,j", "move(1)", "Node below", show=False, tooltip="the node above or below"),
        Binding("enter", "choose", "Go there", key_display="⏎", tooltip="to the turn at this node"),
    ]

    cursor: reactive[int] = reactive(0, init=False)

    @dataclass
    class Chosen(Message):
        """A node was chosen."""

        node: Node

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._places: Sequence[Node] = ()

    def show(self, graph: Graph, *, cursor: int | None) -> None:
        """Show a graph, with the cursor on a node."""
        self._places = graph.nodes
        self.set_reactive(Ways.cursor, self.validate_cursor(cursor or 0))
        self._draw()

    def validate_cursor(self, cursor: int) -> int:
        """Keep it on a node."""
        return max(0, min(cursor, len(self._places) - 1))

    def watch_cursor(self) -> None:
        """Draw it, and keep it in sight."""
        self._draw()

    def action_move(self, by: int) -> None:
        """The node above or below."""
        self.cursor += by

    def action_choose(self) -> None:
        """To the turn at the node under the cursor."""
        if self._places:
            self.post_message(self.Chosen(self._places[self.cursor]))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there; a second click chooses."""
        place = event.get_content_offset(self)
        key = None if place is None else self.key_at(place.y + self.scroll_offset.y)
        if key is not None:
            self.cursor = key
            if event.chain > 1:
                self.action_choose()

    def _draw(self) -> None:
        self.show_blocks([self._block(place, node) for place, node in enumerate(self._places)])
        top, height = self.line_of(self.cursor), self.height_of(self.cursor)
        seen = self.scrollable_content_region.height
        if not self.scroll_offset.y <= top <= self.scroll_offset.y + max(0, seen - height):
            self.scroll_to(y=max(0, top - seen // 3), animate=False, immediate=True)

    def _block(self, place: int, node: Node) -> Block:
        lines = [_head(node), paint.text(node.say, "$faint").truncate(200, ellipsis=True)]
        lines += [_way(edge) for edge in node.edges] or [Content.styled("  ■ the end", "$faint")]
        here = place == self.cursor
        return Block(place, Content("\n").join([*lines, Content("")]), 2, "$accent" if here else "")


def _head(node: Node) -> Content:
    style = "bold" if node.turns else "$faint"
    parts = [Content.styled("●" if node.turns else "○", style), paint.text(node.name, style)]
    if node.start:
        parts.append(Content.styled("start", "$secondary"))
    if node.turns:
        parts.append(Content.styled(_turns("turn", node.turns), "$accent"))
    parts += [Content.assemble(paint.edit_mark(kind), paint.text(name)) for kind, name in node.edits]
    return Content(" ").join(parts)


def _way(edge: Edge) -> Content:
    style = "bold" if edge.taken else "$faint"
    told = "".join(
        [
            f" when {edge.when}" if edge.when else "",
            f" weight {edge.weight:g}" if isinstance(edge.weight, int | float) else "",
        ]
    )
    after = Content.styled(f"  {_turns('after turn', edge.taken)}", "$accent") if edge.taken else ""
    arrow = "━▶" if edge.taken else "─▷"
    return Content.assemble(
        (f"  {arrow} ", style), paint.text(edge.to, style), paint.text(told, "$secondary"), after
    )


def _turns(what: str, turns: Sequence[int]) -> str:
    return f"{what}{'s' * (len(turns) > 1)} {', '.join(map(str, turns))}"
