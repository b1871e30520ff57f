"""A reply fixed to a few answers: the other constraints are held against each of them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from driftsim.constraints.base import Constraint, Context, Reply
from driftsim.constraints.format.case import OneCase, wrong_case
from driftsim.constraints.format.choice import _MARKS, Choice
from driftsim.constraints.format.no_comma import NoComma
from driftsim.constraints.format.title import Title
from driftsim.constraints.ifeval.change_case import EnglishCase
from driftsim.constraints.ifeval.language import ResponseLanguage
from driftsim.constraints.ifeval.punctuation import WithoutComma
from driftsim.constraints.lexical.letter import LetterCount
from driftsim.constraints.relations.claims import Claim
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.scene import Scene
from driftsim.constraints.semantic.language import ReplyLanguage

_DRESSES: Final = (
    "{}", '"{}"', "“{}”", "*{}*", "**{}**", "***{}***", "_{}_", "`{}`", "```{}```", '*"{}"*', '"*{}*"',
    "* {}", "** {}", "* *{}*", "“*{}*”",
)  # fmt: skip
_TRICK: Final = "a reply that heaps marks around the answer"


def choices(scene: Scene) -> Iterator[Conflict]:
    """No answer of a choice satisfies another constraint, or all others together."""
    for claim in scene.held:
        if not isinstance(claim.atom, Choice):
            continue
        others = [other for other in scene.claims if other is not claim]
        alone = [other for other in others if not _some_answer(claim.atom, (_held(other),))]
        for other in alone:
            yield _conflict(scene, claim, [other])
        if not alone and not _some_answer(claim.atom, tuple(map(_held, others))):
            yield _conflict(scene, claim, others)


Held = tuple[Constraint, bool]


def _held(claim: Claim) -> Held:
    return claim.atom, claim.held


def _conflict(scene: Scene, choice: Claim, others: Sequence[Claim]) -> Conflict:
    names = scene.ordered(claim.name for claim in (choice, *others))
    reason = f'no answer that "{choice.name}" leaves satisfies {_quoted(names, choice.name)}'
    if all(_blind_to_marks(claim.atom) for claim in others):
        return impossible(names, reason)
    return degenerate(names, reason, _TRICK)


def _quoted(names: tuple[str, ...], but: str) -> str:
    return " and ".join(f'"{name}"' for name in names if name != but)


def _blind_to_marks(atom: Constraint) -> bool:
    """Whether marks around a text and the case of its letters change nothing for a constraint."""
    if isinstance(atom, LetterCount):
        return atom.letter.isalnum() and atom.letter.isascii()
    return isinstance(atom, Choice | NoComma | WithoutComma | Title)


@lru_cache(maxsize=1 << 12)
def _some_answer(choice: Choice, others: tuple[Held, ...]) -> bool:
    return any(all(_passes(reply, *other) for other in others) for reply in _answers(choice))


def _answers(choice: Choice) -> Iterator[Reply]:
    for option in choice.options:
        core = option.strip(_MARKS)
        for text in dict.fromkeys((option.strip(), core, core.lower(), core.upper())):
            yield from (Reply(dress.format(text)) for dress in (_DRESSES if core else ("{}",)))


def _passes(reply: Reply, atom: Constraint, held: bool) -> bool:  # noqa: FBT001  # a pair, unpacked
    if isinstance(atom, ReplyLanguage | ResponseLanguage):
        return True  # a few words say little of a language
    if isinstance(atom, OneCase | EnglishCase):
        return not held or wrong_case(reply, upper=atom.upper) is None
    return atom.strict(reply, Context()).held is held
