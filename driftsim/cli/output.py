"""What commands write: human text to stderr, data to stdout, files whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

import click

from driftsim.errors import InputError
from driftsim.tables import TABLES
from driftsim.visible import safe


def say(text: str) -> None:
    """Tell the person something, on one line; nothing in it steers the terminal."""
    click.echo(safe(text), err=True)


def printable(path: Path) -> str:
    """A path for people; bytes in it that are no Unicode become U+FFFD."""
    return os.fsencode(path).decode(errors="replace")


def dollars(amount: float) -> str:
    """An amount of money.

    Example:
        >>> dollars(0.00123), dollars(1234.5)
        ('$0.0012', '$1,234.50')
    """
    return f"${amount:,.2f}" if amount >= 1 else f"${amount:.2g}"


_OF_A_RUN: Final = frozenset({"run.json", "journal.sqlite", *(f"{name}.parquet" for name in TABLES)})


def write_file(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file whole or not at all.

    Raises:
        InputError: it cannot be written there, or it would be written over a run's own file.
    """
    if path.name in _OF_A_RUN and (path.parent / "run.json").exists():
        raise InputError("is the run's own file and not written over", where=(str(path),))
    with ExitStack() as undo:
        try:
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".driftsim.")
            undo.callback(Path(name).unlink, missing_ok=True)
            with os.fdopen(handle, "wb") as draft:
                write(draft)
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, path)
        except OSError as error:
            raise InputError(f"cannot be written: {error.strerror or error}", where=(str(path),)) from None


def write_stdout(write: Callable[[BinaryIO], None]) -> None:
    """Write data to stdout."""
    write(sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
