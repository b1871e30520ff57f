"""Writing a reply that does what was decided, as far as a text can.

A draft is brought nearer, one demand at a time, by what each constraint offers; after each step every
demand is looked at again with the same checkers that the run uses. Not every pattern can be written at once:
the text that misses least is kept, and what it misses is told.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Final

from driftsim import chance
from driftsim.constraints import Reply
from driftsim.models.demands import Demand

Begin = Callable[[Random, int], str]

_ATTEMPTS: Final = 6  # drafts, in several orders
_PASSES: Final = 4  # over all demands that are not met
_OFFERS: Final = 16  # texts that are looked at to meet one demand
_BUDGET: Final = 320  # texts that are looked at for one reply
_SIZES: Final = (5, 4, 8, 3, 12, 2)  # sentences of each draft


@dataclass(frozen=True, slots=True)
class Page:
    """A text with what it does.

    Args:
        text: The text.
        met: Whether each demand is met.
        missed: The weight of those that are not.
    """

    text: str
    met: tuple[bool, ...]
    missed: int


class Writer:
    """Writes one reply.

    Args:
        demands: What it is to do.
        begin: Gives a text to begin with, of so many sentences about.
        key: What the choice of words is drawn by.
    """

    def __init__(self, demands: Sequence[Demand], begin: Begin, key: tuple[chance.Key, ...]) -> None:
        self._demands = demands
        self._places = sorted(range(len(demands)), key=lambda place: demands[place].order)
        self._begin = begin
        self._key = key
        self._left = _BUDGET

    def write(self) -> Page:
        """The first text that does everything; where none was found, the one that misses least."""
        best: Page | None = None
        for attempt in range(_ATTEMPTS):
            page = self._attempt(attempt)
            if best is None or page.missed < best.missed:
                best = page
            if not best.missed or self._left <= 0:
                break
        assert best is not None
        return best

    def _attempt(self, attempt: int) -> Page:
        source = chance.source(*self._key, attempt)
        page = best = self._look(self._begin(source, _SIZES[attempt]))
        for _ in range(_PASSES):
            before = page
            for place in self._order(attempt, source):
                if not page.met[place]:
                    page = self._nearer(page, place, source)
                    best = min(best, page, key=lambda seen: seen.missed)
            if not best.missed or page is before or self._left <= 0:
                break
        return best

    def _order(self, attempt: int, source: Random) -> Iterable[int]:
        """The demands by their order, or the other way round, or shuffled."""
        places = list(self._places)
        if attempt == 1:
            places.reverse()
        elif attempt > 1:
            source.shuffle(places)
        return places

    def _nearer(self, page: Page, place: int, source: Random) -> Page:
        """A text that meets one more demand: the first that loses none, else the one that loses least."""
        least: Page | None = None
        for text in islice(self._demands[place].nearer(page.text, source), _OFFERS):
            offered = self._look(text)
            if offered.met[place]:
                if offered.missed < page.missed:
                    return offered
                if least is None or offered.missed < least.missed:
                    least = offered
            if self._left <= 0:
                break
        return page if least is None else least

    def _look(self, text: str) -> Page:
        self._left -= 1
        reply = Reply(text)
        met = tuple(demand.met(reply) for demand in self._demands)
        return Page(text, met, sum(d.weight for d, done in zip(self._demands, met, strict=True) if not done))
