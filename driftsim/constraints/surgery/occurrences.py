"""Giving a text so many occurrences of something: of a word, of several, or of text in square brackets."""

from collections.abc import Iterator, Sequence
from itertools import chain, cycle, islice
from random import Random
from typing import NamedTuple

from driftsim.constraints.base import Span
from driftsim.constraints.room import Room
from driftsim.constraints.surgery.frames import carrying
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.json_text import is_json, string_values
from driftsim.constraints.surgery.replacement import Find, harmless, swapped, widened, without

_ROUNDS = 4  # what is left when something is taken away may be another occurrence
_SLOTS = "name date place time address title city item phone price".split()


def with_words(draft: str, word: str, find: Find, room: Room, chance: Random) -> Iterator[str]:
    """Texts near a draft in which a word is found so many times, the nearest first.

    Args:
        draft: The text.
        word: What is put in where there are too few.
        find: Where it, or what counts as it, stands in a text.
        room: How many times.
        chance: Where a choice is free.
    """
    number = len(find(draft))
    if lacking := room.lacking(number):
        yield from carrying(draft, [word] * lacking, chance)
        yield from carrying("", [word] * room.low, chance)
    elif room.high:
        for words in (harmless(find, chance), [""]):
            yield _thinned(draft, find, room.high, words or [""])
        yield from carrying("", [word] * room.high, chance)
    else:
        yield from without(draft, find, chance)


def _thinned(text: str, find: Find, target: int, words: Sequence[str]) -> str:
    for _ in range(_ROUNDS):
        spans = find(text)[target:]
        if not spans:
            break
        text = swapped(text, widened(text, spans), words)
    return text


def with_brackets(draft: str, find: Find, room: Room, chance: Random) -> Iterator[str]:
    """Texts near a draft in which text in square brackets is found so many times, the nearest first.

    Args:
        draft: The text.
        find: Where such text stands, its brackets included.
        room: How many times.
        chance: Where a choice is free.
    """
    number = len(find(draft))
    if room.excess(number) and room.high is not None:
        yield _unbracketed(draft, find, room.high)
        draft, number = draft.replace("[", "(").replace("]", ")"), 0
        yield draft
    lacking = room.lacking(number)
    for extra in range(3):  # in a JSON array a bracket inside may hide the one outside
        yield from islice(_bracketed(draft, lacking + extra, chance), 1)
    yield from _bracketed(draft, lacking, chance)
    yield from _bracketed("", room.low, chance)


def _bracketed(draft: str, number: int, chance: Random) -> Iterator[str]:
    if number > 0:
        slots = islice(cycle(chance.sample(_SLOTS, len(_SLOTS))), number)
        named = " and ".join(f"[{slot}]" for slot in slots)
        yield from inserted(draft, f"Please fill in {named}.")


def _unbracketed(text: str, find: Find, target: int) -> str:
    for _ in range(_ROUNDS):
        spans = find(text)[target:]
        if not spans:
            break
        strings = list(string_values(text)) if is_json(text) else [(0, len(text))]
        for start, stop in reversed(spans):
            text = _opened(text, start, stop, strings)
    return text


def _opened(text: str, start: int, stop: int, strings: Sequence[Span]) -> str:
    """Without these brackets; the brackets of a JSON array get a line break, which nobody counts."""
    if any(first <= start < last for first, last in strings):
        return f"{text[:start]}{text[start + 1 : stop - 1]}{text[stop:]}"
    return f"{text[: start + 1]}\n{text[start + 1 :]}"


class Wanted(NamedTuple):
    """A word that is to be found so many times.

    Args:
        word: What is put in.
        find: Where it, or what counts as it, stands in a text.
        number: How many times.
    """

    word: str
    find: Find
    number: int


def with_word_counts(draft: str, wanted: Sequence[Wanted], chance: Random) -> Iterator[str]:
    """Texts near a draft in which each word is found so often; the longest first, for it may hold others.

    Args:
        draft: The text.
        wanted: The words.
        chance: Where a choice is free.
    """
    for start in (draft, ""):
        text: str | None = start
        done: list[Wanted] = []
        for one in sorted(wanted, key=lambda each: -len(each.word)):
            done.append(one)
            text = None if text is None else _fitting(text, one, done, chance)
        if text is not None:
            yield text
    yield " ".join(one.word for one in wanted for _ in range(one.number)) or "…"


def _fitting(text: str, one: Wanted, done: Sequence[Wanted], chance: Random) -> str | None:
    """The first text near this one in which a word, and all before it, are found as often as wanted."""
    texts = chain([text], with_words(text, one.word, one.find, Room(one.number, one.number), chance))
    return next((near for near in texts if all(len(w.find(near)) == w.number for w in done)), None)


def without_word_counts(draft: str, wanted: Sequence[Wanted], chance: Random) -> Iterator[str]:
    """Texts near a draft in which one of the words is found once more, or not at all."""
    for one in chance.sample(wanted, len(wanted)):
        yield from carrying(draft, [one.word], chance)
        if one.number:
            yield from without(draft, one.find, chance)
