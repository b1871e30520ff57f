"""One word on each line."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.cores import cores
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import sentence
from driftsim.constraints.surgery.sentences import appended


class OneWordLines(Constraint):
    """Each line holds one word; blank lines and lines of marks alone are free."""

    kind = "format.one_word_lines"
    family = "format"
    example = Example({}, passes="Oak\nelm\n\nash.", fails="Oak elm\nash")
    phrasings = Phrasings(
        ask=("Put each word on a line of its own.", "Start a new line after each word."),
        release=("Several words may share a line again.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the words of each line."""
        start, lines = 0, 0
        for line in reply.lines:
            number = len(cores(line))
            if number > 1:
                return Verdict(
                    held=False, reason=f"{number} words on one line", span=(start, start + len(line))
                )
            lines += number
            start += len(line) + 1
        return Verdict(lines > 0, "one word on each line" if lines else "no word at all")

    def ask(self) -> str:
        """As a user would."""
        return "Write each word on a new line."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A line break between the words."""
        for text in (draft, sentence(chance)):
            yield "\n".join(piece for piece in text.split() if cores(piece))
            yield "\n".join(cores(text))

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A whole sentence behind it."""
        yield appended(draft, sentence(chance))
