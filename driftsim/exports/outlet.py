"""A file for a writer that is not Python's, which tells a full disk in words of its own."""

from types import TracebackType
from typing import BinaryIO, Self


class Outlet:
    """Passes bytes on to a file; what goes wrong there is raised as it was when the block ends.

    Args:
        file: Where the bytes go.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._error: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write bytes.

        Raises:
            OSError: what the file raised.
        """
        try:
            return self._file.write(data)
        except OSError as error:
            self._error = error
            raise

    def flush(self) -> None:
        """Flush the file."""
        self._file.flush()

    def close(self) -> None:
        """Leave the file open: it belongs to somebody else."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._error is not None:
            raise self._error from None
