"""A phrase that the reply must end with."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.ends import ending_otherwise, ending_with
from driftsim.constraints.types import Trimmed

_MARKS = " \t\r\n*_\"'“”„‘’«»"


def tail(text: str, size: int) -> Span:
    """The last so many characters before the closing white space, from the beginning of a word on."""
    end = len(text.rstrip())
    start = max(end - size, 0)
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    return start, end


def ending(reply: Reply, phrase: str, *, held: bool) -> Verdict:
    """The verdict on the end of a reply, with what stands there."""
    start, end = tail(reply.text, len(phrase))
    reason = f'the reply ends with "{reply.text[start:end]}"'
    return Verdict(held, reason if held else f'{reason}, asked for "{phrase}"', (start, end))


class End(Constraint):
    """The reply ends with a phrase, in any case; quotes and emphasis marks around it are free."""

    kind = "lexical.end"
    family = "lexical"
    example = Example(
        {"phrase": "Any questions?"}, passes="Done. *any questions?*", fails="Any questions? Bye."
    )
    phrase: Trimmed
    phrasings = Phrasings(
        ask=(
            'The very last words of your answer should be "{phrase}"',
            'Finish your answer with the phrase "{phrase}" and say nothing more after it.',
        ),
        forbid=('Stop ending your answer with "{phrase}"',),
        release=('You no longer need to finish with "{phrase}"',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare the ends without marks."""
        asked = self.phrase.strip(_MARKS) or self.phrase
        said = reply.stripped.strip(_MARKS) or reply.stripped
        return ending(reply, self.phrase, held=said.lower().endswith(asked.lower()))

    def ask(self) -> str:
        """As a user would."""
        return f'End your answer with exactly this phrase and nothing after it: "{self.phrase}"'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not end your answer with this phrase: "{self.phrase}"'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The phrase at the very end."""
        return ending_with(draft, self.phrase)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words after it."""
        return ending_otherwise(draft, chance)
