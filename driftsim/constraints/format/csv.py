"""Comma-separated values and nothing else."""

import csv
import io
from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.format.fenced import unfenced
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.comma_rows import as_rows
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.lines import with_first_line, with_last_line
from driftsim.constraints.surgery.markup import unmarked
from driftsim.constraints.types import times


def csv_rows(reply: Reply, least: int) -> Verdict:
    """Whether the whole reply, in a code fence or bare, is rows of equally many columns, so many at least."""
    width, number = 0, 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(unfenced(reply.text))), start=1):
            width = width or len(row)
            if len(row) != width:
                reason = f"row {number} has {times(len(row), 'column')}, the first one {width}"
                return Verdict(held=False, reason=reason)
    except csv.Error as error:
        return Verdict(held=False, reason=f"not CSV: {error}")
    reason = f"{times(number, 'row')} of {times(width, 'column')}"
    return Verdict(width >= least, reason if width >= least else f"{reason}, asked for at least {least}")


class Csv(Constraint):
    """The whole reply is comma-separated values with two columns or more, in a code fence or bare."""

    kind = "format.csv"
    family = "format"
    example = Example({}, passes='tree,height\noak,"20 m, or more"', fails="Just one line of prose")
    phrasings = Phrasings(
        ask=(
            "Reply with comma-separated values only.",
            "Format all of your answer as CSV with several columns.",
        ),
        forbid=("Stop answering in CSV.", "Write normal text, not CSV."),
        release=("CSV is no longer required; any format is fine.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Read its rows."""
        return csv_rows(reply, 2)

    def ask(self) -> str:
        """As a user would."""
        return "Give your whole answer as CSV, with at least two columns and nothing else."

    def deny(self) -> str:
        """As a user would."""
        return "Do not give your answer as CSV."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft in two columns."""
        return as_rows(draft if draft.strip() else paragraph(chance))

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A line without columns before it, or what it says as prose."""
        yield with_first_line(draft, "This is what you asked for:", gap="\n")
        yield with_last_line(draft, "That is all.", gap="\n")
        yield unmarked(draft).replace(",", "")
        yield paragraph(chance)
