"""What leaves the screen: files, the pager."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from textual.app import App

from driftsim.errors import InputError

_PAGERS: Final = ("less", "more")


def save(text: str, path: Path) -> None:
    """Write a new file, whole or not at all.

    Raises:
        InputError: there is one already, or it cannot be written.
    """
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".driftsim.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
                file.write(text)
            os.link(draft, path)
        finally:
            os.unlink(draft)
    except FileExistsError:
        raise InputError("there is a file of that name; choose another", where=(str(path),)) from None
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", where=(str(path),)) from None


def page(app: App[None], text: str) -> None:
    """Show text in `$PAGER`, and come back when it is closed.

    Raises:
        InputError: there is none that can be started.
    """
    command = shlex.split(os.environ.get("PAGER", "")) or list(_PAGERS[:1])
    with tempfile.TemporaryDirectory(prefix="driftsim.") as folder:
        file = Path(folder) / "turn.txt"
        file.write_text(text, encoding="utf-8", errors="replace")
        try:
            with app.suspend():
                subprocess.run([*command, file], check=False)
        except OSError as error:
            raise InputError(
                f"cannot be started: {error.strerror or error}", where=("PAGER", command[0])
            ) from None
