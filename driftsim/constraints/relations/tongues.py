"""Two languages for one reply."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.format.case import OneCase
from driftsim.constraints.ifeval.change_case import EnglishCase
from driftsim.constraints.ifeval.language import ResponseLanguage
from driftsim.constraints.languages import NAMES
from driftsim.constraints.relations.conflict import Conflict, degenerate, doubtful, impossible
from driftsim.constraints.relations.quantities import CAPITALS
from driftsim.constraints.relations.scene import Scene
from driftsim.constraints.semantic.language import ReplyLanguage

_NO_CASE: Final = frozenset("ar bn fa gu he hi ja kn ko ml mr ne pa ta te th ur zh zh-cn zh-tw".split())
_OTHER_LETTERS: Final = _NO_CASE | {"bg", "el", "mk", "ru", "uk"}


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a constraint asks of the detected language.

    Args:
        code: The language.
        unknown: Whether a text without a recognisable language passes.
        lowered: Whether it is detected on the text in small letters.
    """

    code: str
    unknown: bool = False
    lowered: bool = False


def tongue(atom: Constraint) -> Tongue | None:
    """The language that a constraint asks for; None where it asks for none."""
    match atom:
        case ReplyLanguage(language=code):
            return Tongue(code)
        case ResponseLanguage(language=code):
            return Tongue(code, unknown=True)
        case EnglishCase():
            return Tongue("en", unknown=True)
        case OneCase(language=str(code)):
            return Tongue(code, lowered=atom.upper)
    return None


def tongues(scene: Scene) -> Iterator[Conflict]:
    """Two languages, and letters that a language does not have."""
    spoken = [(claim.name, found) for claim in scene.held if (found := tongue(claim.atom))]
    for (name, one), (second, other) in combinations(spoken, 2):
        if not _alike(one.code, other.code):
            yield _apart(scene.ordered((name, second)), one, other)
    for name, found in spoken:
        if found.code in _OTHER_LETTERS:
            yield from _letters(scene, name, found.code)


def _alike(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _apart(names: tuple[str, ...], one: Tongue, other: Tongue) -> Conflict:
    reason = f"the reply cannot be in {NAMES[one.code]} and in {NAMES[other.code]}"
    if one.unknown and other.unknown:
        return degenerate(names, reason, "a reply in no language that can be recognised")
    if one.lowered != other.lowered:
        return degenerate(names, reason, "a reply whose capital letters mislead the detector")
    return impossible(names, reason)


def _letters(scene: Scene, name: str, code: str) -> Iterator[Conflict]:
    """Latin letters, or capitals, that must stand in a text of another script."""
    for quantity, allowed in scene.quantities().items():
        latin = quantity.kind == "lexical.letter" and quantity.key.isascii() and quantity.key.isalpha()
        if latin or (quantity == CAPITALS and code in _NO_CASE):
            for other, numbers in allowed:
                if numbers.low and other != name:
                    reason = f"{NAMES[code]} is not written in Latin letters"
                    yield doubtful(scene.ordered((name, other)), reason)
    for claim in scene.held if code in _NO_CASE else ():
        if isinstance(claim.atom, OneCase) and claim.name == name:
            yield doubtful((name,), f"{NAMES[code]} has no capital and small letters")
