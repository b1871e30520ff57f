"""Constraints that one of several things satisfies: each of these must be impossible."""

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.format.choice import OPTIONS
from driftsim.constraints.ifeval.detectable_format import ConstrainedResponse
from driftsim.constraints.ifeval.keywords import Existence, ForbiddenWords, _AllFound, _NoneFound
from driftsim.constraints.interval import Allowed
from driftsim.constraints.lexical.exclude import Exclude
from driftsim.constraints.lexical.include import Include
from driftsim.constraints.relations.claims import Claim
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.counts import counts
from driftsim.constraints.relations.demands import Demand, demands
from driftsim.constraints.relations.quantities import Quantity, searched, word
from driftsim.constraints.relations.scene import Facts, Scene

_SETS: Final = 64  # of many ways that are blocked by many, so many sets are told


def alternatives(scene: Scene) -> Iterator[Conflict]:
    """Denied lists (not all of these words; some of these words) and IFEval's three answers."""
    for claim in scene.claims:
        ways = _ways(claim)
        blocks = [_blocks(scene.instead(claim.name, way), claim.name) for way in ways]
        if ways and all(blocks):
            yield from (_together(scene, claim, some) for some in islice(product(*blocks), _SETS))


def _ways(claim: Claim) -> list[Facts]:
    if isinstance(claim.atom, ConstrainedResponse) and claim.held:
        return [Facts(demands=(Demand(option, cased=True),)) for option in OPTIONS]
    if claim.held:
        return []
    quantities, wanted = _listed(claim.atom)
    if len(quantities) < 2:
        return []
    return [_fact(quantity, Allowed(1) if wanted else Allowed(0, 0)) for quantity in quantities]


def _fact(quantity: Quantity, allowed: Allowed) -> Facts:
    found = ((quantity, allowed),)
    return Facts(found, demands(None, found))


def _listed(atom: Constraint) -> tuple[Sequence[Quantity], bool]:
    """The words of a denied list, and whether one of them is wanted then."""
    match atom:
        case Include(words=listed) | Exclude(words=listed):
            return [word(each) for each in listed], isinstance(atom, Exclude)
        case Existence(keywords=listed):
            return [searched(each, edged=False) for each in listed], False
        case ForbiddenWords(forbidden_words=listed):
            return [searched(each, edged=True) for each in listed], True
        case _AllFound(patterns=listed, edged=edged) | _NoneFound(patterns=listed, edged=edged):
            return [searched(each, edged=edged) for each in listed], isinstance(atom, _NoneFound)
    return (), False


def _blocks(scene: Scene, name: str) -> list[Conflict]:
    """What one way runs into, the strongest first."""
    found = [conflict for conflict in counts(scene) if name in conflict.names]
    return sorted(found, key=lambda conflict: -conflict.strength)


def _together(scene: Scene, claim: Claim, blocks: Sequence[Conflict]) -> Conflict:
    names = scene.ordered(name for block in blocks for name in block.names)
    reason = f'each way to satisfy "{claim.name}" is blocked; {blocks[0].reason}'
    tricks = [block.trick for block in blocks if block.trick]
    return degenerate(names, reason, tricks[0]) if tricks else impossible(names, reason)
