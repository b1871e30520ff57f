"""What commands write: human text to stderr, data to stdout, files whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import click

from driftsim.errors import InputError


def say(text: str) -> None:
    """Tell the person something."""
    click.echo(text, err=True)


def write_file(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file whole or not at all.

    Raises:
        InputError: it cannot be written there.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
            _fill(Path(draft.name), draft.file, write)
        os.chmod(draft.name, 0o666 & ~_umask())
        os.replace(draft.name, path)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=(str(path),)) from None


def write_stdout(write: Callable[[BinaryIO], None]) -> None:
    """Write data to stdout."""
    write(sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _fill(path: Path, file: BinaryIO, write: Callable[[BinaryIO], None]) -> None:
    try:
        write(file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
