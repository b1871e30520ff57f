"""What goes together only in replies that are hard to write: warnings."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Reply
from driftsim.constraints.format.case import OneCase
from driftsim.constraints.ifbench.amounts import WordRepeats
from driftsim.constraints.ifbench.letters import PrimeLengths
from driftsim.constraints.ifeval.change_case import EnglishCase
from driftsim.constraints.ifeval.language import ResponseLanguage
from driftsim.constraints.lexical.repeats import Repeats
from driftsim.constraints.relations.claims import Claim
from driftsim.constraints.relations.conflict import Conflict, doubtful
from driftsim.constraints.relations.scene import Scene
from driftsim.constraints.semantic.language import ReplyLanguage
from driftsim.text import unmarked

_TRIED: Final = 3  # texts of a task that are tried with another constraint


def awkward(scene: Scene) -> Iterator[Conflict]:
    """Words that must come again, words of a length that is no prime, and tasks that fix the whole reply."""
    for claim in scene.held:
        match claim.atom:
            case WordRepeats(small_n=most) | Repeats(at_most=most):
                yield from _again(scene, claim.name, most)
            case PrimeLengths():
                yield from _lengths(scene, claim)
        if (claim.atom.source_id or "").startswith("custom:"):
            yield from _task(scene, claim)


def _again(scene: Scene, name: str, most: int) -> Iterator[Conflict]:
    for other, demand in scene.demands():
        if demand.times > most and demand.text.strip().isalpha():
            reason = f'"{demand}" must occur {demand.times} times, but no word more than {most}'
            yield doubtful(scene.ordered((name, other)), reason)


def _lengths(scene: Scene, claim: Claim) -> Iterator[Conflict]:
    for other, demand in scene.demands():
        text = unmarked(demand.text)
        if len(text.split()) == 1 and len(text) > 1 and not _holds(claim.atom, text, held=True):
            reason = f'"{demand}" has a length that is no prime number'
            yield doubtful(scene.ordered((claim.name, other)), reason)


def _task(scene: Scene, claim: Claim) -> Iterator[Conflict]:
    for other in scene.claims:
        if other is not claim and not _goes_with(claim.atom, other.atom, held=other.held):
            reason = f'the reply that "{claim.name}" asks for hardly leaves room for "{other.name}"'
            yield doubtful(scene.ordered((claim.name, other.name)), reason)


@lru_cache(maxsize=1 << 12)
def _goes_with(task: Constraint, other: Constraint, *, held: bool) -> bool:
    if isinstance(other, ReplyLanguage | ResponseLanguage | OneCase | EnglishCase):
        return True  # a list says little of a language, and capitals are told elsewhere
    texts = [task.example.passes, *islice(task.rewrites("", Random(0)), _TRIED)]
    near = other.rewrites if held else other.breaches
    texts += [text for start in texts[:1] for text in islice(near(start, Random(0)), _TRIED)]
    return any(_holds(task, text, held=True) and _holds(other, text, held=held) for text in texts)


def _holds(atom: Constraint, text: str, *, held: bool) -> bool:
    try:
        return atom.strict(Reply(text), Context()).held is held
    except Exception:  # what cannot be decided is no warning
        return True
