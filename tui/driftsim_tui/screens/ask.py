"""Asks for a word or two, on one line above the footer."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input


class AskScreen(ModalScreen[str | None]):
    """One line; what was typed comes back, or None.

    Args:
        what: What is asked for.
        value: What stands there already.
    """

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Leave")]

    def __init__(self, what: str, value: str = "") -> None:
        super().__init__()
        self._what, self._value = what, value

    def compose(self) -> ComposeResult:
        """The line."""
        line = Input(value=self._value, placeholder=self._what)
        line.border_title = self._what
        line.border_subtitle = "enter, or esc to leave"
        yield line

    @on(Input.Submitted)
    def _asked(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())
