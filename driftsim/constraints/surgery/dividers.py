"""Two answers in one text, and one of two."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.surgery.json_text import is_json, with_value
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.parts import halved_text

_OTHERS = ("Another way is to wait and see.", "One could also do without it.", "There is a shorter way too.")


def divided(draft: str, divider: str, chance: Random) -> Iterator[str]:
    r"""Texts near a draft that a divider cuts in two, the nearest first.

    Example:
        >>> next(divided("Walk there. Take the bus.", "***", Random(0)))
        'Walk there.\n***\nTake the bus.'
    """
    first, *rest = [piece.strip() for piece in draft.split(divider) if piece.strip()] or [""]
    other = like(draft, chance.choice(_OTHERS))
    if is_json(draft):
        yield with_value(draft, f"{divider} {other}")
    if rest:
        yield f"{first}\n{divider}\n{' '.join(rest)}"
    halves = halved_text(first)
    if halves is not None:
        yield f"\n{divider}\n".join(halves)
    yield f"{first}\n{divider}\n{other}"
    yield f"{_OTHERS[0]}\n{divider}\n{_OTHERS[1]}"


def undivided(draft: str, divider: str) -> Iterator[str]:
    """Texts near a draft without a divider."""
    yield draft.replace(f"{divider}\n", "").replace(divider, "")
    yield " ".join(piece.strip() for piece in draft.split(divider))
    yield "Good."
