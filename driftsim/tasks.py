"""Tasks with a known answer: the reasoning side of a turn."""

import re
from dataclasses import dataclass
from typing import Any, Final, Literal

Match = Literal["number", "exact", "contains"]
MATCHES: Final[tuple[Match, ...]] = ("number", "exact", "contains")

_NUMBER: Final = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Task:
    """A question whose answer is known.

    Args:
        answer: What is right.
        match: How a reply is read. `number`: the last number in it equals the answer; `exact`: its last
            line is the answer, whatever the case; `contains`: the answer stands in it as whole words.
    """

    answer: str | int | float
    match: Match = "number"

    def as_written(self) -> dict[str, Any]:
        """The task as it stands in a file."""
        return {"answer": self.answer, "match": self.match}
