"""EvolIF's case, which looks at the letters from a to z alone, beside other wishes for one case."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.evolif.case import CaseGroup
from driftsim.constraints.format.case import OneCase
from driftsim.constraints.ifeval.change_case import EnglishCase
from driftsim.constraints.relations.claims import Claim
from driftsim.constraints.relations.conflict import Conflict, degenerate, doubtful, impossible
from driftsim.constraints.relations.scene import Scene

_TRICK: Final = "a reply without letters from a to z"
_NEAR: Final = 3  # percentage points


def ascii_case(scene: Scene) -> Iterator[Conflict]:
    """Shares of capitals that differ, and texts with letters of the other case."""
    for one, other in combinations(scene.held, 2):
        first, second = _shares(one.atom), _shares(other.atom)
        both = first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])
        if both and (isinstance(one.atom, CaseGroup) or isinstance(other.atom, CaseGroup)):
            names = scene.ordered((one.name, other.name))
            yield degenerate(names, "the shares of capital letters that are asked for differ", _TRICK)
    for claim in scene.held:
        if isinstance(claim.atom, CaseGroup):
            yield from _written(scene, claim, claim.atom)


def _shares(atom: Constraint) -> tuple[int, int] | None:
    """From which percentage of capitals to which."""
    match atom:
        case OneCase() | EnglishCase():
            return (100, 100) if atom.upper else (0, 0)
        case CaseGroup(min=None):
            return (100, 100) if atom.mode == "all_upper" else (0, 0)
        case CaseGroup(min=int(share)):
            return share - _NEAR, share + _NEAR
    return None


def _written(scene: Scene, claim: Claim, atom: CaseGroup) -> Iterator[Conflict]:
    wrong = str.islower if atom.mode == "all_upper" else str.isupper
    for name, demand in scene.demands():
        if demand.cased and any(char.isascii() and wrong(char) for char in demand.text):
            names = scene.ordered((claim.name, name))
            reason = f'"{name}" needs "{demand}" written so, and "{claim.name}" counts its capitals'
            yield doubtful(names, reason) if atom.mode == "min_upper" else impossible(names, reason)
