"""Bringing a text to where some constraints hold and others do not, one by one, in rounds."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Reply
from driftsim.constraints.room import Room

Wish = tuple[Constraint, bool]  # what is to hold, or not to hold

_ROUNDS: Final = 4  # what one change brings about, the next may undo
_OFFERS: Final = 60  # of what a constraint offers, so many are looked at
_PICKS: Final = 6  # of many ways to pick parts, so many are tried


def met(wish: Wish, text: str, context: Context) -> bool:
    """Whether a text does what is wished; where that cannot be decided, it does not."""
    try:
        return wish[0].strict(Reply(text), context).held is wish[1]
    except Exception:  # the composite's own check tells of it
        return False


def steered(text: str, wishes: Sequence[Wish], chance: Random, context: Context) -> Iterator[str]:
    """Texts near a text that ought to meet all wishes: in their order, then the other way round."""
    orders = (list(wishes), list(reversed(wishes))) if len(wishes) > 1 else (list(wishes),)
    for order in orders:
        yield _in_rounds(text, order, chance, context)


def _in_rounds(text: str, wishes: Sequence[Wish], chance: Random, context: Context) -> str:
    for _ in range(_ROUNDS):
        open_ones = [wish for wish in wishes if not met(wish, text, context)]
        if not open_ones:
            break
        for wish in open_ones:
            text = _nearer(text, wish, wishes, chance, context)
    return text


def _nearer(text: str, wish: Wish, wishes: Sequence[Wish], chance: Random, context: Context) -> str:
    """The first offer that meets the wish and as many of the others as any does."""
    offers = (wish[0].rewrites if wish[1] else wish[0].breaches)(text, chance)
    best, most = text, -1
    for offer in islice(chain((text,), offers), _OFFERS):
        if not met(wish, offer, context):
            continue
        number = sum(met(each, offer, context) for each in wishes)
        if number > most:
            best, most = offer, number
        if number == len(wishes):
            break
    return best


def picks(
    parts: Sequence[Constraint], held: Sequence[bool], room: Room, chance: Random
) -> Iterator[list[Wish]]:
    """Which parts are to hold and which not, so that as many do as there is room for.

    First those in which as few as can be change, then any others.
    """
    number, seen = sum(held), set()
    target = number + room.lacking(number) - room.excess(number)
    grow = target > number
    pool = [place for place, each in enumerate(held) if each is not grow]
    for turn in range(2 * _PICKS):
        if turn < _PICKS:
            flipped = set(chance.sample(pool, abs(target - number)))
            after = tuple(each is not (place in flipped) for place, each in enumerate(held))
        else:
            chosen = set(chance.sample(range(len(parts)), target))
            after = tuple(place in chosen for place in range(len(parts)))
        if after not in seen:
            seen.add(after)
            yield _wishes(parts, after, room)


def _wishes(parts: Sequence[Constraint], after: Sequence[bool], room: Room) -> list[Wish]:
    """Without those that may come out either way."""
    free_below = room.low == 0
    free_above = room.high is None or room.high >= len(parts)
    both = zip(parts, after, strict=True)
    return [(part, held) for part, held in both if not (free_below if held else free_above)]
