"""A text in more parts, or in fewer."""

import re
from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Span
from driftsim.constraints.surgery.manner import SMALL, decapitalized, like
from driftsim.constraints.surgery.tongues import sayings, tongue
from driftsim.constraints.surgery.units import units

_PARAGRAPH = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")


def in_more(pieces: list[str], number: int, chance: Random) -> list[str]:
    """The pieces in as many parts as asked for: the longest are halved, and for the rest new sentences come.

    What is new stands before the last part.

    Example:
        >>> from random import Random
        >>> in_more(["It rains. Stay in."], 2, Random(1))
        ['It rains.', 'Stay in.']
    """
    parts = [piece for piece in pieces if piece.strip()]
    text = "".join(parts)
    whole: set[str] = set()
    while len(parts) < number and (open_ones := [part for part in parts if part not in whole]):
        longest = max(open_ones, key=len)
        halves = halved_text(longest)
        if halves is None:
            whole.add(longest)
        else:
            place = parts.index(longest)
            parts[place : place + 1] = halves
    new = [like(text, piece) for piece in sayings(tongue(text), max(number - len(parts), 0), chance)]
    return [*parts[:-1], *new, *parts[-1:]] if len(parts) > 1 else [*parts, *new]


def in_fewer(pieces: list[str], number: int, glue: str) -> list[str]:
    """The pieces in at most so many parts: the last ones are put together."""
    kept = [piece for piece in pieces if piece.strip()]
    return kept if len(kept) <= number else [*kept[: number - 1], glue.join(kept[number - 1 :])]


def parted(pieces: list[str], number: int, chance: Random) -> list[str]:
    """The pieces in exactly so many parts, from 1: some put together, or halved, or with new ones."""
    if len(pieces) > number:
        return in_fewer(pieces, number, " ")
    return in_more(pieces, number, chance)


def halved_text(text: str) -> tuple[str, str] | None:
    """A text in two, at the break nearest its middle: between paragraphs, else lines, else sentences."""
    gap = _middle_gap(text)
    return (text[: gap[0]].rstrip(), text[gap[1] :].lstrip()) if gap else None


def middle(text: str) -> int | None:
    """Where the second half of a text begins, or the white space before it where that is a line break."""
    gap = _middle_gap(text)
    if gap is None:
        return None
    return gap[0] if "\n" in text[slice(*gap)] else gap[1]


def _middle_gap(text: str) -> Span | None:
    for places in (_gaps(text, _PARAGRAPH), _gaps(text, _LINE), sentence_gaps(text)):
        for start, end in sorted(places, key=lambda place: abs(place[0] + place[1] - len(text))):
            if text[:start].strip() and text[end:].strip():
                return start, end
    return None


def introduced(text: str, word: str) -> str:
    """A text that a word opens: as part of its sentence where the word often is, else before a colon.

    Example:
        >>> introduced("The sun came.", "Finally"), introduced("The sun came.", "Weather")
        ('Finally the sun came.', 'Weather: The sun came.')
    """
    if not text:
        return word
    plain = word.lower() in SMALL or not word[-1].isalnum()
    return f"{word} {decapitalized(text)}" if plain else f"{word}: {text}"


def _gaps(text: str, gap: re.Pattern[str]) -> Iterator[Span]:
    return (match.span() for match in gap.finditer(text))


def sentence_gaps(text: str) -> Iterator[Span]:
    """The white space behind each sentence."""
    return (
        (unit.end, unit.end + 1) for unit in units(text) if unit.closed and text[unit.end :][:1].isspace()
    )
