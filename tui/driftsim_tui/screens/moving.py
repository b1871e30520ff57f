"""From turn to turn: step, jump, play."""

from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.timer import Timer

from driftsim_tui import jumps
from driftsim_tui.screens.opened import OpenedScreen
from driftsim_tui.source import Source

SPEEDS: Final = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Turns a second."""

_TO_VIOLATION: Final = "the next turn with a violation, or the one before"
_TO_EDIT: Final = "the next turn with an edit, or the one before"
_TO_FAULT: Final = "the next fault, or check that was not decided"


class Moving(OpenedScreen):
    """The keys that move.

    Args:
        source: The run.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play", key_display="space", tooltip="play or pause"),
        Binding("right,l,n", "step(1)", "Turn", key_display="←→", tooltip="a turn on or back"),
        Binding("left,h,p", "step(-1)", "Turn back", show=False, tooltip="a turn on or back"),
        Binding(
            "right_square_bracket",
            "jump('violation', 1)",
            "Violation",
            key_display="[ ]",
            tooltip=_TO_VIOLATION,
        ),
        Binding(
            "left_square_bracket",
            "jump('violation', -1)",
            "Violation before",
            show=False,
            tooltip=_TO_VIOLATION,
        ),
        Binding("right_curly_bracket", "jump('edit', 1)", "Edit", key_display="{ }", tooltip=_TO_EDIT),
        Binding("left_curly_bracket", "jump('edit', -1)", "Edit before", show=False, tooltip=_TO_EDIT),
        Binding("exclamation_mark", "jump('fault', 1)", "Fault", show=False, tooltip=_TO_FAULT),
        Binding(
            "plus,equals_sign,greater_than_sign",
            "speed(1)",
            "Faster",
            show=False,
            tooltip="play faster or slower",
        ),
        Binding("minus,less_than_sign", "speed(-1)", "Slower", show=False, tooltip="play faster or slower"),
        Binding("home,g", "end(-1)", "First turn", show=False, tooltip="the first or the last turn"),
        Binding("end,G", "end(1)", "Last turn", show=False, tooltip="the first or the last turn"),
    ]

    playing: reactive[bool] = reactive(default=False, init=False)

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._timer: Timer | None = None
        self._speed = 1.0

    def on_mount(self) -> None:
        """As fast as the last time."""
        speed = self.ours.state.get("speed", 1.0)
        self._speed = speed if speed in SPEEDS else 1.0

    @property
    def pace(self) -> str:
        """Whether it plays, and how fast."""
        return f"{'▶' if self.playing else 'paused'} {self._speed:g}/s"

    def tell_pace(self) -> None:
        """Show it; a screen with a title line says how."""

    def watch_playing(self) -> None:
        """Start or stop the clock."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.playing:
            self._timer = self.set_interval(1 / self._speed, self._tick)
        self.tell_pace()

    def action_play(self) -> None:
        """Play or pause; at the end, play from the start."""
        if self._whole is not None and not self.playing and self.turn == len(self._whole.turns):
            self.turn = 1
        self.playing = not self.playing

    def action_step(self, by: int) -> None:
        """A turn on or back."""
        self.playing = False
        self.turn += by

    def action_end(self, which: int) -> None:
        """The first or the last turn."""
        if self._whole is not None:
            self.turn = 1 if which < 0 else len(self._whole.turns)

    def action_jump(self, to: str, by: int) -> None:
        """The next turn, or the one before, with a violation, an edit or a fault."""
        if self._whole is not None:
            there = jumps.find(self._whole, self.turn, to, by)
            if there is None:
                self.tell(
                    f"no {'earlier' if by < 0 else 'later'} turn with {'an' if to == 'edit' else 'a'} {to}"
                )
            else:
                self.playing = False
                self.turn = there

    def action_speed(self, by: int) -> None:
        """Play faster or slower."""
        place = SPEEDS.index(self._speed) + by
        self._speed = SPEEDS[max(0, min(place, len(SPEEDS) - 1))]
        self.ours.state.set("speed", self._speed)
        self.watch_playing()

    def _tick(self) -> None:
        if self._whole is not None and self.turn < len(self._whole.turns):
            self.turn += 1
        else:
            self.playing = False
