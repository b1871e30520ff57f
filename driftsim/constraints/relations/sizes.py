"""Fewer characters than the words need."""

from collections.abc import Iterator
from itertools import product

from driftsim.constraints.relations.conflict import Conflict, impossible
from driftsim.constraints.relations.groups import CHARACTERS
from driftsim.constraints.relations.quantities import WORDS
from driftsim.constraints.relations.scene import Scene


def sizes(scene: Scene) -> Iterator[Conflict]:
    """Words have a character each, and something between them."""
    quantities = scene.quantities()
    pairs = product(quantities.get(WORDS, ()), quantities.get(CHARACTERS, ()))
    for (name, number), (other, length) in pairs:
        if number.low and length.high is not None and length.high < 2 * number.low - 1:
            reason = f"{number.low} words do not fit into {length.high} characters"
            yield impossible(scene.ordered((name, other)), reason)
