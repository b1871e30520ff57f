"""The application: what all screens share, and the way from one to another."""

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.filter import LineFilter
from textual.screen import Screen

from driftsim_tui.screens.keys import KeysScreen, offered
from driftsim_tui.state import State
from driftsim_tui.theme import DARK, PLAIN, THEMES

Cost = Callable[[str, Mapping[str, int]], float | None]
"""What a turn cost, in US dollars: from the model's name, and its tokens as `Turn.tokens` has them."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the application may do outside its screen; in a browser, nothing of it.

    Args:
        pager: Whether `o` may start `$PAGER`.
        files: Whether what is shown may be written to files.
    """

    pager: bool = True
    files: bool = True


class DriftApp(App[None]):
    """The terminal UI.

    Args:
        first: Makes the first screen, when the application has started.
        state: What is remembered from the last time.
        allowed: What it may do outside its screen.
        cost: What a turn cost in US dollars, from the model's name and the turn's tokens; None if not known.
    """

    TITLE = "driftsim"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "keys", "Help", tooltip="what every key does"),
        Binding("ctrl+p", "command_palette", "Palette", show=False, tooltip="everything, by its name"),
        Binding("ctrl+t", "next_theme", "Theme", show=False, tooltip="dark, light, without colour"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, tooltip="quit"),
    ]

    def __init__(
        self,
        first: Callable[[], Screen[Any]],
        *,
        state: State | None = None,
        allowed: Allowed | None = None,
        cost: Cost | None = None,
    ) -> None:
        super().__init__()
        self._first = first
        self.state = state or State()
        self.allowed = allowed or Allowed()
        self.cost: Cost = cost or (lambda model, tokens: None)
        for theme in THEMES:
            self.register_theme(theme)
        wanted = PLAIN.name if self.no_color else str(self.state.get("theme", DARK.name))
        self.theme = wanted if wanted in self.available_themes else DARK.name

    def on_mount(self) -> None:
        """Show the first screen; what the imports brought is never searched for garbage again."""
        gc.freeze()
        self.push_screen(self._first())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without colour, what has no style is given an empty one first: Textual's filter needs one."""
        filters = super().get_line_filters()
        return [Styled(), *filters] if self.no_color else filters

    def action_next_theme(self) -> None:
        """The next of our own themes; the palette knows all."""
        names = [theme.name for theme in THEMES]
        here = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(here + 1) % len(names)]
        if not self.no_color:
            self.state.set("theme", self.theme)

    def action_keys(self) -> None:
        """Show what every key does on this screen."""
        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen(self.screen))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers: what every key of the screen does, and all themes."""
        actions = {
            binding.action: binding for _, binding, enabled, _ in screen.active_bindings.values() if enabled
        }
        keys = offered(screen)
        for action, binding in actions.items():
            does = binding.tooltip or binding.description
            if does in keys:
                yield SystemCommand(
                    binding.description, f"{' '.join(keys[does])}: {does}", _Run(self, screen, action)
                )
        yield SystemCommand("All themes", "choose one", self.action_change_theme)

    def on_unmount(self) -> None:
        """Write down what is to be remembered."""
        self.state.write()


class Styled(LineFilter):
    """Gives every segment a style."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, each with a style."""
        return [segment if segment.style else Segment(segment.text, Style.null()) for segment in segments]


@dataclass(frozen=True)
class _Run:
    """A binding's action as the palette calls it."""

    app: DriftApp
    screen: Screen[Any]
    action: str

    async def __call__(self) -> None:
        await self.app.run_action(self.action, self.screen)
