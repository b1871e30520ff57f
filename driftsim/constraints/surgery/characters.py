"""A text with more or fewer characters, to the number."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.room import Room
from driftsim.constraints.surgery.filler import stream
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.sentences import with_sentences
from driftsim.constraints.surgery.words import cut

_STEPS = 40  # words that are taken away one after the other
_PADDING = "so and so on and on "


def lengthened(text: str, room: Room, number: int, chance: Random) -> Iterator[str]:
    """The text with so many characters more at least: new sentences, and a short word or a stop for the rest.

    Example:
        >>> from random import Random
        >>> len(next(lengthened("It rains.", Room(30, 30), 21, Random(1))))
        30
    """
    pieces, left, source = [], number, stream(chance)
    while left > 0 and (room.high is None or left > 1):
        piece = next(source)
        if room.high is not None and len(piece) + 1 > left + (room.high - room.low):
            break
        pieces.append(piece)
        left -= len(piece) + 1
    longer = with_sentences(text, pieces)
    yield padded(longer, room)
    yield padded(text, room)


def padded(text: str, room: Room) -> str:
    """The text with what is missing, in small words behind it, before its last mark."""
    missing = room.lacking(len(text))
    if not missing:
        return text
    body = text.rstrip()
    mark = body[-1:] if body[-1:] in (".", "!", "?") else ""
    body = body.removesuffix(mark) if mark else body
    missing = room.low - len(body) - len(mark)
    more = (_PADDING * (missing // len(_PADDING) + 1))[: missing - 1]
    filler = f" {more}" if missing > 1 else ("." * missing)
    filler = filler if not filler.endswith(" ") else f"{filler[:-1]}."
    return f"{body}{like(text, filler)}{mark}"


def shortened(text: str, room: Room) -> Iterator[str]:
    """The text with words taken away until it is short enough; then cut, where only that is left.

    Example:
        >>> next(shortened("It rains all day. Stay in, if you can.", Room(0, 12)))
        'It rains in.'
    """
    high = room.high or 1
    shorter = text.strip()
    for _ in range(_STEPS):
        excess = len(shorter) - high
        if excess <= 0:
            break
        again = cut(shorter, max(excess // 7, 1))
        if again == shorter or not again.strip():
            break
        shorter = again
    if room.holds(len(shorter)) and shorter.strip():
        yield shorter
    elif len(shorter) < room.low and shorter.strip():
        yield padded(shorter, room)
    head = text.lstrip()[:high].rstrip()
    if head:
        yield padded(head, room)
    yield ("word " * (high // 5 + 1))[:high].rstrip().ljust(room.low, ".")
