"""A reply fixed to a few answers: the other constraints are held against each of them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from driftsim.constraints.base import Constraint, Context, Reply
from driftsim.constraints.format.case import OneCase, wrong_case
from driftsim.constraints.ifeval.change_case import EnglishCase
from driftsim.constraints.ifeval.language import ResponseLanguage
from driftsim.constraints.relations.claims import Claim
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.fixed import Fixed, answers, is_blind, trick
from driftsim.constraints.relations.scene import Scene
from driftsim.constraints.semantic.language import ReplyLanguage
from driftsim.errors import CheckError


def choices(scene: Scene) -> Iterator[Conflict]:
    """No answer of a choice satisfies another constraint, or all others together."""
    for claim in scene.held:
        if not isinstance(claim.atom, Fixed):
            continue
        others = [other for other in scene.claims if other is not claim]
        alone = [other for other in others if not _some_answer(claim.atom, (_held(other),))]
        for other in alone:
            yield _conflict(scene, claim, claim.atom, [other])
        if not alone and not _some_answer(claim.atom, tuple(map(_held, others))):
            yield _conflict(scene, claim, claim.atom, others)


Held = tuple[Constraint, bool]


def _held(claim: Claim) -> Held:
    return claim.atom, claim.held


def _conflict(scene: Scene, choice: Claim, fixed: Fixed, others: Sequence[Claim]) -> Conflict:
    names = scene.ordered(claim.name for claim in (choice, *others))
    reason = f'no answer that "{choice.name}" leaves satisfies {_quoted(names, choice.name)}'
    if all(is_blind(claim.atom, fixed) for claim in others):
        return impossible(names, reason)
    return degenerate(names, reason, trick(fixed))


def _quoted(names: tuple[str, ...], but: str) -> str:
    return " and ".join(f'"{name}"' for name in names if name != but)


@lru_cache(maxsize=1 << 12)
def _some_answer(choice: Fixed, others: tuple[Held, ...]) -> bool:
    return any(all(_passes(reply, *other) for other in others) for reply in answers(choice))


def _passes(reply: Reply, atom: Constraint, held: bool) -> bool:  # noqa: FBT001  # a pair, unpacked
    if isinstance(atom, ReplyLanguage | ResponseLanguage):
        return True  # a few words say little of a language
    if isinstance(atom, OneCase | EnglishCase):
        return not held or wrong_case(reply, upper=atom.upper) is None
    try:
        return atom.strict(reply, Context()).held is held
    except CheckError:
        return True  # what cannot be decided proves nothing
