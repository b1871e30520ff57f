"""The same thing counted in two readings: ours and that of IFEval's checkers."""

from collections.abc import Iterator
from itertools import product

from driftsim.constraints.relations.conflict import Conflict, doubtful
from driftsim.constraints.relations.scene import Scene


def readings(scene: Scene) -> Iterator[Conflict]:
    """Bounds that only a reply satisfies in which the two readings count differently."""
    quantities = scene.quantities()
    for quantity, ours in quantities.items():
        if quantity.reading != "ours" or quantity.kind == "lexical.frequency":
            continue
        for other, theirs in quantities.items():
            if (other.kind, other.key, other.reading) != (quantity.kind, quantity.key, "ifeval"):
                continue
            for (name, allowed), (second, wanted) in product(ours, theirs):
                if name != second and allowed.meet(wanted).empty:
                    reason = f'"{name}" allows {allowed}, "{second}" {wanted}, and they count almost alike'
                    yield doubtful(scene.ordered((name, second)), reason)
