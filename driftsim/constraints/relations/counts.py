"""No number is left for something that is counted: bounds, forbidden words, texts that must occur."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from typing import Final

from driftsim.constraints.interval import Allowed
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.demands import forced
from driftsim.constraints.relations.quantities import Quantity
from driftsim.constraints.relations.scene import Scene

_TOGETHER: Final = 3  # so many constraints are tried together; of more, one set is given
_MANY: Final = 12
_LOOKALIKE: Final = "a letter that only looks alike, such as ſ for s,"
_GLUED: Final = "a word with letters glued to it"


@dataclass(frozen=True, slots=True)
class Member:
    """Who allows which numbers, and why."""

    name: str
    allowed: Allowed
    why: str


def counts(scene: Scene) -> Iterator[Conflict]:
    """Sets of constraints that leave no number for a quantity; none of a set can be left out."""
    quantities = scene.quantities()
    for quantity in sorted(quantities, key=lambda each: (each.kind, each.key, each.reading)):
        allowed = quantities[quantity]
        own = [Member(name, numbers, f'"{name}" allows {numbers}') for name, numbers in allowed]
        if all(member.allowed.high is None and not member.allowed.gaps for member in own):
            continue
        yield from _impossible(scene, quantity, own)
        yield from _degenerate(scene, quantity, own)


def _impossible(scene: Scene, quantity: Quantity, own: list[Member]) -> Iterator[Conflict]:
    for members in smallest([*own, *_brought(scene, quantity, plainly=False)], quantity.least):
        yield impossible(scene.ordered(m.name for m in members), _reason(quantity, members))


def _degenerate(scene: Scene, quantity: Quantity, own: list[Member]) -> Iterator[Conflict]:
    if quantity.kind not in ("lexical.frequency", "lexical.letter", "lexical.substring"):
        return
    trick = _GLUED if quantity.kind == "lexical.frequency" else _LOOKALIKE
    for members in smallest([*own, *_brought(scene, quantity, plainly=True)], quantity.least):
        yield degenerate(scene.ordered(m.name for m in members), _reason(quantity, members), trick)


def _brought(scene: Scene, quantity: Quantity, *, plainly: bool) -> Iterator[Member]:
    """What texts that must occur bring along."""
    for name, demand in scene.demands():
        number = forced(demand, quantity, plainly=plainly)
        if number:
            yield Member(name, Allowed(number), f'"{name}" brings at least {number} with "{demand}"')


def smallest(members: Sequence[Member], least: int) -> list[tuple[Member, ...]]:
    """The sets of members that allow no number together, and all of whose parts do."""
    if not _clash(members, least):
        return []
    sizes = range(1, _TOGETHER + 1) if len(members) <= _MANY else (1, 2)
    found: list[tuple[Member, ...]] = []
    for size in sizes:
        for some in combinations(members, size):
            if _clash(some, least) and not any(set(part) <= set(some) for part in found):
                found.append(some)
    return found or [_thinned(members, least)]


def _thinned(members: Sequence[Member], least: int) -> tuple[Member, ...]:
    left = list(members)
    for member in members:
        rest = [other for other in left if other is not member]
        if _clash(rest, least):
            left = rest
    return tuple(left)


def _clash(members: Sequence[Member], least: int) -> bool:
    return reduce(Allowed.meet, (member.allowed for member in members), Allowed(least)).empty


def _reason(quantity: Quantity, members: Sequence[Member]) -> str:
    floor = f", and no reply has less than {quantity.least}" if quantity.least else ""
    what = (
        f"the number of {quantity}"
        if quantity.kind != "lexical.frequency"
        else f"how often {quantity} occurs"
    )
    if quantity.key and quantity.kind in ("lexical.letter", "lexical.substring"):
        what = f"how often {quantity} occurs"
    return f"{what}: {', '.join(member.why for member in members)}{floor}"
