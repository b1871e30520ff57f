"""A run's folder that appears whole, or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from driftsim.errors import InputError


@contextmanager
def whole_or_nothing(folder: Path, *, what: str = "run") -> Iterator[Path]:
    """A draft that becomes the folder in the end; after an error nothing is left, parents included.

    Args:
        folder: Where it is to appear; it does not exist, or is empty.
        what: What is written, for the error.

    Raises:
        InputError: nothing can be written there.
    """
    with ExitStack() as undo:
        try:
            for parent in reversed([folder.parent, *folder.parent.parents]):
                if not os.path.lexists(parent):
                    undo.callback(_remove_if_empty, parent)
            folder.parent.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix=".driftsim.", dir=folder.parent))
            undo.callback(shutil.rmtree, draft, ignore_errors=True)
            draft.chmod(0o755)
            yield draft
            draft.rename(folder)
        except OSError as error:
            raise InputError(
                f"no {what} can be written here: {error.strerror}", where=(str(folder),)
            ) from None
        undo.pop_all()


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
