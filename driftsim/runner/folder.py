"""A run's folder: made at the start, resumed if asked, and never written by two at once."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from driftsim.errors import InputError
from driftsim.journal import Journal, Manifest, whole_or_nothing
from driftsim.runner.manifest import refuse_other


@contextmanager
def open_run(folder: Path, manifest: Manifest, *, resume: bool) -> Iterator[Journal]:
    """A run's journal, open for writing as long as the block lasts.

    A new run's folder appears with its manifest and an empty journal in it.

    Args:
        folder: The run's folder.
        manifest: What the run is to be.
        resume: Whether to go on with a run that stopped.

    Raises:
        InputError: the folder exists, or to resume there is no such run, it was begun with other settings,
            or somebody else is writing it.
    """
    if resume:
        _refuse_unlike(folder, manifest)
    else:
        _make(folder, manifest)
    with _locked(folder), Journal.reopen(folder) as journal:
        yield journal


def _refuse_unlike(folder: Path, manifest: Manifest) -> None:
    if not os.path.lexists(folder):
        raise InputError("there is no run to resume; leave --resume out to begin one", where=(str(folder),))
    try:
        refuse_other(Manifest.read(folder), manifest)
    except InputError as error:
        raise error if error.where else error.at(str(folder)) from None


def _make(folder: Path, manifest: Manifest) -> None:
    if os.path.lexists(folder):
        raise InputError(
            "exists already; go on with it with --resume, or name another folder with -o",
            where=(str(folder),),
        )
    with whole_or_nothing(folder) as draft:
        manifest.write(draft)
        Journal(draft).close()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder against a second writer; the lock goes with the process, however it ends."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # no such locks here: SQLite's own, which the journal takes, must do
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _take(lambda: flock(handle, LOCK_EX | LOCK_NB), folder)
        yield
    finally:
        os.close(handle)


def _take(lock: Callable[[], None], folder: Path) -> None:
    try:
        lock()
    except BlockingIOError:
        raise InputError("another driftsim is writing this run", where=(str(folder),)) from None
