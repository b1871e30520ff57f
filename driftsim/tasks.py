"""Tasks with a known answer: the reasoning side of a turn."""

import math
import re
from dataclasses import dataclass
from typing import Any, Final, Literal

Match = Literal["number", "exact", "contains"]
MATCHES: Final[tuple[Match, ...]] = ("number", "exact", "contains")

_GAP: Final = "[\u00a0\u2009\u202f'’]"  # what some write between thousands beside a comma
_NUMBER: Final = re.compile(
    rf"""
    (?<![^\W_]) (?<![^\W_]\.)                     # not inside a word or a number such as v1.5
    (?P<minus> [-−–]? ) [$€£¥]? (?P<inner> [-−]? )
    (?P<whole> \d{{1,3}} (?: , \d{{3}} )+ (?!\d)     # 1,234,567
             | \d{{1,3}} (?: {_GAP} \d{{3}} )+ (?!\d)
             | (?: \d+ , ){{2,}} (?P<last> \d+ )     # a list, 1,2,3
             | \d+ )
    (?P<rest> (?: \. \d+ | , \d+ (?!\d|,\d) )? (?: [eE] [-+]? \d{{1,3}} (?!\w) )? )
    """,
    re.VERBOSE,
)
_WRAPPING: Final = " \t\r*_`\"'“”.,;:!"
_CLOSE: Final = 1e-9  # numbers that differ by less, relatively or from 0, are one number written twice


@dataclass(frozen=True, slots=True)
class Task:
    """A question whose answer is known.

    Args:
        answer: What is right.
        match: How a reply is read. `number`: the last number in it equals the answer; `exact`: its last
            line is the answer, whatever the case, marks around it and its full stop; `contains`: the answer
            stands in it as whole words.
    """

    answer: str | int | float
    match: Match = "number"

    def as_written(self) -> dict[str, Any]:
        """The task as it stands in a file."""
        return {"answer": self.answer, "match": self.match}

    def can_be_given(self) -> bool:
        r"""Whether some reply gives the answer, and not any that says nothing.

        Example:
            >>> Task("left\nright", "exact").can_be_given(), Task("...", "exact").can_be_given()
            (False, False)
        """
        return self.grade(str(self.answer)) and not self.grade(".")

    def grade(self, reply: str) -> bool:
        """Whether a reply gives the answer; one without a number is wrong where a number is asked for.

        Example:
            >>> Task(1400).grade("260 dollars are gone. That leaves **$1,400.**")
            True
        """
        match self.match:
            case "number":
                told, right = last_number(reply), last_number(str(self.answer))
                return told is not None and right is not None and _equal(told, right)
            case "exact":
                lines = [line for line in reply.splitlines() if line.strip()]
                return bool(lines) and _bare(lines[-1]) == _bare(str(self.answer))
            case "contains":
                words = r"\s+".join(map(re.escape, str(self.answer).casefold().split()))
                return re.search(rf"(?<!\w){words}(?!\w)", reply.casefold()) is not None


def last_number(text: str) -> float | None:
    r"""The last number of a text, None where there is none.

    Thousands may be set apart, a currency may stand before or behind, a comma before other than three digits
    is a decimal one, and a hyphen behind a word or a number is no minus.

    Example:
        >>> last_number("between 3-4, so −1\u202f234,5 €"), last_number("none")
        (-1234.5, None)
    """
    found = None
    for found in _NUMBER.finditer(text):  # noqa: B007
        pass
    if found is None:
        return None
    whole = found["last"] or re.sub(rf"{_GAP}|,", "", found["whole"])
    digits = whole + found["rest"].replace(",", ".")
    return float(digits) * (-1 if found["minus"] or found["inner"] else 1)


def _equal(told: float, right: float) -> bool:
    return math.isclose(told, right, rel_tol=_CLOSE, abs_tol=0.0 if right else _CLOSE)


def _bare(line: str) -> str:
    return " ".join(line.strip(_WRAPPING).casefold().split())
