"""One run: its curves, where it goes wrong, and the list of its conversations."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import ClassVar, Final

import polars as pl
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from driftsim.errors import DriftsimError
from driftsim_tui import curves, listing, paint
from driftsim_tui.screens.ask import AskScreen
from driftsim_tui.screens.base import BaseScreen
from driftsim_tui.source import Curves, Filter, Heat, Source
from driftsim_tui.widgets.columns import Row
from driftsim_tui.widgets.curve import Curve
from driftsim_tui.widgets.heat import HeatMap
from driftsim_tui.widgets.table import Table

_PATIENCE: Final = 1.0  # seconds


class RunScreen(BaseScreen):
    """A run.

    Args:
        source: Where it is read.
        which: What is looked at, to begin with.
    """

    CSS_PATH = "run.tcss"
    ABOUT = (
        "Run: every conversation with the turn of its first violation, the share of checks that held (csr)"
        " and how often each violation came; the drift curve; how often each constraint held at each turn."
        " Filters apply to all three."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sort(1)", "Sort", tooltip="sort by another column, as a click on its heading does"),
        Binding(
            "S",
            "sort(-1)",
            "Sort otherwise",
            show=False,
            tooltip="sort by another column, as a click on its heading does",
        ),
        Binding("f", "filter", "Filter", tooltip="look only at a scenario, constraint, outcome, arm"),
        Binding("slash", "search", "Search", tooltip="search in all that was said, and in reasons"),
        Binding("x", "clear", "Clear", show=False, tooltip="look at everything again"),
        Binding("tab", "pane", "Pane", tooltip="from the list to curve and map, and back"),
        Binding("c", "compare", "Compare", show=False, tooltip="compare the first arm with the next one"),
        Binding("v", "curve", "Curve", tooltip="the drift curve by age, by turn, or survival"),
    ]

    def __init__(self, source: Source, which: Filter | None = None) -> None:
        super().__init__()
        self._source = source
        self.which = which or Filter()
        self._listed = self._all = pl.DataFrame()
        self._order: tuple[str, bool] | None = None
        self._curves: tuple[Curves, ...] = ()
        self._shown_curve = 0
        self._is_painted = Event()

    def body(self) -> Iterator[Widget] | ComposeResult:
        """The list, and beside it curve and map."""
        yield Static(Content(""), id="filters")
        with Horizontal(id="panes"):
            with Vertical(id="list", classes="pane") as pane:
                pane.border_title = "Conversations"
                yield Table(listing.COLUMNS, id="table")
            with Vertical(id="side"):
                with Vertical(id="curve-pane", classes="pane"):
                    yield Curve(id="curve")
                heat = HeatMap(id="heat")
                heat.add_class("pane")
                heat.border_title = "Followed by constraint and turn"
                yield heat

    def on_mount(self) -> None:
        """Read what the screen shows."""
        self.entitle(
            paint.text(self._source.name, "bold"),
            paint.text(", ".join(self._source.manifest.get("arms", ()))),
        )
        self.query_one(Table).nothing = Content("  reading …")
        self.query_one(Table).focus()
        self.load(self.which)

    @work(thread=True, exclusive=True, group="run")
    def load(self, which: Filter) -> None:
        """Read the list, then the map, then the curves; each is shown when it is here."""
        app = self.app
        try:
            app.call_from_thread(self.show_list, self._source.conversations(which))
            self._is_painted.wait(_PATIENCE)  # the list is seen before the rest takes the processor
            app.call_from_thread(self.show_heat, self._source.heat(which))
            app.call_from_thread(self.show_curves, self._source.curves(which))
        except DriftsimError as error:
            app.call_from_thread(self.tell, error, severity="error")

    def show_list(self, listed: pl.DataFrame) -> None:
        """Show the conversations."""
        self._listed = listed
        self.call_after_refresh(self._is_painted.set)
        table = self.query_one(Table)
        table.nothing = Content("  no conversation passes the filter")
        table.columns = listing.columns(listed)
        self._sorted_again(keep=self._remembered())
        self._tell_filters()

    def show_heat(self, heat: Heat) -> None:
        """Show the map."""
        self.query_one(HeatMap).show(heat)

    def show_curves(self, arms: tuple[Curves, ...]) -> None:
        """Show the curves."""
        self._curves = arms
        self._draw()

    def action_sort(self, by: int) -> None:
        """Sort by the next column."""
        here = listing.ORDERS.index(self._order) if self._order in listing.ORDERS else 0
        self._order = listing.ORDERS[(here + by) % len(listing.ORDERS)]
        self._sorted_again()

    def action_search(self) -> None:
        """Ask what to search."""

        def asked(wanted: str | None) -> None:
            if wanted is not None:
                self._look(replace(self.which, text=wanted))

        self.app.push_screen(AskScreen("search in all that was said, and in reasons", self.which.text), asked)

    def action_clear(self) -> None:
        """Look at everything again."""
        self._look(Filter())

    def action_curve(self) -> None:
        """Another curve."""
        self.add_class("-side")
        self._shown_curve = (self._shown_curve + 1) % len(curves.KINDS)
        self._draw()

    def action_pane(self) -> None:
        """From the list to curve and map, and back."""
        to_side = self.query_one(Table).has_focus
        self.set_class(to_side, "-side")
        self.query_one(HeatMap if to_side else Table).focus()

    def action_filter(self) -> None:
        """Ask what to look at."""
        from driftsim_tui.screens.filter import FilterScreen

        def chosen(which: Filter | None) -> None:
            if which is not None:
                self._look(which)

        self.app.push_screen(FilterScreen(self._source.choices(), self.which), chosen)

    def action_compare(self) -> None:
        """Compare two arms of this run: the first, or the one that is filtered by, with the next."""
        from driftsim_tui.pairs import ends
        from driftsim_tui.screens.arms import ArmsScreen

        arms = list(self._source.manifest.get("arms", ()))
        if len(arms) < 2:
            self.tell("this run has one arm; two runs are compared from the list of runs")
            return
        here = arms.index(self.which.arm) if self.which.arm in arms else 0
        one, other = arms[here], arms[(here + 1) % len(arms)]
        self.app.push_screen(ArmsScreen(*ends((self._source, one), (self._source, other))))

    @on(Table.Chosen)
    def _open(self, event: Table.Chosen) -> None:
        from driftsim_tui.screens.replay import ReplayScreen

        names = self._all["conversation"].to_list()
        self.app.push_screen(ReplayScreen(self._source, names[event.row], siblings=tuple(names)))

    @on(Table.Moved)
    def _moved(self, event: Table.Moved) -> None:
        self.ours.state.remember(self._source.place, conversation=self._all["conversation"][event.row])

    @on(Table.Headed)
    def _headed(self, event: Table.Headed) -> None:
        down = self._order == (event.key, False)
        self._order = (event.key, down)
        self._sorted_again()

    @on(HeatMap.Chosen)
    def _constraint(self, event: HeatMap.Chosen) -> None:
        now = None if self.which.constraint == event.constraint else event.constraint
        self._look(replace(self.which, constraint=now))

    def _look(self, which: Filter) -> None:
        self.which = which
        self._tell_filters(reading=True)
        self.load(which)

    def _remembered(self) -> str | None:
        place = self.ours.state.place(self._source.place).get("conversation")
        return place if isinstance(place, str) else None

    def _sorted_again(self, keep: str | None = None) -> None:
        self._all = listing.ordered(self._listed, self._order)
        table = self.query_one(Table)
        table.sorted = self._order
        names = self._all["conversation"]
        place = (names == keep).arg_max() if keep is not None and names.len() and (names == keep).any() else 0
        table.show(self._all.height, self._row, cursor=place or 0)

    def _row(self, place: int) -> Row:
        return listing.cells(self._all.row(place, named=True), self.query_one(Table).columns)

    def _tell_filters(self, *, reading: bool = False) -> None:
        which = self.which
        chosen = [
            (what, getattr(which, what))
            for what in ("scenario", "arm", "constraint", "outcome", "text")
            if getattr(which, what)
        ]
        told = [Content.assemble((f"{what} ", "$faint"), paint.text(value, "bold")) for what, value in chosen]
        line = Content("  ").join([*told, Content.styled("x clears", "$faint")]) if told else Content("")
        filters = self.query_one("#filters", Static)
        filters.update(line)
        filters.set_class(bool(told), "-open")
        self.query_one("#list").border_subtitle = "reading …" if reading else f"{self._all.height:,}"

    def _draw(self) -> None:
        kind, title = curves.KINDS[self._shown_curve]
        pane = self.query_one("#curve-pane")
        pane.border_title, pane.border_subtitle = title, curves.figures(self._curves)
        self.query_one(Curve).show(curves.lines(self._curves, kind))
