"""A run's folder: made at the start, resumed if asked, and never written by two at once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from driftsim.errors import InputError
from driftsim.journal import Journal, Manifest, whole_or_nothing
from driftsim.journal.order import Order
from driftsim.runner.lock import locked
from driftsim.runner.manifest import refuse_other
from driftsim.runner.shards import collect


@contextmanager
def open_run(folder: Path, manifest: Manifest, *, resume: bool) -> Iterator[Journal]:
    """A run's journal, open for writing as long as the block lasts.

    A new run's folder appears with its manifest and an empty journal in it. Shards are collected: those that
    a killed run left before, those that were made meanwhile in the end.

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
    with locked(folder):
        collect(folder)
        try:
            with Journal.reopen(folder, Order.of(manifest)) as journal:
                yield journal
        finally:
            collect(folder)


def _refuse_unlike(folder: Path, manifest: Manifest) -> None:
    if not os.path.lexists(folder):
        raise InputError("there is no run to resume; leave --resume out to begin one", where=(str(folder),))
    try:
        refuse_other(Manifest.read(folder), manifest)
    except InputError as error:
        raise error if error.where else error.at(str(folder)) from None


def refuse_existing(
    folder: Path, *, way_out: str = "go on with it with --resume, or name another folder with -o"
) -> None:
    """Refuse to make a run where something is.

    Args:
        folder: Where it was to be.
        way_out: What can be done instead.

    Raises:
        InputError: something is there.
    """
    if os.path.lexists(folder):
        raise InputError(f"exists already; {way_out}", where=(str(folder),))


def _make(folder: Path, manifest: Manifest) -> None:
    refuse_existing(folder)
    with whole_or_nothing(folder) as draft:
        manifest.write(draft)
        Journal(draft).close()
