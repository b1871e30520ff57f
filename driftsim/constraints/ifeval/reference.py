"""An instruction of another tool, read as that tool reads it (`compat`)."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from driftsim.constraints.base import Constraint, Context, Reply, Span, Verdict
from driftsim.constraints.bounded import beyond
from driftsim.constraints.speech import spoken
from driftsim.constraints.types import Relation, times


class Reference(Constraint):
    """A constraint with another tool's id, parameters and verdicts; `ours` is its corrected sibling.

    Kind, family and phrasings are those of `ours`; the parameters are the other tool's, by its names, and
    `renamed` tells what `ours` calls them.
    """

    ours: ClassVar[type[Constraint]]
    renamed: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Take from the sibling what is the same."""
        if "ours" in cls.__dict__:
            cls.kind, cls.family = cls.ours.kind, cls.ours.family
            if "phrasings" not in cls.__dict__:
                cls.phrasings = cls.ours.phrasings

    def spoken(self) -> dict[str, str]:
        """The parameters in words, by the sibling's names."""
        return spoken({self.renamed.get(name, name): value for name, value in self})

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
        return len(self.places(reply))

    def places(self, reply: Reply) -> Sequence[Span]:
        """Where those stand that are counted; none where that cannot be said."""
        return ()

    def found(self, number: int) -> str:
        """What was counted, in words: `130 words`."""
        return times(number, self.unit)

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count, and compare."""
        found, number = self.count(reply), self.threshold()
        if self.direction() == "at least":
            return Verdict(found >= number, f"{self.found(found)}, asked for at least {number}")
        held = found < number
        span = None if held else beyond(self.places(reply), number - 1)
        return Verdict(held, f"{self.found(found)}, asked for less than {number}", span)

    def ask(self) -> str:
        """As a user would."""
        return self.request.format(amount=self.amount())

    def amount(self) -> str:
        """The bound with the thing counted: `at least 5 words`."""
        relation = "at least" if self.direction() == "at least" else "fewer than"
        return f"{relation} {times(self.threshold(), self.unit)}"

    def spoken(self) -> dict[str, str]:
        """The number and the relation as `amount`."""
        words = super().spoken()
        del words[self.number_name], words[self.relation_name]
        return {"amount": self.amount(), **words}

    def opposite(self) -> Constraint:
        """The other relation with the same number: the exact complement."""
        other = "less than" if self.direction() == "at least" else "at least"
        return self.model_copy(update={self.relation_name: other})


class AtLeast(Reference):
    """A count that must reach a number, which another tool's files name without a relation.

    Subclasses name the parameter and what is counted, and count it.
    """

    number_name: ClassVar[str]
    unit: ClassVar[str]
    request: ClassVar[str]

    def threshold(self) -> int:
        """The number to reach."""
        value: int = getattr(self, self.number_name)
        return value

    def count(self, reply: Reply) -> int:
        """How many there are."""
        raise NotImplementedError

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count, and compare."""
        found, number = self.count(reply), self.threshold()
        return Verdict(found >= number, f"{times(found, self.unit)}, asked for at least {number}")

    def spoken(self) -> dict[str, str]:
        """The number as `amount`."""
        words = super().spoken()
        del words[self.number_name]
        return {"amount": f"at least {times(self.threshold(), self.unit)}", **words}

    def ask(self) -> str:
        """As a user would."""
        return self._sentence("at least")

    def deny(self) -> str:
        """As a user would: fewer of them."""
        return self._sentence("fewer than")

    def _sentence(self, relation: str) -> str:
        return self.request.format(amount=f"{relation} {times(self.threshold(), self.unit)}")
