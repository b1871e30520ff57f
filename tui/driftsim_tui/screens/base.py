"""What every screen has: a title line, a footer, a polite word when there is too little room."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

if TYPE_CHECKING:
    from driftsim_tui.app import DriftApp

SMALLEST: Final = (80, 24)
"""Columns and lines that a screen needs."""


class BaseScreen(Screen[None]):
    """A screen with a title line above and the keys below; a subclass gives `body`."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Back", key_display="q", tooltip="to the screen before, or out"),
    ]
    ABOUT: ClassVar[str] = ""
    """What the screen shows, in a sentence or two: the first lines of its help."""

    @property
    def ours(self) -> "DriftApp":
        """The application, as ours."""
        from driftsim_tui.app import DriftApp

        assert isinstance(self.app, DriftApp)
        return self.app

    def compose(self) -> ComposeResult:
        """Title, body, footer."""
        yield Static(Content(""), id="title")
        yield from self.body()
        yield Footer(show_command_palette=False)
        yield Static(Content(""), id="small")

    def body(self) -> Iterator[Widget] | ComposeResult:
        """What stands between title and footer."""
        return iter(())

    def entitle(self, *parts: Content | str, right: Content | str = "") -> None:
        """Set the title line.

        Args:
            parts: From left to right, the most important first.
            right: What stands at its end.
        """
        left = Content(" · ").join([Content.styled("driftsim", "bold $primary"), *map(_content, parts)])
        end = _content(right)
        room = max(0, self.size.width - 2 - left.cell_length - end.cell_length)
        self.query_one("#title", Static).update(Content.assemble(left, " " * max(room, 2), end), layout=False)

    def on_resize(self, event: Resize) -> None:
        """Say politely when there is too little room."""
        columns, lines = SMALLEST
        small = event.size.width < columns or event.size.height < lines
        self.set_class(small, "-small")
        if small:
            here = f"here are {event.size.width} and {event.size.height}."
            told = f"driftsim needs {columns} columns and {lines} lines;\n{here}"
            self.query_one("#small", Static).update(
                Content(f"{told}\n\nPlease make the window larger, or press ctrl+q.")
            )

    def action_back(self) -> None:
        """To the screen before, or out."""
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            self.app.exit()

    def tell(self, message: Any, *, severity: Any = "information") -> None:
        """A short message that goes away; nothing in it is markup."""
        from driftsim.visible import safe

        self.app.notify(safe(message), severity=severity, markup=False, timeout=4)


def _content(part: Content | str) -> Content:
    return part if isinstance(part, Content) else Content(part)
