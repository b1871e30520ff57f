"""The constraints that generated scenarios add: each with the parameters that revisions change to."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from driftsim.chance import source
from driftsim.constraints import constraint_from
from driftsim.constraints.base import Family

Written = Mapping[str, Any]


@dataclass(frozen=True)
class Offer:
    """A constraint that a scenario may add, revise and negate.

    Args:
        name: Its name in the scenario.
        check: Its kind.
        versions: Its parameters when it is added, and what revisions make of them in turn; after the last
            comes the first again.
    """

    name: str
    check: str
    versions: tuple[Written, ...]

    @property
    def written(self) -> dict[str, Any]:
        """As a scenario's file defines it."""
        return {"check": self.check, **self.versions[0]}

    @cached_property
    def family(self) -> Family:
        """The skill it needs."""
        return constraint_from(self.written).skill

    def change(self, version: int) -> Written:
        """The parameters that a revision to a version changes.

        Args:
            version: From 2.

        Example:
            >>> Offer("brief", "length.words", ({"at_most": 90}, {"at_most": 60})).change(2)
            {'at_most': 60}
        """
        before, now = (self.versions[number % len(self.versions)] for number in (version - 2, version - 1))
        return {key: value for key, value in now.items() if before.get(key) != value}

    def starting(self, place: int) -> "Offer":
        """The same, beginning with another of its versions."""
        place %= len(self.versions)
        return Offer(self.name, self.check, self.versions[place:] + self.versions[:place])


def offers(families: Collection[Family], *key: str | int) -> tuple[Offer, ...]:
    """All constraints on offer of some families, in an order and with parameters that the key determines.

    Their versions were chosen to be had together; that a scenario is possible, lint proves.
    """
    chance = source("offers", *key)
    found = [offer.starting(chance.randrange(12)) for offer in BANK if offer.family in families]
    chance.shuffle(found)
    return tuple(found)


def _one(name: str, check: str, parameter: str, values: Sequence[Any], **fixed: Any) -> Offer:
    return Offer(name, check, tuple({**fixed, parameter: value} for value in values))


def _words(check: str, parameter: str, prefix: str, sets: str) -> Iterator[Offer]:
    """One offer for each set of words; a revision takes another word in, the next one out again."""
    for words in sets.split("|"):
        several = words.split()
        yield _one(f"{prefix}_{several[0].lower()}", check, parameter, (several[:2], several))


BANK: Final = (
    _one("brief", "length.words", "at_most", (140, 110, 90, 120)),
    _one("few", "length.sentences", "at_most", (9, 7, 6, 8)),
    _one("varied", "length.unique_words", "at_least", (12, 16, 14)),
    _one("quiet", "length.capital_words", "at_most", (6, 4, 5)),
    _one("calm", "lexical.letter", "at_most", (1, 0, 2), letter="!"),
    _one("points", "format.bullets", "exactly", (3, 4, 5, 2)),
    _one("bright", "format.highlights", "at_least", (2, 3, 1)),
    _one("parts", "format.sections", "exactly", (2, 3), word="Part"),
    _one("blanks", "content.placeholders", "at_least", (2, 3, 1)),
    _one("afterword", "content.postscript", "marker", ("P.S.", "P.P.S")),
    *_words(
        "lexical.include", "words", "say",
        "maybe nearby tomorrow|simply together afternoon|often weather morning|slowly window evening",
    ),
    *_words(
        "lexical.exclude", "words", "no",
        "amazing incredible awesome|synergy leverage stakeholder|delve tapestry realm|utilize endeavor hence|"
        "perfect flawless ideal|obviously clearly certainly|basically literally actually|cheap discount sale",
    ),
    *_words("content.never_mention", "terms", "not", "Norwell Bristane Calvert|Ostrava Quillon Zemba"),
)  # fmt: skip
