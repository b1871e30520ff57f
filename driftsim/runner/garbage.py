"""Python's search for garbage, kept off what it need not look at."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_ALLOCATIONS: Final = 20_000  # new objects between two searches


@contextmanager
def seldom_garbage() -> Iterator[None]:
    """Garbage is searched for seldom, and never among what the imports brought: most of ours is no cycle."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
