"""A conversation at a glance: a mark for every turn, its edits above, and where one is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from driftsim_tui import paint
from driftsim_tui.edits import each
from driftsim_tui.values import Turn
from driftsim_tui.widgets import draw
from driftsim_tui.widgets.curve import MARGIN

PLACE: Final = 2
"""The line that tells where one is."""

_WORST: Final = ("stale", "forgotten", "ignored", "error", "followed")


class Scrubber(Widget):
    """Three lines: edits, outcomes, the place. Of very many turns several share a mark, the worst of them."""

    DEFAULT_CSS = """
    Scrubber { height: 3; width: 1fr; background: transparent; }
    """

    turn: reactive[int] = reactive(1)

    @dataclass
    class Picked(Message):
        """A turn was clicked."""

        turn: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._turns: tuple[Turn, ...] = ()
        self._drawn = (Content(""), Content(""))
        self._drawn_for = -1

    def show(self, turns: tuple[Turn, ...]) -> None:
        """Show another conversation."""
        self._turns = turns
        self._drawn_for = -1
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Edits, outcomes, or the place."""
        if not self._turns:
            return draw.line(self, Content(""), self.size.width)
        if self._drawn_for != self.size.width:
            shared = self._shared()
            self._drawn = self._marks(shared, _first_edit), self._marks(shared, _worst)
            self._drawn_for = self.size.width
        return draw.line(self, self._place() if y == PLACE else self._drawn[y], self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Go where it was clicked."""
        self._pick(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go where it is dragged."""
        if event.button:
            self._pick(event)

    def _pick(self, event: events.MouseEvent) -> None:
        if self._turns:
            share = (event.x - self._left) / self._room
            self.post_message(self.Picked(max(1, min(len(self._turns), int(share * len(self._turns)) + 1))))

    @property
    def _left(self) -> int:
        """Where the first turn's room begins: below the left end of a curve's frame."""
        return MARGIN + 1

    @property
    def _room(self) -> int:
        return max(1, self.size.width - self._left - 1)

    def _column(self, turn: int) -> int:
        """Where a turn's mark stands: in the middle of its room, as on a curve above."""
        return self._left + int((turn - 0.5) / len(self._turns) * self._room)

    def _shared(self) -> dict[int, list[Turn]]:
        """The turns that share a column."""
        shared: dict[int, list[Turn]] = {}
        left, room, count = self._left, self._room, len(self._turns)
        for turn in self._turns:
            shared.setdefault(left + int((turn.number - 0.5) / count * room), []).append(turn)
        return shared

    def _marks(self, shared: dict[int, list[Turn]], mark: Callable[[list[Turn]], Content]) -> Content:
        """One mark for the turns that share a column."""
        columns = range(self.size.width)
        return Content("").join(
            mark(shared[column]) if column in shared else Content(" ") for column in columns
        )

    def _place(self) -> Content:
        column, count = self._column(self.turn), f"{self.turn}/{len(self._turns)}"
        label = f"▲ {count}" if column + len(count) + 2 <= self.size.width else f"{count} ▲"
        start = column if label.startswith("▲") else column + 1 - len(label)
        return Content.styled(" " * start + label, "$accent bold")

    def watch_turn(self) -> None:
        """Move the mark."""
        self.refresh(Region(0, PLACE, self.size.width, 1))


def _first_edit(group: list[Turn]) -> Content:
    kind = next((kind for turn in group for kind, _, _ in each(turn.edits)), None)
    return Content(" ") if kind is None else paint.edit_mark(kind)


def _worst(group: list[Turn]) -> Content:
    found = {turn.worst for turn in group}
    worst = next((outcome for outcome in _WORST if outcome in found), None)
    return Content.styled("–", "$faint") if worst is None else paint.mark(worst)
