"""A folder that only one process writes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from driftsim.errors import InputError


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder against a second writer; the lock goes with the process, however it ends.

    Raises:
        InputError: somebody else holds it.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # no such locks here: SQLite's own, which the journal takes, must do
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise InputError("another driftsim is writing this run", where=(str(folder),)) from None
        yield
    finally:
        os.close(handle)
