"""So many of some constraints hold."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Annotated, Any, Final, Self

from pydantic import BeforeValidator, Field, SerializeAsAny, field_validator, model_validator

from driftsim.constraints.base import Constraint, Context, Reply, Verdict
from driftsim.constraints.composed.composite import Composite, Outcome, outcome
from driftsim.constraints.composed.nested import built
from driftsim.constraints.composed.steering import picks, steered
from driftsim.constraints.room import Room
from driftsim.constraints.surgery.filler import paragraph
from driftsim.errors import CheckError, ConstraintError

_TOLD: Final = 3  # parts of which a reason tells


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Weight = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Joined(Composite):
    """As many of some constraints hold as there is room for.

    A part that cannot be decided makes the whole undecided only where the others leave it open. The
    `score` is 1 where enough hold; else the share of the `weights`, which are equal unless given, of the
    parts that are as they should be, each by its own score.
    """

    of: Annotated[tuple[SerializeAsAny[Constraint], ...], Field(min_length=1, max_length=100)]
    weights: Annotated[tuple[Weight, ...], BeforeValidator(_tuple)] | None = None

    @field_validator("of", mode="before")
    @classmethod
    def _built(cls, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise ValueError("must be a list of constraints, each with 'check' or 'ifeval'")
        return tuple(built(each, cls.kind, f"part {number}") for number, each in enumerate(value, 1))

    @model_validator(mode="after")
    def _a_weight_for_each(self) -> Self:
        if self.weights is not None and len(self.weights) != len(self.of):
            raise ValueError(f"{len(self.weights)} weights for {len(self.of)} parts; give one for each")
        return self

    @abstractmethod
    def room(self) -> Room:
        """How many parts may hold."""

    @abstractmethod
    def wanted(self) -> str:
        """The room in words: `at least 2`."""

    def parts(self) -> tuple[Constraint, ...]:
        """The constraints of the list."""
        return self.of

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Check each part, and count."""
        found = [outcome(part, reply, context) for part in self.of]
        held = sum(isinstance(each, Verdict) and each.held for each in found)
        errors = [each for each in found if isinstance(each, CheckError)]
        results = {self.room().holds(held + more) for more in range(len(errors) + 1)}
        if len(results) > 1:
            raise CheckError(f"{self.kind}: it depends on a part that cannot be decided: {errors[0]}")
        if results == {True}:
            return Verdict(held=True, reason=f"{held} of {len(found)} hold, asked for {self.wanted()}")
        return self._missed(found, held)

    def _missed(self, found: Sequence[Outcome], held: int) -> Verdict:
        few = self.room().low > held
        wrong = [each for each in found if isinstance(each, Verdict) and each.held is not few]
        told = "; ".join(each.reason for each in wrong[:_TOLD])
        more = f"; and {len(wrong) - _TOLD} more" if len(wrong) > _TOLD else ""
        span = next((each.span for each in wrong if each.span is not None), None)
        reason = f"{held} of {len(found)} hold, asked for {self.wanted()}: {told}{more}"
        return Verdict(held=False, reason=reason, span=span, score=self._share(found, few=few))

    def _share(self, found: Sequence[Outcome], *, few: bool) -> float:
        """What is as it should be: what holds where too few do, what does not where too many do."""
        weights = self.weights or (1.0,) * len(found)
        right = (
            weight * (each.score if few else 1 - each.score)
            for weight, each in zip(weights, found, strict=True)
            if isinstance(each, Verdict)
        )
        return min(1.0, max(0.0, sum(right) / sum(weights)))

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Parts realized and spoiled in turn, in each situation, until enough of them hold."""
        return self._towards(draft, [self.room()], chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Likewise until too few or too many hold."""
        low, high = self.room()
        rooms = [Room(0, low - 1)] if low else []
        if high is not None and high < len(self.of):
            rooms.append(Room(high + 1, len(self.of)))
        return self._towards(draft, rooms, chance)

    def _towards(self, draft: str, rooms: Sequence[Room], chance: Random) -> Iterator[str]:
        for start in (draft, paragraph(chance), ""):
            for context in self.situations():
                held = [_holds(part, start, context) for part in self.of]
                for room in rooms:
                    for wishes in picks(self.of, held, room, chance):
                        yield from steered(start, wishes, chance, context)

    def parameters(self) -> dict[str, Any]:
        """The list as it is written, and what else is set."""
        rest = self.model_dump(mode="json", exclude_none=True, exclude={"of"})
        return {"of": [part.spec() for part in self.of], **rest}

    def merged(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """`of` may be a list, which replaces the parts, or a mapping from a part's number to its changes."""
        if not isinstance(changes.get("of"), Mapping):
            return dict(changes)
        parts: list[Any] = list(self.of)
        for number, change in changes["of"].items():
            place = int(number) if str(number).isdecimal() else 0
            if not 1 <= place <= len(parts):
                raise ConstraintError(f"{self.kind} has no part {number!r}; they are 1 to {len(parts)}")
            parts[place - 1] = _changed(parts[place - 1], change, self.kind, f"part {place}")
        return {**changes, "of": parts}


def _changed(part: Constraint, change: Any, *where: str) -> Constraint:
    from driftsim.constraints.written import revised

    try:
        return revised(part, change)
    except ConstraintError as error:
        raise error.at(*where) from None


def _holds(part: Constraint, text: str, context: Context) -> bool:
    found = outcome(part, Reply(text), context)
    return isinstance(found, Verdict) and found.held
