"""One case for the whole reply, and what is written in the other."""

from collections.abc import Iterator

from driftsim.constraints.format.case import OneCase
from driftsim.constraints.format.title_case import TitleCase
from driftsim.constraints.ifbench.counts import PersonNames
from driftsim.constraints.ifbench.form import AllTitleCase
from driftsim.constraints.ifeval.change_case import EnglishCase
from driftsim.constraints.relations.claims import Claim
from driftsim.constraints.relations.conflict import Conflict, doubtful, impossible
from driftsim.constraints.relations.scene import Scene


def case(scene: Scene) -> Iterator[Conflict]:
    """Capitals against small letters, and either against a text with letters of the other case."""
    for claim in scene.held:
        if not isinstance(claim.atom, OneCase | EnglishCase):
            continue
        for other in scene.held:
            if isinstance(other.atom, OneCase | EnglishCase) and other.atom.upper < claim.atom.upper:
                names = scene.ordered((claim.name, other.name))
                yield impossible(names, "the reply cannot be in capital letters and in small ones")
        yield from _written_otherwise(scene, claim, upper=claim.atom.upper)
        yield from _capitalized(scene, claim, upper=claim.atom.upper)


def _written_otherwise(scene: Scene, claim: Claim, *, upper: bool) -> Iterator[Conflict]:
    wrong = str.islower if upper else str.isupper
    for name, demand in scene.demands():
        if demand.cased and any(wrong(char) for char in demand.text):
            reason = f'"{name}" needs "{demand}" written so, "{claim.name}" has no letters of one case in it'
            yield impossible(scene.ordered((claim.name, name)), reason)


def _capitalized(scene: Scene, claim: Claim, *, upper: bool) -> Iterator[Conflict]:
    """Names and titles, of which each word begins with a capital letter."""
    for other in scene.held:
        names = scene.ordered((claim.name, other.name))
        if isinstance(other.atom, PersonNames) and other.atom.N:
            yield impossible(names, "a name is written with a capital letter and small ones")
        elif isinstance(other.atom, TitleCase | AllTitleCase) and not upper:
            yield doubtful(names, "a title has capital letters, unless no word of it begins with a letter")
