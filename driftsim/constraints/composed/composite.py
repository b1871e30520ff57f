"""What all constraints made of others share."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Final, Self

from pydantic import model_validator

from driftsim.constraints.base import Constraint, Context, Family, Reply, Verdict
from driftsim.constraints.composed.nested import TOO_DEEP, too_deep
from driftsim.constraints.questions import Question
from driftsim.errors import CheckError

_SITUATIONS: Final = 8

Outcome = Verdict | CheckError


def outcome(part: Constraint, reply: Reply, context: Context) -> Outcome:
    """A part's verdict, or why it has none: whatever goes wrong in a part leaves it undecided."""
    try:
        return part.strict(reply, context)
    except CheckError as error:
        return error
    except Exception as error:  # a fault in one part must not hide what the others decide
        return CheckError(f"{type(error).__name__} in the check {part.label}: {error}")


class Composite(Constraint):
    """A constraint made of others.

    In tables it counts to the family of its parts where they share one, else to that of the first. It is
    revised like any other: parameters are merged; a part is replaced by what is written with `check` or
    `ifeval` and revised in its place by what is written without.
    """

    family = "structural"

    @abstractmethod
    def parts(self) -> tuple[Constraint, ...]:
        """The constraints inside, in the order in which they are written."""

    @abstractmethod
    def merged(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Changes in which each part that is changed stands whole."""

    @abstractmethod
    def parameters(self) -> dict[str, Any]:
        """The parameters that are set, as plain data: parts as they are written."""

    @model_validator(mode="after")
    def _is_not_too_deep(self) -> Self:
        if too_deep(self):
            raise ValueError(TOO_DEEP)
        return self

    @property
    def label(self) -> str:
        """The kind with its parts."""
        return f"{self.kind}({', '.join(part.label for part in self.parts())})"

    @property
    def skill(self) -> Family:
        """The family of the parts where they share one, else that of the first."""
        return self.parts()[0].skill

    @property
    def is_judged(self) -> bool:
        """Whether one of the parts is."""
        return any(part.is_judged for part in self.parts())

    def judge_questions(self, reply: Reply, context: Context) -> tuple[Question, ...]:
        """What the parts ask, each question once."""
        asked = (each for part in self.parts() for each in part.judge_questions(reply, context))
        return tuple(dict.fromkeys(asked))

    def situations(self) -> tuple[Context, ...]:
        """Those of the parts, and the one in which they all ask something of the reply."""
        return together(self.parts())

    def spoken(self) -> dict[str, str]:
        """Nothing of what stands inside can be said in a word."""
        return {}


def together(parts: Sequence[Constraint]) -> tuple[Context, ...]:
    """The situations of several constraints, the last one with everything in it that matters to any."""
    said = dict.fromkeys(each.user for part in parts for each in part.situations() if each.user)
    users = dict.fromkeys(["", *islice(said, _SITUATIONS), "\n".join(said)])
    return tuple(Context(user=user) for user in users)
