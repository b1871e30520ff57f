"""Help: what the screen shows, and what every key does there."""

from dataclasses import replace
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
        return [(" ".join(keys), does) for does, keys in offered(self._of).items()]


def offered(screen: Screen[Any]) -> dict[str, list[str]]:
    """Our own keys on a screen, by what they do; the screen's own first."""
    found: dict[str, list[str]] = {}
    bindings = [(node, binding) for node, binding, _, _ in screen.active_bindings.values()]
    for node, binding in sorted(bindings, key=lambda one: one[0] is not screen):
        if binding.description and _is_ours(node, binding):
            keys = found.setdefault(binding.tooltip or binding.description, [])
            keys.append(screen.app.get_key_display(replace(binding, key_display=None)))
    return found


def _is_ours(node: object, binding: Binding) -> bool:
    """Whether a class of this package has the binding: Textual's own need no telling."""
    ours = [cls for cls in type(node).__mro__ if cls.__module__.startswith("driftsim_tui")]
    bound = [each for cls in ours for each in cls.__dict__.get("BINDINGS", ())]
    return any(isinstance(each, Binding) and each.action == binding.action for each in bound)


def _legend() -> Content:
    outcomes = [Content.assemble(paint.mark(name), f" {name}") for name in OUTCOMES]
    edits = [Content.assemble(paint.edit_mark(kind), f" {kind}") for kind in EDITS]
    return Content("\n").join([Content("   ").join(outcomes), Content("   ").join(edits)])
