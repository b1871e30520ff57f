"""Asks which conversations to look at."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Select, Static

from driftsim.visible import safe
from driftsim_tui.source import Filter

_WHAT: Final = ("scenario", "constraint", "outcome", "arm")


class FilterScreen(ModalScreen[Filter | None]):
    """Four choices; the filter comes back, or None.

    Args:
        choices: What there is to choose from.
        which: What is looked at now.
    """

    CSS_PATH = "filter.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Leave all as it was", key_display="q"),
        Binding("f", "apply", "Look"),
    ]

    def __init__(self, choices: Mapping[str, tuple[str, ...]], which: Filter) -> None:
        super().__init__()
        self._choices, self._which = choices, which

    def compose(self) -> ComposeResult:
        """A window over the screen."""
        with Vertical(id="window") as window:
            window.border_title = "Look only at"
            window.border_subtitle = "f looks, q leaves"
            for what in _WHAT:
                now = getattr(self._which, what)
                known = self._choices.get(what, ())
                options = [(Content(safe(value)), value) for value in known]
                yield Static(Content(what), classes="label")
                if now in known:
                    yield Select(options, id=what, prompt=f"any {what}", value=now)
                else:
                    yield Select(options, id=what, prompt=f"any {what}")

    def action_apply(self) -> None:
        """Look at what was chosen."""
        scenario, constraint, outcome, arm = (self.query_one(f"#{what}", Select).selection for what in _WHAT)
        self.dismiss(replace(self._which, scenario=scenario, constraint=constraint, outcome=outcome, arm=arm))
