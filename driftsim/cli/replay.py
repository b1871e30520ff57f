"""`driftsim replay`: runs and conversations in the terminal UI."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from driftsim.errors import InputError
from driftsim.journal.manifest import MANIFEST

if TYPE_CHECKING:
    from textual.screen import Screen

_RUNS: Final = Path("runs")


@click.command("replay")
@click.argument("path", type=click.Path(path_type=Path), required=False, metavar="[RUN|FOLDER]")
@click.argument("conversation", required=False, metavar="[CONVERSATION]")
@click.option("--served", is_flag=True, hidden=True)
@click.option("--turn", type=click.IntRange(1), help="Begin at this turn of CONVERSATION.")
def command(path: Path | None, conversation: str | None, turn: int | None, *, served: bool) -> None:
    """Look at runs in the terminal: curves, conversations, and each of them turn by turn.

    RUN is a run's folder; a FOLDER with runs in it lists them, and without either the folder runs does.
    """
    folder = path or _RUNS
    if not folder.is_dir():
        raise InputError("no such folder; driftsim run and driftsim audit make runs", where=(str(folder),))
    if not served and not _has_terminal():
        raise InputError(
            "replay needs a terminal; driftsim report and driftsim export write to pipes and files"
        )
    first = _first(folder, conversation, turn)
    from driftsim_tui.app import Allowed, DriftApp

    DriftApp(first, allowed=Allowed(pager=not served, files=not served)).run()


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _first(folder: Path, conversation: str | None, turn: int | None) -> "Callable[[], Screen[Any]]":
    """What makes the first screen; whatever is wrong with the input is told before it takes the terminal."""
    if not (folder / MANIFEST).exists() and not conversation:
        from driftsim_tui.screens.runs import RunsScreen

        return lambda: RunsScreen(folder)
    from driftsim_tui.disk import DiskSource

    source = DiskSource(folder)
    if conversation is None:
        from driftsim_tui.screens.run import RunScreen

        return lambda: RunScreen(source)
    from driftsim_tui.screens.replay import ReplayScreen

    source.run.picker.rows(conversation, "conversations")
    return lambda: ReplayScreen(source, conversation, turn=turn)
