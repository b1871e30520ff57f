"""How constraints in force can exclude each other: one file for each kind of relation."""

from collections.abc import Callable, Iterator
from typing import Final

from driftsim.constraints.relations.alternatives import alternatives
from driftsim.constraints.relations.ascii_case import ascii_case
from driftsim.constraints.relations.awkward import awkward
from driftsim.constraints.relations.case import case
from driftsim.constraints.relations.choices import choices
from driftsim.constraints.relations.conflict import Conflict
from driftsim.constraints.relations.counts import counts
from driftsim.constraints.relations.data_formats import data_formats
from driftsim.constraints.relations.denials import denials
from driftsim.constraints.relations.edges import edges
from driftsim.constraints.relations.first_and_last import first_and_last
from driftsim.constraints.relations.frames import frames
from driftsim.constraints.relations.paragraphs import paragraphs
from driftsim.constraints.relations.policy import policy
from driftsim.constraints.relations.positions import positions
from driftsim.constraints.relations.readings import readings
from driftsim.constraints.relations.scene import Scene, scene
from driftsim.constraints.relations.sizes import sizes
from driftsim.constraints.relations.styles import styles
from driftsim.constraints.relations.sums import sums
from driftsim.constraints.relations.tongues import tongues
from driftsim.constraints.relations.vowels import vowels
from driftsim.constraints.relations.whitespace import whitespace

RELATIONS: Final[tuple[Callable[[Scene], Iterator[Conflict]], ...]] = (
    case,
    ascii_case,
    edges,
    first_and_last,
    paragraphs,
    positions,
    frames,
    data_formats,
    whitespace,
    vowels,
    tongues,
    styles,
    denials,
    counts,
    sums,
    sizes,
    alternatives,
    choices,
    readings,
    awkward,
    policy,
)

__all__ = ["RELATIONS", "Conflict", "Scene", "scene"]
