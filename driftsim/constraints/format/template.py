"""An answer under given labels."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.labels import labelled, unlabelled
from driftsim.constraints.types import Phrases, listed


class Template(Constraint):
    """Some labels occur in the given order, with these capitals."""

    kind = "format.template"
    family = "format"
    example = Example(
        {"labels": ["Answer:", "Source:"]},
        passes="Answer: oak.\nSource: a book.",
        fails="Source: a book. Answer: oak.",
    )
    labels: Phrases
    phrasings = Phrasings(
        ask=("Follow this template, with something behind each label: {labels}.",),
        forbid=("Answer without the template of {labels}.",),
        release=("The template with {labels} is no longer needed.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each behind the one before."""
        place = 0
        for number, label in enumerate(self.labels):
            found = reply.text.find(label, place)
            if found < 0:
                where = "missing" if label not in reply.text else "out of order"
                return Verdict(held=False, reason=f'"{label}" is {where}', score=number / len(self.labels))
            place = found + len(label)
        return Verdict(held=True, reason=f"{listed(self.labels)} in order")

    def ask(self) -> str:
        """As a user would."""
        return f"Use exactly this template for your answer, in this order: {listed(self.labels)}."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft in parts, each behind its label."""
        return labelled(draft, self.labels, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft without one of the labels."""
        return unlabelled(draft, self.labels, chance)
