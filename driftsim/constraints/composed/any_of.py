"""At least one of some constraints."""

from driftsim.constraints.base import Constraint, Example
from driftsim.constraints.composed.clauses import numbered
from driftsim.constraints.composed.joined import Joined
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings


class AnyOf(Joined):
    """At least one of some constraints holds."""

    kind = "any_of"
    example = Example(
        {"of": [{"check": "format.title"}, {"check": "lexical.include", "words": ["tea"]}]},
        passes="Tea is ready.",
        fails="It is ready.",
    )
    phrasings = Phrasings(
        ask=("Choose at least one of these and stick to it: {parts}.",),
        release=("You need not choose any of these now: {parts}.",),
    )

    def room(self) -> Room:
        """One part or more."""
        return Room(1, None)

    def wanted(self) -> str:
        """In words."""
        return "at least 1"

    def ask(self) -> str:
        """As a user would."""
        return f"Do at least one of these: {numbered(self.of)}."

    def spoken(self) -> dict[str, str]:
        """What the parts ask for."""
        return {"parts": numbered(self.of)}

    def opposite(self) -> Constraint:
        """The negation of each part (De Morgan)."""
        from driftsim.constraints.composed.all_of import AllOf

        return AllOf(of=tuple(part.negation() for part in self.of), weights=self.weights)
