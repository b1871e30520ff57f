"""Help: what the screen shows, and what every key does there."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from driftsim.report.glyphs import EDITS, OUTCOMES
from driftsim_tui import paint


class KeysScreen(ModalScreen[None]):
    """The keys of another screen.

    Args:
        of: The screen that was left.
    """

    CSS_PATH = "keys.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", "Close", key_display="q")
    ]

    def __init__(self, of: Screen[Any]) -> None:
        super().__init__()
        self._of = of

    def compose(self) -> ComposeResult:
        """A window over the screen."""
        with VerticalScroll(id="window") as window:
            window.border_title = "Help"
            window.border_subtitle = "q closes"
            yield Static(self._told())

    def _told(self) -> Content:
        about = str(getattr(self._of, "ABOUT", ""))
        lines = [Content(about), Content("")] if about else []
        keys = self._keys()
        width = max((len(key) for key, _ in keys), default=0)
        lines += [
            Content.assemble((key.rjust(width), "bold $footer-key-foreground"), "  ", does)
            for key, does in keys
        ]
        return Content("\n").join([*lines, Content(""), _legend()])

    def _keys(self) -> list[tuple[str, str]]:
        """Every key with what it does, those that do the same on one line."""
        found: dict[str, list[str]] = {}
        for _, binding, _, _ in self._of.active_bindings.values():
            if binding.description:
                display = self.app.get_key_display(binding)
                keys = found.setdefault(binding.tooltip or binding.description, [])
                keys.extend([display] if display not in keys else [])
        return [(" ".join(keys), does) for does, keys in found.items()]


def _legend() -> Content:
    outcomes = [Content.assemble(paint.mark(name), f" {name}") for name in OUTCOMES]
    edits = [Content.assemble(paint.edit_mark(kind), f" {kind}") for kind in EDITS]
    return Content("\n").join([Content("   ").join(outcomes), Content("   ").join(edits)])
