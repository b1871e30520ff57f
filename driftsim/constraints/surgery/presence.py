"""Seeing to it that things are found in a text, or that they are not."""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from driftsim.constraints.base import Span
from driftsim.constraints.matching import Finder
from driftsim.constraints.surgery.frames import carrying
from driftsim.constraints.surgery.replacement import without


class Sought(NamedTuple):
    """Something to be found in a text.

    Args:
        finder: What finds it.
        texts: What it should find, the most natural first; not empty.
    """

    finder: Finder
    texts: Sequence[str]


def with_each(draft: str, sought: Sequence[Sought], chance: Random) -> Iterator[str]:
    """Texts near a draft in which each of some things is found, the nearest first."""
    for needed in ([one for one in sought if not one.finder.first(draft)], sought):
        for turn in range(max((len(one.texts) for one in needed), default=0)):
            words = [one.texts[min(turn, len(one.texts) - 1)] for one in needed]
            yield from carrying(draft, words, chance)


def with_one(draft: str, sought: Sequence[Sought], chance: Random) -> Iterator[str]:
    """Texts near a draft in which one of some things is found."""
    for one in chance.sample(sought, len(sought)):
        for text in one.texts:
            yield from carrying(draft, [text], chance)


def without_any(draft: str, finders: Sequence[Finder], chance: Random) -> Iterator[str]:
    """Texts near a draft in which none of some things is found, the nearest first."""
    yield from without(draft, _together(finders), chance)


def without_one(draft: str, finders: Sequence[Finder], chance: Random) -> Iterator[str]:
    """Texts near a draft in which one of some things is not found, the rarest, so that least is changed."""
    for finder in sorted(finders, key=lambda each: len(each.spans(draft))):
        yield from without(draft, finder.spans, chance)


def _together(finders: Sequence[Finder]) -> Callable[[str], list[Span]]:
    if len(finders) == 1:
        return finders[0].spans
    return lambda text: sorted(span for finder in finders for span in finder.spans(text))
