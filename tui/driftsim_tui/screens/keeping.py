"""What is taken from the screen: copies, files, a look in the pager."""

from typing import ClassVar

from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType

from driftsim.errors import DriftsimError
from driftsim_tui import outside
from driftsim_tui.screens.export import ExportScreen, Wanted
from driftsim_tui.screens.opened import OpenedScreen
from driftsim_tui.written import as_json, as_markdown, as_text, slug


class Keeping(OpenedScreen):
    """The keys that copy, export and open the pager."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy('reply')", "Copy the reply", show=False, tooltip="copy the reply"),
        Binding("Y", "copy('turn')", "Copy the turn", show=False, tooltip="copy the turn as Markdown"),
        Binding("e", "export", "Export", tooltip="write the turn or the conversation as Markdown or JSON"),
        Binding("o", "pager", "Pager", show=False, tooltip="open the turn in $PAGER"),
    ]

    def action_copy(self, what: str) -> None:
        """Copy the reply, or the turn as Markdown."""
        here, whole = self.here, self._whole
        said = None if here is None else self.said(here.number, here.number).get(here.number)
        if here is None or whole is None or said is None:
            return
        told = as_markdown(whole, [here], {here.number: said}) if what == "turn" else said.reply or ""
        self.app.copy_to_clipboard(told)
        what = "the turn" if what == "turn" else "the reply of turn"
        self.tell(f"copied {what} {here.number}, {len(told):,} characters")

    def action_export(self) -> None:
        """Ask what to write, and write it."""
        if not self.ours.allowed.files:
            self.tell("no files are written from here", severity="warning")
        elif self._whole is not None:
            self.app.push_screen(ExportScreen(slug(self._whole.id), self.turn), self._export)

    def action_pager(self) -> None:
        """Open the turn in `$PAGER`."""
        here = self.here
        said = None if here is None else self.said(here.number, here.number).get(here.number)
        if not self.ours.allowed.pager:
            self.tell("no pager is started from here", severity="warning")
        elif here is not None and said is not None:
            try:
                outside.page(self.app, as_text(here, said))
            except (DriftsimError, SuspendNotSupported) as error:
                self.tell(error or "this terminal cannot be left", severity="error")

    def _export(self, wanted: Wanted | None) -> None:
        whole = self._whole
        if wanted is None or whole is None:
            return
        turns = whole.turns if wanted.whole else (whole.turns[self.turn - 1],)
        said = self.said(turns[0].number, turns[-1].number) if turns else {}
        write = as_json if wanted.path.suffix == ".json" else as_markdown
        try:
            outside.save(write(whole, turns, said), wanted.path)
        except DriftsimError as error:
            self.tell(error, severity="error")
        else:
            self.tell(f"written: {wanted.path}")
