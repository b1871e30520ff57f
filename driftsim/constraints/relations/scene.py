"""All constraints in force, as the relations look at them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from driftsim.constraints.base import Constraint
from driftsim.constraints.interval import Allowed
from driftsim.constraints.relations.claims import Claim, claims
from driftsim.constraints.relations.demands import Demand, demands
from driftsim.constraints.relations.groups import group_bounds, group_texts
from driftsim.constraints.relations.quantities import Bounds, Quantity, bounds


@dataclass(frozen=True, slots=True)
class Facts:
    """What one constraint says of counts and of texts that must occur."""

    bounds: Bounds = ()
    demands: tuple[Demand, ...] = ()


@lru_cache(maxsize=1 << 13)
def facts(atom: Constraint, *, held: bool) -> Facts:
    """The facts of a constraint that must hold, or must not."""
    found = bounds(atom, held=held) + group_bounds(atom, held=held)
    texts = demands(atom if held else None, found)
    return Facts(found, texts + group_texts(atom) if held else texts)


@dataclass(frozen=True, slots=True)
class Scene:
    """Constraints in force, with their facts by name."""

    claims: tuple[Claim, ...]
    facts: tuple[tuple[str, Facts], ...]

    @property
    def held(self) -> Iterator[Claim]:
        """The claims of what must hold."""
        return (claim for claim in self.claims if claim.held)

    def demands(self) -> Iterator[tuple[str, Demand]]:
        """The texts that must occur, with who demands them."""
        return ((name, demand) for name, each in self.facts for demand in each.demands)

    def quantities(self) -> dict[Quantity, list[tuple[str, Allowed]]]:
        """What is counted, with who allows which numbers."""
        found: dict[Quantity, list[tuple[str, Allowed]]] = {}
        for name, each in self.facts:
            for quantity, allowed in each.bounds:
                found.setdefault(quantity, []).append((name, allowed))
        return found

    def ordered(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names in the order in which they are in force."""
        wanted = set(names)
        return tuple(claim.name for claim in self.claims if claim.name in wanted)

    def instead(self, name: str, other: Facts) -> "Scene":
        """The same with other facts of one constraint."""
        return Scene(self.claims, tuple((n, other if n == name else each) for n, each in self.facts))


def scene(in_force: Mapping[str, Constraint]) -> Scene:
    """Look at the constraints in force."""
    found = claims(in_force)
    return Scene(found, tuple((each.name, facts(each.atom, held=each.held)) for each in found))
