"""The cache of replies as a person sees it: what is on the shelf, and what may go."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from driftsim.errors import InputError
from driftsim.traffic.cache import FILE, Cache

_TOTALS: Final = """
SELECT model, count(*), sum(length(said)), sum(hits), min(made), max(used) FROM replies
GROUP BY model ORDER BY model
"""
_OTHERS: Final = "DELETE FROM replies WHERE used < ? AND (? IS NULL OR model = ?) RETURNING 1"


@dataclass(frozen=True, slots=True)
class Kept:
    """The replies of one model.

    Args:
        model: As `--model` names it.
        replies: How many.
        characters: How long they are, with what was counted.
        hits: How often one was given again.
        made: When the oldest was made, in seconds since 1970.
        used: When one was made or given last.
    """

    model: str
    replies: int
    characters: int
    hits: int
    made: float
    used: float


def kept(cache: Cache) -> list[Kept]:
    """What is there, model by model."""
    return [Kept(*row) for row in cache.execute(_TOTALS)]


def prune(cache: Cache, *, before: float, model: str | None = None) -> int:
    """Forget what was neither made nor given again since then.

    Args:
        cache: The cache.
        before: Seconds since 1970.
        model: Only the replies of this model.

    Returns:
        How many replies are gone.
    """
    gone = len(cache.execute(_OTHERS, before, model, model))
    with suppress(InputError):  # another process is at it: the room is used again all the same
        cache.execute("VACUUM")
    return gone


def exists(folder: Path) -> bool:
    """Whether there is a cache in a folder."""
    return (folder / FILE).is_file()
