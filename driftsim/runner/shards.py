"""The shards of a run: runs in its folder, one a process, which become one journal in the end.

    RUN/journal.sqlite     what was done before, and in the end everything
    RUN/shards/00/ …       a run each: manifest and journal of the conversations that one process holds

Whatever is killed, and whenever: a conversation's truth stands where it came furthest, and collecting again
does no harm.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from driftsim.errors import InputError
from driftsim.journal import Journal, Manifest
from driftsim.journal.merge import Merging, settle
from driftsim.journal.order import Order
from driftsim.journal.schema import JOURNAL, SHARDS
from driftsim.runner.lock import locked
from driftsim.runner.plan import RunPlan

_DRAFT: Final = ".merge"
_DONE: Final = ".shards.merged"
_PATIENCE: Final = 15.0  # seconds for the processes of a killed run to see that it is gone


def collect(folder: Path) -> None:
    """Merge the shards that lie in a run's folder into its journal; nothing happens where there are none.

    The folder is locked, and its journal closed.

    Raises:
        InputError: a shard is still being written, a journal is damaged, or the disk is full; whatever it
            is, nothing is lost.
    """
    for left in (_DRAFT, _DONE):
        shutil.rmtree(folder / left, ignore_errors=True)
    if not (folder / SHARDS).is_dir():
        return
    shards = sorted(path for path in (folder / SHARDS).iterdir() if (path / JOURNAL).is_file())
    for shard in shards:
        _wait_for(shard)
    settle(folder)
    (folder / _DRAFT).mkdir()
    try:
        Merging([folder, *shards], Order.of(Manifest.read(folder))).into(folder / _DRAFT, clocks=1)
        (folder / _DRAFT / JOURNAL).replace(folder / JOURNAL)
    finally:
        shutil.rmtree(folder / _DRAFT, ignore_errors=True)
    sync_folder(folder)
    (folder / SHARDS).rename(folder / _DONE)
    shutil.rmtree(folder / _DONE, ignore_errors=True)


def deal(folder: Path, journal: Journal, plan: RunPlan, count: int) -> list[Path]:
    """Make the shards of a run, each with what was begun of its conversations.

    Args:
        folder: The run's folder.
        journal: Its journal, open; what it has taken in is durable.
        plan: What the run is to be.
        count: How many shards.
    """
    manifest, begun = Manifest.read(folder), journal.past.keys()
    draft = folder / _DRAFT
    shutil.rmtree(draft, ignore_errors=True)
    for number in range(count):
        shard = draft / f"{number:02}"
        shard.mkdir(parents=True)
        replace(manifest, name=f"{manifest.name}, shard {number + 1} of {count}").write(shard)
        own = {one.id for one, _ in plan.part(number, count) if one.id in begun}
        Merging([folder], Order.of(manifest)).into(shard, clocks=0, only=own)
    draft.rename(folder / SHARDS)
    return sorted((folder / SHARDS).iterdir())


@contextmanager
def open_shard(shard: Path) -> Iterator[Journal]:
    """A shard's journal, open for writing as long as the block lasts."""
    with locked(shard), Journal.reopen(shard, Order.of(Manifest.read(shard))) as journal:
        yield journal


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder survive a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _wait_for(shard: Path) -> None:
    """Until nobody writes a shard: a process whose run was killed ends as soon as it sees that."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with locked(shard):
                return
        except InputError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
