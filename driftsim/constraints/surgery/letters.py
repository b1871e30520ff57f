"""Giving a text a certain number of one letter, or of another single character."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import cycle
from random import Random

from driftsim.constraints.room import Room
from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.insertion import placed
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.replacement import swapped

_WORDS = """
banana salad almanac plaza bubble rabbit cobweb access circle accept concert sudden added decided daddy
between these seven evergreen cheese staff coffee offer fluffy going bigger giggle garage though health
high hitherto this limit civil initial jam join major judge kick knock kayak lake still small hello level
summer memory common moment dinner noon inning union wood color cocoon solo puppet apple paper pepper
quiet quick quilt rare error mirror carrier less passes assess sessions that better letter tattoo usual
future unusual luck very valve vivid valley window willow wow water box six next relax daily yearly yes
gypsy zero lazy puzzle pizza by my we so it is on at to an of and for but not all can him gym up us
""".split()
_TOKEN = re.compile(r"\w+")
_CLOSERS = "!?"
_STOP = re.compile(r"(?<=\w)\.(?=\s|\Z)")
_SWAPS = {".": "!", "!": ".", "?": ".", "*": "-", "-": " "}


def occurrences(text: str, letter: str) -> int:
    """How often a letter occurs, in any case, as the constraints count it."""
    return text.lower().count(letter.lower())


@lru_cache(maxsize=128)
def _by_count(letter: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for word in _WORDS:
        found.setdefault(occurrences(word, letter), []).append(word)
    return found


def _rich(letter: str, number: int, chance: Random) -> str | None:
    """Words with the letter exactly so many times in all; None where no word has it."""
    counts = _by_count(letter)
    sizes = sorted((count for count in counts if count), reverse=True)
    if not sizes:
        return None
    pools = {size: cycle(chance.sample(counts[size], len(counts[size]))) for size in sizes}
    words = []
    for size in sizes:
        while number >= size:
            words.append(next(pools[size]))
            number -= size
    return None if number else " ".join(words)


def more(text: str, letter: str, number: int, chance: Random) -> Iterator[str]:
    """Texts near a text that have a letter so many times more, the nearest first.

    Example:
        >>> occurrences(next(more("A quiz.", "q", 2, Random(0))), "q")
        3
    """
    stops = [match.start() for match in _STOP.finditer(text)] if letter in _CLOSERS else []
    if len(stops) >= number:
        yield replaced_all(text, [((at, at + 1), letter) for at in chance.sample(stops, number)])
    words = _rich(letter, number, chance)
    if words:
        sentence = like(text, f"{words[0].upper()}{words[1:]}.")
        yield placed(text, sentence)
        yield f"{text} {sentence}"
        yield f"{text} {words}"
    alone = letter * number
    yield placed(text, like(text, alone))
    yield f"{text.rstrip()} {like(text, alone)}"
    yield f"{text}{alone}"
    yield f"{text}\n{' '.join(alone)}"


def fewer(text: str, letter: str, number: int, chance: Random) -> str:
    """The text with a letter so many times less, or a little oftener than that; the last go first.

    Example:
        >>> fewer("Quick quiz now.", "q", 1, Random(0)).startswith("Quick ")
        True
    """
    if not _TOKEN.match(letter):
        return _cut(text, letter, number)
    spans = []
    for match in reversed(list(_TOKEN.finditer(text))):
        count = occurrences(match[0], letter)
        if 0 < count <= number:
            spans.append(match.span())
            number -= count
    if number:  # only words are left that have it oftener
        spans += [m.span() for m in _TOKEN.finditer(text) if occurrences(m[0], letter) > number][-1:]
    return swapped(text, sorted(spans), _poor(letter, chance))


def _poor(letter: str, chance: Random) -> list[str]:
    pool = [word for word in _by_count(letter).get(0, []) if word.isalpha()]
    return chance.sample(pool, len(pool)) or [""]


def _cut(text: str, mark: str, number: int) -> str:
    pieces = text.split(mark)
    kept = max(len(pieces) - number, 1)
    instead = _SWAPS.get(mark, "")
    return instead.join([mark.join(pieces[:kept]), *pieces[kept:]])


def with_letters(text: str, letter: str, room: Room, chance: Random) -> Iterator[str]:
    """Texts near a text that have a letter so many times; in the end made from nothing.

    Example:
        >>> rooms = [Room(0, 0), Room(1, 1), Room(9, None)]
        >>> [occurrences(next(with_letters("Easy tea.", "e", room, Random(0))), "e") for room in rooms]
        [0, 1, 9]
    """
    if excess := room.excess(occurrences(text, letter)):
        text = fewer(text, letter, excess, chance)
        yield text
    if lacking := room.lacking(occurrences(text, letter)):
        yield from more(text, letter, lacking, chance)
    plain = " ".join(_poor(letter, chance)[:5])
    if room.low:
        yield from more(plain, letter, room.low, chance)
        yield letter * room.low
    yield from (f"{plain.capitalize()}.", plain, "7", "…", "~")
