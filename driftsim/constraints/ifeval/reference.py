"""An instruction of another tool, read as that tool reads it (`compat`)."""

from typing import Any, ClassVar

from driftsim.constraints.base import Constraint, Context, Reply, Verdict
from driftsim.constraints.types import Relation, times


class Reference(Constraint):
    """A constraint with another tool's id, parameters and verdicts; `ours` is its corrected sibling.

    Kind and family are those of `ours`; the parameters are the other tool's, by its names.
    """

    ours: ClassVar[type[Constraint]]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Take kind and family from the sibling."""
        if "ours" in cls.__dict__:
            cls.kind, cls.family = cls.ours.kind, cls.ours.family

    def spec(self) -> dict[str, Any]:
        """The instruction as IFEval files write it."""
        return {"ifeval": self.source_id, "kwargs": self.parameters()}


class Compared(Reference):
    """A count that must be `at least` or `less than` a number.

    Subclasses name the two parameters and what is counted, and count it.
    """

    number_name: ClassVar[str]
    relation_name: ClassVar[str] = "relation"
    unit: ClassVar[str]
    request: ClassVar[str] = "Answer with {amount}."

    def threshold(self) -> int:
        """The number to compare with."""
        value: int = getattr(self, self.number_name)
        return value

    def direction(self) -> Relation:
        """`at least` or `less than`."""
        value: Relation = getattr(self, self.relation_name)
        return value

    def count(self, reply: Reply) -> int:
        """How many there are."""
        raise NotImplementedError

    def noun(self) -> str:
        """What is counted, in the singular."""
        return self.unit

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count, and compare."""
        found, number = self.count(reply), self.threshold()
        held = found >= number if self.direction() == "at least" else found < number
        return Verdict(held, f"{times(found, self.noun())}, asked for {self.direction()} {number}")

    def ask(self) -> str:
        """As a user would."""
        return self.request.format(amount=f"{self.direction()} {times(self.threshold(), self.noun())}")

    def opposite(self) -> Constraint:
        """The other relation with the same number: the exact complement."""
        other = "less than" if self.direction() == "at least" else "at least"
        return self.model_copy(update={self.relation_name: other})
