"""The disk on which runs are kept: room, the right to write, and whether SQLite's log works there."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from driftsim.doctor.finding import Finding

_SCARCE: Final = 1 << 30  # bytes: a run of 10,000 conversations takes about as much
_NONE: Final = 50 << 20
_NETWORK: Final = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "afs",
    "lustre",
    "gluster",
    "ceph",
    "fuse.sshfs",
    "beegfs",
    "gpfs",
)
_MOUNTS: Final = Path("/proc/self/mountinfo")


def disk(runs: Path) -> Iterator[Finding]:
    """What is found where runs are kept.

    Args:
        runs: The folder; where it does not exist yet, the nearest one above it is looked at.
    """
    folder = _existing(runs)
    yield _room(folder)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".driftsim-doctor.") as place:
            yield Finding("disk", "writable", "ok", f"{folder} can be written to")
            yield _log(Path(place))
    except OSError as error:
        way_out = "give driftsim another folder with -o, or mend its permissions"
        yield Finding("disk", "writable", "fail", f"{folder}: {error.strerror or error}", way_out)
    yield from _file_system(folder)


def file_system_of(folder: Path, mounts: str) -> str | None:
    r"""The type of the file system of a folder; None where it is not told.

    Args:
        folder: An absolute path.
        mounts: What Linux tells of its mounts, in the form of `/proc/self/mountinfo`.

    Example:
        >>> file_system_of(Path("/data/runs"), "1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / /data rw - nfs4 b rw\n")
        'nfs4'
    """
    longest, found = -1, None
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, kind = left.split(), right.split()
        if len(fields) < 5 or not kind:
            continue
        place = Path(fields[4].replace("\\040", " "))
        if folder.is_relative_to(place) and len(place.parts) >= longest:
            longest, found = len(place.parts), kind[0]
    return found


def _existing(runs: Path) -> Path:
    folder = runs.absolute()
    return next(place for place in (folder, *folder.parents) if place.is_dir())


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    told = f"{free / (1 << 30):,.1f} GiB free at {folder}"
    if free < _NONE:
        return Finding("disk", "room", "fail", told, "make room, or give driftsim another folder with -o")
    if free < _SCARCE:
        return Finding("disk", "room", "warn", told, "a run that meets a full disk stops, and can be resumed")
    return Finding("disk", "room", "ok", told)


def _log(place: Path) -> Finding:
    """Whether SQLite can write ahead here, as the journal of a run does."""
    try:
        with closing(sqlite3.connect(place / "try.sqlite")) as database:
            (mode,) = database.execute("PRAGMA journal_mode=WAL").fetchone()
            database.execute("CREATE TABLE t (x)")
            database.execute("INSERT INTO t VALUES (1)")
            database.commit()
    except sqlite3.Error as error:
        mode = str(error)
    if mode == "wal":
        return Finding("disk", "journal", "ok", f"SQLite {sqlite3.sqlite_version} writes ahead here")
    way_out = "keep runs on a local disk: -o FOLDER"
    return Finding("disk", "journal", "fail", f"SQLite cannot write ahead here: {mode}", way_out)


def _file_system(folder: Path) -> Iterator[Finding]:
    try:
        kind = file_system_of(folder.resolve(), _MOUNTS.read_text(errors="replace"))
    except OSError:  # not Linux
        return
    if kind and kind.startswith(_NETWORK):
        way_out = "SQLite's log wants a local disk; copy finished runs there, or merge them from local ones"
        yield Finding("disk", "file system", "warn", f"{kind}: a network file system", way_out)
    elif kind:
        yield Finding("disk", "file system", "ok", kind)
