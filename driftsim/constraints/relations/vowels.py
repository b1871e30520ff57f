"""Few vowels, and texts with many."""

from collections.abc import Iterator
from typing import Final

from driftsim.constraints.ifbench.letters import VowelTypes
from driftsim.constraints.lexical.vowels import Vowels
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.demands import Demand
from driftsim.constraints.relations.scene import Scene

_VOWELS: Final = frozenset("aeiou")
_MOST: Final = 3
_TRICK: Final = "the letter ı, which only looks alike,"


def vowels(scene: Scene) -> Iterator[Conflict]:
    """A reply with few different vowels must hold texts that have more, alone or together."""
    for claim in scene.held:
        if isinstance(claim.atom, VowelTypes | Vowels):
            most = claim.atom.at_most if isinstance(claim.atom, Vowels) else _MOST
            yield from _too_many(scene, claim.name, most)


def _too_many(scene: Scene, name: str, most: int) -> Iterator[Conflict]:
    for plainly in (False, True):
        names, found = [name], set[str]()
        for other, demand in sorted(scene.demands(), key=lambda each: -len(_in(each[1], plainly=plainly))):
            if _in(demand, plainly=plainly) <= found:
                continue
            names, found = [*names, other], found | _in(demand, plainly=plainly)
            if len(found) > most:
                reason = f"the vowels {', '.join(sorted(found))} must occur, but at most {most} may"
                ordered = scene.ordered(names)
                yield degenerate(ordered, reason, _TRICK) if plainly else impossible(ordered, reason)
                break


def _in(demand: Demand, *, plainly: bool) -> set[str]:
    """The vowels of a demanded text; a pattern that ignores case finds its i in other letters too."""
    found = _VOWELS & set(demand.text.lower())
    return set(found if plainly or not demand.searched else found - {"i"})
