"""Asks what of a conversation to write, and where."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, RadioButton, RadioSet, Static

from driftsim.visible import safe


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write: one turn or the whole conversation, and where; the suffix tells how."""

    whole: bool
    path: Path


class ExportScreen(ModalScreen[Wanted | None]):
    """A choice and a file name.

    Args:
        stem: What the file is called, as long as nobody says otherwise.
        turn: The current turn.
    """

    CSS_PATH = "export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Leave")]

    def __init__(self, stem: str, turn: int) -> None:
        super().__init__()
        self._stem, self._turn = stem, turn

    def compose(self) -> ComposeResult:
        """A window over the screen."""
        with Vertical(id="window") as window:
            window.border_title = "Export"
            window.border_subtitle = "enter writes, esc leaves"
            with RadioSet(id="what"):
                yield RadioButton("the whole conversation", value=True, id="whole")
                yield RadioButton(f"turn {self._turn} alone")
            yield Static(Content("File: .md to read, .json to work with"), classes="label")
            yield Input(value=f"{self._stem}.md", id="path")
            yield Static(Content(""), id="wrong")

    def on_mount(self) -> None:
        """The name first: enter writes."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _written(self, event: Input.Submitted) -> None:
        path = Path(event.value.strip()).expanduser()
        if path.suffix not in (".md", ".json"):
            self.query_one("#wrong", Static).update(
                Content(safe(f"{path.name!r} ends neither in .md nor in .json"))
            )
        else:
            self.dismiss(Wanted(self.query_one("#whole", RadioButton).value, path))
