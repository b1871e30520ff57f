"""All of some constraints."""

from driftsim.constraints.base import Constraint, Example
from driftsim.constraints.composed.clauses import numbered
from driftsim.constraints.composed.joined import Joined
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings


class AllOf(Joined):
    """Each of some constraints holds."""

    kind = "all_of"
    example = Example(
        {"of": [{"check": "lexical.include", "words": ["tea"]}, {"check": "format.no_comma"}]},
        passes="Tea is ready.",
        fails="Well, tea is ready.",
    )
    phrasings = Phrasings(
        ask=("Stick to all of this: {parts}.", "Keep to each of these rules: {parts}."),
        release=("None of this matters any more: {parts}.",),
    )

    def room(self) -> Room:
        """Every part."""
        return Room(len(self.of), len(self.of))

    def wanted(self) -> str:
        """In words."""
        return "all"

    def ask(self) -> str:
        """As a user would."""
        return f"Do all of this: {numbered(self.of)}."

    def spoken(self) -> dict[str, str]:
        """What the parts ask for."""
        return {"parts": numbered(self.of)}

    def opposite(self) -> Constraint:
        """The negation of at least one part (De Morgan)."""
        from driftsim.constraints.composed.any_of import AnyOf

        return AnyOf(of=tuple(part.negation() for part in self.of), weights=self.weights)
