"""A word put at a place that is given by its number."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random

from driftsim.constraints.base import Span
from driftsim.constraints.surgery.edits import replaced, replaced_all
from driftsim.constraints.surgery.filler import LONGEST_TAIL, stream, tail
from driftsim.constraints.surgery.replacement import HARMLESS, shaped
from driftsim.text import places, sentences

_CORE = re.compile(r"[^\W_](?:\S*[^\W_])?")


def core(piece: str) -> str:
    """A piece of text without the marks at its ends.

    Example:
        >>> core('("well-known",')
        'well-known'
    """
    first = next((place for place, char in enumerate(piece) if char.isalnum()), None)
    if first is None:
        return ""
    last = next(place for place in range(len(piece), 0, -1) if piece[place - 1].isalnum())
    return piece[first:last]


def spots(text: str) -> list[Span]:
    """Where the words stand that white space divides, without the marks at their ends.

    Example:
        >>> spots("An oak - (old).")
        [(0, 2), (3, 6), (10, 13)]
    """
    return list(each_spot(text))


def each_spot(text: str) -> Iterator[Span]:
    """The same, one after the other."""
    return (match.span() for match in _CORE.finditer(text))


def with_word_at(
    draft: str, word: str, numbers: Sequence[int], sentence: int | None, chance: Random
) -> Iterator[str]:
    """Texts near a draft with a word at some places, of the whole or of one sentence, the nearest first.

    Args:
        draft: The text.
        word: The word.
        numbers: The places, from 1, or from -1 backwards.
        sentence: Which sentence, from 1; None for the whole text.
        chance: Where a choice is free.
    """
    for start in (draft, ""):
        text = _with_sentences(start, sentence or 1, chance)
        first, last = _part(text, sentence)
        part = _long_enough(text[first:last], max(map(abs, numbers)), chance)
        found = spots(part)
        spans = {found[number - 1 if number > 0 else number] for number in numbers}
        yield replaced(text, (first, last), replaced_all(part, ((span, word) for span in spans)))
        shape = [(span, shaped(word, part[slice(*span)])) for span in spans]
        yield replaced(text, (first, last), replaced_all(part, shape))
    yield _from_scratch(word, numbers, sentence or 1, chance)


def without_word_at(
    draft: str, numbers: Sequence[int], sentence: int | None, chance: Random
) -> Iterator[str]:
    """Texts near a draft with another word at one of some places; else with fewer words."""
    first, last = _part(draft, sentence)
    found = spots(draft[first:last])
    for number in chance.sample(numbers, len(numbers)):
        index = number - 1 if number > 0 else len(found) + number
        if 0 <= index < len(found):
            start, stop = (first + end for end in found[index])
            for word in chance.sample(HARMLESS, 2):
                yield replaced(draft, (start, stop), shaped(word, draft[start:stop]))
    yield "Good."
    yield "Fine."


def _with_sentences(text: str, number: int, chance: Random) -> str:
    lacking = number - len(sentences(text))
    if lacking <= 0:
        return text
    body = text.rstrip()
    closed = body if not body or body[-1] in ".!?" else f"{body}."
    return " ".join(filter(None, [closed, *islice(stream(chance), lacking)]))


def _part(text: str, sentence: int | None) -> Span:
    """Where the sentence stands, or the whole text."""
    found = places(sentences(text), text) if sentence is not None else []
    return found[sentence - 1] if sentence is not None and sentence <= len(found) else (0, len(text))


def _long_enough(part: str, number: int, chance: Random) -> str:
    """A part with at least so many words: more of them before its last mark."""
    lacking = number - len(spots(part))
    if lacking <= 0:
        return part
    found = spots(part)
    end = found[-1][1] if found else len(part.rstrip())
    glue = " " if part[:end].strip() else ""
    return f"{part[:end]}{glue}{_filler(lacking, chance)}{part[end:]}"


def _filler(number: int, chance: Random) -> str:
    sizes = [LONGEST_TAIL] * (number // LONGEST_TAIL) + [number % LONGEST_TAIL] * bool(number % LONGEST_TAIL)
    return " ".join(tail(size, chance) for size in sizes)


def _from_scratch(word: str, numbers: Sequence[int], sentence: int, chance: Random) -> str:
    """Sentences, the one asked for of plain words."""
    words = _filler(max(map(abs, numbers)) * 2, chance).split()
    for number in numbers:
        words[number - 1 if number > 0 else number] = word
    return " ".join([*islice(stream(chance), sentence - 1), f"{' '.join(words)}."])
