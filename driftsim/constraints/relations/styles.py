"""Two sentiments, two styles, or a reading grade that lies nowhere."""

import math
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final, NamedTuple

from driftsim.constraints.base import Constraint
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.scene import Scene
from driftsim.constraints.semantic.sentiment import Sentiment
from driftsim.constraints.style.formality import Formality
from driftsim.constraints.style.reading_grade import ReadingGrade

_FEELINGS: Final = frozenset({"positive", "negative", "neutral"})
_STYLES: Final = frozenset({"formal", "informal"})


class Grades(NamedTuple):
    """The reading grades that a constraint allows.

    Args:
        low: The lowest.
        high: The highest.
        open: Whether a bound is denied: its end does not belong to it, and a reply without a word passes.
    """

    low: float
    high: float
    open: bool = False


def styles(scene: Scene) -> Iterator[Conflict]:
    """What a reply cannot be at once."""
    for cls, name, whole in ((Sentiment, "sentiment", _FEELINGS), (Formality, "formality", _STYLES)):
        left = [
            (claim.name, frozenset({value}) if claim.held else whole - {value})
            for claim in scene.claims
            if isinstance(claim.atom, cls) and (value := getattr(claim.atom, name))
        ]
        yield from _none_left(scene, left)
    yield from _no_grade(scene)


def _none_left(scene: Scene, left: list[tuple[str, frozenset[str]]]) -> Iterator[Conflict]:
    """Two or three constraints that leave no label; where two do, the third is not named."""
    for size in (2, 3):
        for some in combinations(left, size):
            if not frozenset.intersection(*(labels for _, labels in some)):
                ways = " and ".join(_either(labels) for _, labels in some)
                yield impossible(scene.ordered(n for n, _ in some), f"the reply cannot be {ways} at once")


def _either(labels: Iterable[str]) -> str:
    return " or ".join(sorted(labels))


def _no_grade(scene: Scene) -> Iterator[Conflict]:
    held = [(c.name, g) for c in scene.claims for g in _grades(c.atom, held=c.held)]
    for (name, one), (other, two) in combinations(held, 2):
        if not _meet(one, two):
            reason = f"no reading grade is both {_told(one)} and {_told(two)}"
            names = scene.ordered((name, other))
            if one.open and two.open:
                yield degenerate(names, reason, "a reply without any word")
            else:
                yield impossible(names, reason)


def _grades(atom: Constraint, *, held: bool) -> Iterator[Grades]:
    """The range of grades; two-sided bounds that must not hold leave no range, and nothing is said."""
    if not isinstance(atom, ReadingGrade):
        return
    low, high = atom.bounds()
    if held:
        yield Grades(low, high)
    elif low == -math.inf:
        yield Grades(high, math.inf, open=True)
    elif high == math.inf:
        yield Grades(-math.inf, low, open=True)


def _meet(one: Grades, two: Grades) -> bool:
    low, high = max(one.low, two.low), min(one.high, two.high)
    return low < high or (low == high and not one.open and not two.open)


def _told(grades: Grades) -> str:
    if grades.low == -math.inf:
        return f"{'below' if grades.open else 'at most'} {grades.high:g}"
    if grades.high == math.inf:
        return f"{'above' if grades.open else 'at least'} {grades.low:g}"
    return f"between {grades.low:g} and {grades.high:g}"
