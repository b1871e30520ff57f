"""A group of EvolIF in the reading of its checkers: what the groups have in common."""

from abc import abstractmethod
from collections.abc import Iterator
from itertools import chain, islice
from random import Random
from typing import ClassVar

from driftsim.constraints.base import Constraint


class Group(Constraint):
    """A group of EvolIF: its arguments, its verdicts; asked for and realized as kinds of ours are.

    EvolIF has no guard against blank replies: an empty one satisfies what merely forbids.
    """

    blank_fails: ClassVar[bool] = False

    @abstractmethod
    def twins(self) -> tuple[Constraint, ...]:
        """Kinds of ours that together mean nearly the same; the first may be denied for all of them."""

    def ask(self) -> str:
        """As a user would."""
        return self.twins()[0].ask()

    def deny(self) -> str:
        """As a user would."""
        return self.twins()[0].deny()

    def release(self) -> str:
        """As a user would."""
        return self.twins()[0].release()

    def spoken(self) -> dict[str, str]:
        """The parameters in words, by our names."""
        return self.twins()[0].spoken()

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The twins' nearest, then what this reading needs, then the rest of the twins'."""
        ours = self._together(draft, chance)
        return chain(islice(ours, 1), self.own_rewrites(draft, chance), ours)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The twins' nearest, then what this reading needs, then the rest of the twins'."""
        ours = chain.from_iterable(twin.breaches(draft, chance) for twin in self.twins())
        return chain(islice(ours, 1), self.own_breaches(draft, chance), ours)

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Texts near the draft that ought to satisfy this reading where the twins' may not."""
        return iter(())

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Texts near the draft that ought to violate this reading where the twins' may not."""
        return iter(())

    def _together(self, draft: str, chance: Random) -> Iterator[str]:
        """What one twin offers after the other has been satisfied."""
        *before, last = self.twins()
        for twin in before:
            draft = twin.realize(draft, chance) or draft
        return last.rewrites(draft, chance)
