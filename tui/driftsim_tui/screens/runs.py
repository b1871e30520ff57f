"""All runs under a folder."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.worker import get_current_worker

from driftsim_tui import folders, paint
from driftsim_tui.folders import Side
from driftsim_tui.screens.ask import AskScreen
from driftsim_tui.screens.base import BaseScreen
from driftsim_tui.source import Filter
from driftsim_tui.widgets.columns import Column, Row
from driftsim_tui.widgets.table import Table

_COLUMNS: Final = (
    Column("", " ", 1),
    Column("run", "run"),
    Column("arm", "arm"),
    Column("size", "size", 6, "right"),
    Column("csr", "csr", 18),
    Column("half_life", "half", 5, "right"),
    Column("errors", "errors", 6, "right"),
    Column("drift", "drift by age", 14),
)
_ORDERS: Final = (("run", False), ("csr", False), ("half_life", False), ("size", True), ("errors", True))


class RunsScreen(BaseScreen):
    """The runs under a folder, a line for each arm.

    Args:
        folder: Where to look.
    """

    CSS_PATH = "runs.tcss"
    ABOUT = (
        "Runs: every run under the folder, a line for each of its arms: how many conversations, the share of"
        " checks that held with its interval, the turns until half of the constraints were violated, and the"
        " drift by age."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mark", "Mark", tooltip="mark an arm; two are compared"),
        Binding("c", "compare", "Compare", tooltip="compare the two arms that are marked"),
        Binding("s", "sort(1)", "Sort", tooltip="sort by another column, as a click on its heading does"),
        Binding(
            "S",
            "sort(-1)",
            "Sort otherwise",
            show=False,
            tooltip="sort by another column, as a click on its heading does",
        ),
        Binding(
            "slash", "search", "Filter", key_display="/", tooltip="only runs with this in run, arm or model"
        ),
        Binding("R", "again", "Look again", show=False, tooltip="look for runs again"),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._all: list[Side] = []
        self._seen: list[Side] = []
        self._marked: list[tuple[Path, str]] = []
        self._wanted = ""
        self._order = _ORDERS[0]

    def body(self) -> Iterator[Widget] | ComposeResult:
        """The table."""
        with Vertical(id="list", classes="pane") as pane:
            pane.border_title = "Runs"
            yield Table(_COLUMNS, id="table")

    def on_mount(self) -> None:
        """Look for runs."""
        self.entitle(paint.text(self._folder))
        self.query_one(Table).nothing = Content("  looking for runs …")
        self.query_one(Table).focus()
        self.load()

    @work(thread=True, exclusive=True, group="runs")
    def load(self) -> None:
        """Find the runs, then measure them one after another."""
        worker, app = get_current_worker(), self.app
        found = list(folders.find(self._folder))
        app.call_from_thread(self.show, found)
        for side in found:
            if worker.is_cancelled:
                return
            if not side.broken:
                app.call_from_thread(self.measured, side, folders.measured(side))

    def show(self, found: list[Side]) -> None:
        """Show what was found."""
        self._all = found
        self.query_one(Table).nothing = Content("  no run here; driftsim run and driftsim audit make them")
        self._show()

    def measured(self, side: Side, now: Side) -> None:
        """A run's numbers are here."""
        self._all = [now if each is side else each for each in self._all]
        self._show()

    def action_sort(self, by: int) -> None:
        """Sort by another column."""
        self._order = (
            _ORDERS[(_ORDERS.index(self._order) + by) % len(_ORDERS)]
            if self._order in _ORDERS
            else _ORDERS[0]
        )
        self._show()

    def action_search(self) -> None:
        """Ask what to look for."""

        def asked(wanted: str | None) -> None:
            if wanted is not None:
                self._wanted = wanted.casefold()
                self._show()

        self.app.push_screen(AskScreen("only runs with this in run, arm or model", self._wanted), asked)

    def action_again(self) -> None:
        """Look for runs again."""
        self.load()

    def action_mark(self) -> None:
        """Mark the arm under the cursor, or take the mark off; two at most."""
        side = self._here()
        if side is None or side.broken:
            return
        key = side.key
        self._marked = (
            [each for each in self._marked if each != key]
            if key in self._marked
            else [*self._marked[-1:], key]
        )
        self._show()
        self.query_one(Table).action_move(1)

    def action_compare(self) -> None:
        """Compare the two arms that are marked."""
        from driftsim_tui.disk import DiskSource
        from driftsim_tui.pairs import ends
        from driftsim_tui.screens.arms import ArmsScreen

        if len(self.marked) < 2:
            self.tell("mark two arms with m first")
            return
        sources = {side.folder: DiskSource(side.folder) for side in self.marked}
        self.app.push_screen(ArmsScreen(*ends(*((sources[side.folder], side.arm) for side in self.marked))))

    @property
    def marked(self) -> tuple[Side, ...]:
        """The arms that are marked, in the order of marking."""
        return tuple(side for key in self._marked for side in self._all if side.key == key)

    @on(Table.Chosen)
    def _open(self) -> None:
        from driftsim_tui.disk import DiskSource
        from driftsim_tui.screens.run import RunScreen

        side = self._here()
        if side is None:
            return
        if side.broken:
            self.tell(side.broken, severity="error")
            return
        which = Filter(arm=side.arm) if side.several else Filter()
        self.app.push_screen(RunScreen(DiskSource(side.folder), which))

    @on(Table.Headed)
    def _headed(self, event: Table.Headed) -> None:
        self._order = (event.key, self._order == (event.key, False))
        self._show()

    def _here(self) -> Side | None:
        place = self.query_one(Table).cursor
        return self._seen[place] if place < len(self._seen) else None

    def _show(self) -> None:
        table, here = self.query_one(Table), self._here()
        key, down = self._order
        self._seen = sorted(
            (s for s in self._all if s.has(self._wanted)), key=_order(key, down=down), reverse=down
        )
        place = next(
            (place for place, side in enumerate(self._seen) if here is not None and side.key == here.key), 0
        )
        table.sorted = self._order
        table.show(len(self._seen), self._row, cursor=place)
        runs = len({side.folder for side in self._seen})
        self.query_one("#list").border_subtitle = f"{runs:,} {'run' if runs == 1 else 'runs'}"

    def _row(self, place: int) -> Row:
        side = self._seen[place]
        again = place > 0 and self._seen[place - 1].folder == side.folder
        name = paint.text(side.name, "$faint" if again else "bold")
        if side.broken:
            return (paint.mark("error"), name, paint.text(side.broken, "$error"))
        marked = Content.styled("▶", "$accent bold") if side.key in self._marked else Content(" ")
        return (
            marked,
            name,
            paint.text(side.arm),
            Content(f"{side.size:,}"),
            side.told_csr(),
            Content(side.told_half_life()),
            Content.styled(str(side.errors), "$error") if side.errors else Content.styled("·", "$faint"),
            paint.spark([point.value for point in side.by_age], room=14),
        )


def _order(key: str, *, down: bool) -> Callable[[Side], tuple[bool, object]]:
    def value(side: Side) -> tuple[bool, object]:
        found = side.sortable(key)
        return ((found is None) != down, 0 if found is None else found)  # what is not known comes last

    return value
