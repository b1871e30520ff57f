"""Two beginnings, two ends: one of them must be part of the other."""

from collections.abc import Iterator
from itertools import combinations

from driftsim.constraints.base import Constraint
from driftsim.constraints.ifeval.combination import RepeatPrompt
from driftsim.constraints.ifeval.startend import EndChecker
from driftsim.constraints.lexical.end import _MARKS, End
from driftsim.constraints.lexical.start import Start
from driftsim.constraints.relations.conflict import Conflict, impossible
from driftsim.constraints.relations.scene import Scene


def edges(scene: Scene) -> Iterator[Conflict]:
    """Beginnings and ends that contradict each other, and an end that no reply has."""
    for claim in scene.held:
        if isinstance(claim.atom, EndChecker) and claim.atom.end_phrase.endswith('"'):
            reason = (
                f'"{claim.name}" asks for a last quotation mark, which is left out before the end is compared'
            )
            yield impossible((claim.name,), reason)
    for one, other in combinations(scene.held, 2):
        names = scene.ordered((one.name, other.name))
        if _apart(beginnings(one.atom, other.atom), at_start=True):
            yield impossible(names, "the reply cannot begin with both texts")
        if _apart(ends(one.atom, other.atom), at_start=False):
            yield impossible(names, "the reply cannot end with both phrases")


Two = tuple[str, str] | None


def beginnings(one: Constraint, other: Constraint) -> Two:
    """The beginnings that two constraints ask for, made comparable."""
    first, second = _beginning(one), _beginning(other)
    if first is None or second is None:
        return None
    if not (isinstance(one, RepeatPrompt) and isinstance(other, RepeatPrompt)):
        first, second = " ".join(first.split()), " ".join(second.split())
    return first.lower(), second.lower()


def ends(one: Constraint, other: Constraint) -> Two:
    """The ends that two constraints ask for, made comparable; None where only marks are left."""
    first, second = _end(one), _end(other)
    if first is None or second is None:
        return None
    if not (isinstance(one, EndChecker) and isinstance(other, EndChecker)):
        first, second = first.strip(_MARKS), second.strip(_MARKS)
    return (first.lower(), second.lower()) if first and second else None


def begins_so(one: Constraint, other: Constraint) -> bool:
    """Whether every reply that begins as one asks begins as the other asks."""
    both = beginnings(one, other)
    alike = isinstance(one, RepeatPrompt) or isinstance(other, Start)
    return both is not None and alike and both[0].startswith(both[1])


def ends_so(one: Constraint, other: Constraint) -> bool:
    """Whether every reply that ends as one asks ends as the other asks."""
    both = ends(one, other)
    return both is not None and type(one) is type(other) and both[0].endswith(both[1])


def _beginning(atom: Constraint) -> str | None:
    match atom:
        case Start(text=text):
            return text
        case RepeatPrompt(prompt_to_repeat=text):
            return text.strip()
    return None


def _end(atom: Constraint) -> str | None:
    match atom:
        case End(phrase=phrase) | EndChecker(end_phrase=phrase):
            return phrase
    return None


def _apart(both: Two, *, at_start: bool) -> bool:
    if both is None:
        return False
    one, other = both
    if at_start:
        return not (one.startswith(other) or other.startswith(one))
    return not (one.endswith(other) or other.endswith(one))
