"""A number of turns that several processes may begin together."""

from pathlib import Path
from typing import Final

_BYTES: Final = 8


class Tickets:
    """Tickets in a file: each process takes one before a turn, and none is taken twice.

    The file is locked for as long as it takes to read and write a number; the lock of a process that dies
    goes with it. Where there are no such locks two processes may now and then take the same ticket.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def printed(cls, path: Path, count: int) -> "Tickets":
        """So many tickets, in a new file."""
        path.write_bytes(count.to_bytes(_BYTES))
        return cls(path)

    def take(self) -> bool:
        """Take one, if there is one left."""
        with self._path.open("r+b", buffering=0) as file:
            _lock(file.fileno())
            left = int.from_bytes(file.read(_BYTES))
            if left:
                file.seek(0)
                file.write((left - 1).to_bytes(_BYTES))
            return left > 0


def _lock(handle: int) -> None:
    """Until the file is closed."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        return
    flock(handle, LOCK_EX)
