"""Two arms: how surely they differ, their curves, and the conversations that belong together."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from driftsim.errors import DriftsimError
from driftsim_tui import paint
from driftsim_tui.pairs import End, Pair, pairs
from driftsim_tui.screens.base import BaseScreen
from driftsim_tui.source import Curves, Filter
from driftsim_tui.verdict import verdict
from driftsim_tui.widgets.columns import Column, Row
from driftsim_tui.widgets.curve import Curve, Line
from driftsim_tui.widgets.table import Table

_COLUMNS: Final = (
    Column("scenario", "scenario"),
    Column("trial", "trial", 6, "right"),
    Column("left", "left", 6, "right"),
    Column("right", "right", 6, "right"),
    Column("difference", "differ", 7, "right"),
)
_ORDERS: Final = ("scenario", "difference", "left", "right")
_COLOURS: Final = ("followed", "forgotten")


class ArmsScreen(BaseScreen):
    """Two arms held against each other.

    Args:
        left: The one.
        right: The other; differences are its value minus the left one's.
    """

    CSS_PATH = "arms.tcss"
    ABOUT = (
        "Compare: two arms on the same scenarios and trials. Above, how surely they differ; below, every pair"
        " of conversations, which open side by side."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sort(1)", "Sort", tooltip="sort by another column"),
        Binding("S", "sort(-1)", "Sort otherwise", show=False, tooltip="sort by another column"),
        Binding("w", "swap", "Swap", tooltip="the left one to the right, the right one to the left"),
    ]

    def __init__(self, left: End, right: End) -> None:
        super().__init__()
        self._ends = (left, right)
        self._pairs: list[Pair] = []
        self._order = ("scenario", False)

    def body(self) -> Iterator[Widget] | ComposeResult:
        """The verdict, the pairs, the curves."""
        yield Static(Content(""), id="words")
        with Horizontal(id="panes"):
            with Vertical(id="list", classes="pane") as pane:
                pane.border_title = "Pairs"
                yield Table(_COLUMNS, id="table")
            with Vertical(id="curve-pane", classes="pane") as beside:
                beside.border_title = "Followed by age"
                yield Curve(id="curve")

    def on_mount(self) -> None:
        """Read both sides."""
        self.query_one(Table).nothing = Content("  reading …")
        self.query_one(Table).focus()
        self._entitle()
        self.load()

    @work(thread=True, exclusive=True, group="arms")
    def load(self) -> None:
        """Read the pairs, the curves, and what the statistics say; each is shown when it is here."""
        app, (left, right) = self.app, self._ends
        try:
            app.call_from_thread(self.show_pairs, pairs(left, right))
            curves = [end.source.curves(Filter(arm=end.arm)) for end in (left, right)]
            app.call_from_thread(self.show_curves, [found[0] for found in curves if found])
            app.call_from_thread(self.show_verdict, verdict(left, right))
        except DriftsimError as error:
            app.call_from_thread(self.tell, error, severity="error")

    def show_pairs(self, found: list[Pair]) -> None:
        """Show the pairs."""
        self._pairs = found
        self.query_one(Table).nothing = Content("  no scenario and trial is on both sides")
        self._show()

    def show_curves(self, curves: list[Curves]) -> None:
        """Show both drift curves."""
        lines = [
            Line(each.by_age, colour, band="band" if place == 0 else None)
            for place, (each, colour) in enumerate(zip(curves, _COLOURS, strict=False))
        ]
        self.query_one(Curve).show(lines)

    def show_verdict(self, told: str) -> None:
        """Show what may be claimed."""
        self.query_one("#words", Static).update(paint.text(told))

    def action_sort(self, by: int) -> None:
        """Sort by the next column; differences the largest first."""
        key = _ORDERS[(_ORDERS.index(self._order[0]) + by) % len(_ORDERS)]
        self._order = (key, key == "difference")
        self._show()

    def action_swap(self) -> None:
        """Change sides."""
        self._ends = (self._ends[1], self._ends[0])
        self._entitle()
        self.load()

    @on(Table.Headed)
    def _headed(self, event: Table.Headed) -> None:
        if event.key in _ORDERS:
            self._order = (event.key, self._order == (event.key, False))
            self._show()

    @on(Table.Chosen)
    def _open(self, event: Table.Chosen) -> None:
        from driftsim_tui.screens.pair import PairScreen

        pair = self._pairs[event.row]
        self.app.push_screen(PairScreen(*self._ends, pair, others=tuple(self._pairs)))

    def _show(self) -> None:
        key, down = self._order
        self._pairs.sort(key=_sorting(key), reverse=down)
        table = self.query_one(Table)
        table.sorted = self._order
        table.show(len(self._pairs), self._row)
        self.query_one("#list").border_subtitle = f"{len(self._pairs):,}"

    def _row(self, place: int) -> Row:
        pair = self._pairs[place]
        left, right = (Content("–" if csr is None else f"{csr:.2f}") for csr in pair.csr)
        return (
            paint.text(pair.scenario),
            Content(str(pair.trial)),
            left,
            right,
            _difference(pair.difference),
        )

    def _entitle(self) -> None:
        names = [
            paint.text(end.label, f"bold ${colour}") for end, colour in zip(self._ends, _COLOURS, strict=True)
        ]
        self.entitle(Content(" against ").join(names))


def _sorting(key: str) -> Callable[[Pair], Any]:
    def value(pair: Pair) -> Any:
        numbers = {"left": pair.csr[0], "right": pair.csr[1], "difference": pair.difference}
        if key == "difference":
            return abs(pair.difference or 0.0)
        found = numbers.get(key)
        return (pair.scenario, pair.trial) if key == "scenario" else (found is None, found or 0.0)

    return value


def _difference(value: float | None) -> Content:
    if not value:
        return Content.styled("·" if value == 0 else "–", "$faint")
    return Content.styled(f"{value:+.2f}", "$followed" if value > 0 else "$stale")
