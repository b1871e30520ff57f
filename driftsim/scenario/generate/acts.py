"""Which edits are made at which turn, before it is said to what."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Final

from driftsim.scenario.generate.recipe import ACTS, STEP, Recipe

Acts = Mapping[int, Sequence[str]]

_TOGETHER: Final = 3  # constraints in a tuple


def acts_by_turn(recipe: Recipe, chance: Random) -> Acts:
    """The edits of each turn that has any, by turn from 1."""
    if recipe.preset is not None:
        return _REGIMES[recipe.preset](recipe.turns, chance)
    acts = _ordered(recipe, chance)
    found: dict[int, list[str]] = {}
    for turn, act in zip(_spread(len(acts), recipe.turns, chance), acts, strict=True):
        found.setdefault(turn, []).append(act)
    return found


def places(recipe: Recipe, on_offer: int) -> int:
    """How many constraints there are for the additions: one each, as far as there are so many on offer."""
    if recipe.preset is None:
        return min(recipe.count("add"), on_offer)
    return min(_PLACES[recipe.preset](recipe.turns), on_offer)


def _ordered(recipe: Recipe, chance: Random) -> list[str]:
    """The edits in an order in which there are enough constraints for each: an addition leads."""
    rest = [act for act in ACTS for _ in range(recipe.count(act))]
    if not rest:
        return []
    rest.remove("add")
    chance.shuffle(rest)
    return ["add", *_backed(rest)]


def _backed(rest: list[str]) -> Iterator[str]:
    """The same with each retraction held back until another constraint is there, or nothing else is left."""
    standing, waiting = 1, 0
    for act in rest:
        if act == "retract" and standing <= 1:
            waiting += 1
            continue
        standing += (act == "add") - (act == "retract")
        yield act
        while waiting and standing > 1:
            waiting, standing = waiting - 1, standing - 1
            yield "retract"
    yield from ["retract"] * waiting


def _spread(number: int, turns: int, chance: Random) -> Iterator[int]:
    """So many turns in order: the first, then one from each of as many equal stretches of the rest."""
    if number:
        yield 1
    later = number - 1
    for place in range(later):
        low, high = (1 + (turns - 1) * each // later for each in (place, place + 1))
        yield chance.randint(min(low + 1, turns), max(high, min(low + 1, turns)))


def _steps(turns: int) -> range:
    return range(1 + STEP, turns + 1, STEP)


def _single(turns: int, chance: Random) -> Acts:
    return {1: ("add",)}


def _tuples(turns: int, chance: Random) -> Acts:
    return {1: ("add",) * _TOGETHER}


def _add(turns: int, chance: Random) -> Acts:
    return {1: ("add",), **dict.fromkeys(_steps(turns), ("add",))}


def _replace(turns: int, chance: Random) -> Acts:
    return {1: ("add",), **dict.fromkeys(_steps(turns), ("retract", "add"))}


def _everything(turns: int, chance: Random) -> Acts:
    return _balanced(_steps(turns), 1, 12, {"add": 3, "replace": 1, "retract": 1}, chance)


def _evolving(turns: int, chance: Random) -> Acts:
    return _balanced(range(2, turns + 1), 3, 7, {"revise": 1, "add": 1, "retract": 1}, chance)


def _balanced(turns: range, fewest: int, most: int, shares: Mapping[str, int], chance: Random) -> Acts:
    """One edit a turn, drawn by shares, as long as not too few and not too many are in force."""
    acts: dict[int, Sequence[str]] = {1: ("add",) * fewest}
    standing = fewest
    for turn in turns:
        may = {act: share for act, share in shares.items() if fewest <= standing + _GROWTH[act] <= most}
        act = chance.choices([*may], [*may.values()])[0]
        standing += _GROWTH[act]
        acts[turn] = ("retract", "add") if act == "replace" else (act,)
    return acts


_GROWTH: Final = {"add": 1, "retract": -1, "replace": 0, "revise": 0}
_PLACES: Final[Mapping[str, Callable[[int], int]]] = {
    "single": lambda _: 1,
    "tuples": lambda _: _TOGETHER,
    "add": lambda turns: 1 + len(_steps(turns)),
    "replace": lambda turns: 1 + len(_steps(turns)),
    "everything": lambda turns: min(1 + len(_steps(turns)), 20),
    "evolving": lambda turns: min(turns + 2, 14),
}
_REGIMES: Final[Mapping[str, Callable[[int, Random], Acts]]] = {
    "single": _single,
    "tuples": _tuples,
    "add": _add,
    "replace": _replace,
    "everything": _everything,
    "evolving": _evolving,
}
