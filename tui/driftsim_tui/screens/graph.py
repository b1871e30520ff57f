"""The scenario of a conversation, with the way that the conversation took through it."""

from collections.abc import Callable, Iterator
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from driftsim_tui import paint
from driftsim_tui.graph import Graph
from driftsim_tui.screens.base import BaseScreen
from driftsim_tui.widgets.ways import Ways

_ALONG: Final = "the next turn's node, or the one before"


class GraphScreen(BaseScreen):
    """The nodes and edges of a scenario.

    Args:
        graph: The scenario with the way through it.
        turn: The turn that one came from.
        go: Called with the turn of a node that was chosen.
    """

    ABOUT = (
        "Graph: the scenario's nodes with their edits and the ways on. What the conversation took is bold,"
        " with its turns; the rest is what it could have been."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "along(1)", "Along the way", key_display="p n", tooltip=_ALONG),
        Binding("p", "along(-1)", "Back along", show=False, tooltip=_ALONG),
    ]

    def __init__(self, graph: Graph, turn: int, go: Callable[[int], None]) -> None:
        super().__init__()
        self._graph, self._turn, self._go = graph, turn, go

    def body(self) -> Iterator[Widget] | ComposeResult:
        """The nodes."""
        ways = Ways(id="ways")
        ways.add_class("pane")
        yield ways

    def on_mount(self) -> None:
        """Show where one came from."""
        self._show()
        self.query_one(Ways).focus()

    def action_along(self, by: int) -> None:
        """The node of the next turn, or of the one before."""
        last = max((turn for node in self._graph.nodes for turn in node.turns), default=1)
        self._turn = max(1, min(self._turn + by, last))
        self._show()

    @on(Ways.Chosen)
    def _chosen(self, event: Ways.Chosen) -> None:
        if not event.node.turns:
            self.tell("the conversation was never there")
            return
        later = [turn for turn in event.node.turns if turn >= self._turn]
        self.app.pop_screen()
        self._go(later[0] if later else event.node.turns[-1])

    def _show(self) -> None:
        self.query_one(Ways).show(self._graph, cursor=self._graph.at(self._turn))
        seen = sum(bool(node.turns) for node in self._graph.nodes)
        self.entitle(
            paint.text(self._graph.title, "bold"),
            Content(f"{seen} of {len(self._graph.nodes)} nodes visited"),
            right=f"turn {self._turn}",
        )
