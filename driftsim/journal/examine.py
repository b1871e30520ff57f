"""Whether a file is a journal of ours, from its first bytes."""

from pathlib import Path
from typing import Final

from driftsim.errors import InputError
from driftsim.journal.schema import APPLICATION_ID, JOURNAL, SCHEMA_VERSION

_HEADER: Final = b"SQLite format 3\x00"


def examine(path: Path) -> int:
    """The schema version of a journal.

    Raises:
        InputError: there is none, or it is cut short, foreign or too new.
    """
    place = (str(path),)
    if not path.is_file():
        raise InputError("the journal is missing", where=place)
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(_HEADER):
        raise InputError("not a journal: no SQLite database", where=place)
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise InputError("a database of another program, not a journal of driftsim", where=place)
    version = int.from_bytes(header[60:64])
    if version > SCHEMA_VERSION:
        raise InputError("made by a newer driftsim; upgrade with pip install -U driftsim", where=place)
    page = 65536 if header[16:18] == b"\x00\x01" else int.from_bytes(header[16:18])
    if path.stat().st_size < page * int.from_bytes(header[28:32]) and not _has_log(path):
        raise InputError("the journal is cut short; copy the run again from where it was made", where=place)
    return version


def _has_log(path: Path) -> bool:
    """Whether SQLite's log stands beside the file: after a full disk it holds what the file lacks."""
    log = path.with_name(f"{JOURNAL}-wal")
    return log.is_file() and log.stat().st_size > 0
