"""Taking words out of a text by putting harmless ones in their place."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle
from random import Random

from driftsim.constraints.base import Span

Find = Callable[[str], Sequence[Span]]

HARMLESS = (
    "something that one much more some item part point place kind way bit case topic detail matter thing"
    " idea plan step side".split()
)
_SCRATCH = ("This is a short and plain reply.", "Fine by us.", "Good.", "ok", "7", "…", "好", "~")
_ROUNDS = 4  # a replacement may bring about another occurrence with what stands beside it
_WORD = re.compile(r"\w+")


def shaped(word: str, like: str, *, loud: bool = False) -> str:
    """A word with the capitals of another; one capital letter alone is a capital only in a loud text.

    Example:
        >>> shaped("thing", "Oak"), shaped("thing", "OAK")
        ('Thing', 'THING')
    """
    if like.isupper() and (loud or len(like) > 1):
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word


def swapped(text: str, spans: Iterable[Span], words: Sequence[str]) -> str:
    """The text with the words, by turns, in place of some spans, capitals as they were.

    What holds no letter or digit is cut out.

    Example:
        >>> swapped("Oak and oak!", [(0, 3), (8, 11), (11, 12)], ["elm", "ash"])
        'Elm and ash'
    """
    pool, pieces, end, loud = cycle(words), [], 0, text.isupper()
    for start, stop in spans:
        gone = text[start:stop]
        pieces += [text[end:start], shaped(next(pool), gone, loud=loud) if _WORD.search(gone) else ""]
        end = stop
    return "".join([*pieces, text[end:]])


def widened(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans with the rest of the words in which they begin and end; those that then overlap are one.

    Example:
        >>> widened("Onward towards it.", [(2, 5), (9, 12)])
        [(0, 6), (7, 14)]
    """
    found: list[Span] = []
    for start, stop in spans:
        while start > 0 and _inside(text, start):
            start -= 1
        while 0 < stop < len(text) and _inside(text, stop):
            stop += 1
        if found and start < found[-1][1]:
            stop, start = max(stop, found[-1][1]), found.pop()[0]
        found.append((start, stop))
    return found


def _inside(text: str, place: int) -> bool:
    return bool(_WORD.match(text[place - 1]) and _WORD.match(text[place]))


def harmless(find: Find, chance: Random) -> list[str]:
    """Words in which nothing is found, in an order drawn by chance."""
    pool = [word for word in HARMLESS if not find(f"{word} {word.capitalize()} {word.upper()}")]
    return chance.sample(pool, len(pool))


def without(text: str, find: Find, chance: Random) -> Iterator[str]:
    """Texts near a text in which nothing is found any more, the nearest first.

    Whole words are replaced, marks are cut out; in the end a short text that has nothing to do with it.

    Example:
        >>> from driftsim.constraints.matching import whole_word
        >>> text = next(without("Rain again.", whole_word("rain").spans, Random(0)))
        >>> text.endswith(" again.") and "Rain" not in text
        True
    """
    words = harmless(find, chance)
    for pool in (words, [""]):
        if pool:
            yield _repeatedly(text, find, pool)
    yield from _SCRATCH
    if words:
        yield f"{words[0].capitalize()}."
        yield words[0]


def _repeatedly(text: str, find: Find, words: Sequence[str]) -> str:
    for _ in range(_ROUNDS):
        spans = find(text)
        if not spans:
            break
        text = swapped(text, widened(text, spans), words)
    return text
