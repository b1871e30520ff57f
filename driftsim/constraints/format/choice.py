"""One of some fixed answers."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.sentences import appended
from driftsim.constraints.types import Phrases, listed

OPTIONS = ("My answer is yes.", "My answer is no.", "My answer is maybe.")
_MARKS = " \t\r\n*_\"'“”„‘’«»`"


class Choice(Constraint):
    """The whole reply is one of some options, in any case; quotes and emphasis marks are free."""

    kind = "format.choice"
    family = "format"
    example = Example({"options": ["Oak.", "Elm."]}, passes="**oak.**", fails="I think oak.")
    options: Phrases = OPTIONS
    phrasings = Phrasings(
        ask=(
            "Pick one of these as your whole answer: {options_or}",
            "Reply with just one of these: {options_or}",
        ),
        release=("You no longer have to keep to these answers: {options}",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare with each option."""
        said = reply.text.strip(_MARKS).lower()
        for option in self.options:
            if said == option.strip(_MARKS).lower():
                return Verdict(held=True, reason=f'the answer is "{option}"')
        return Verdict(held=False, reason=f"the answer is none of {listed(self.options)}")

    def ask(self) -> str:
        """As a user would."""
        return f"Answer with one of these and nothing else: {listed(self.options, 'or')}"

    def deny(self) -> str:
        """As a user would."""
        return f"Do not answer with just one of these: {listed(self.options, 'or')}"

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The option that the draft names, else one of them."""
        named = [option for option in self.options if option.lower() in draft.lower()]
        for option in chance.sample(self.options, len(self.options)):
            yield (named or [option])[0]

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The option with reasons behind it."""
        yield appended(draft, paragraph(chance, 1))
        yield paragraph(chance)
