"""What must never be named."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.content.forms import mentioned, term
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.presence import Sought, with_one, without_any
from driftsim.constraints.types import Phrases, listed


class NeverMention(Constraint):
    """None of some terms occurs in any form: plural, possessive, with a hyphen, a space or neither."""

    kind = "content.never_mention"
    family = "content"
    example = Example(
        {"terms": ["Bolt Motors", "lawsuit"]},
        passes="Our cars are bolted together well.",
        fails="We outsell bolt-motors' best car.",
    )
    terms: Phrases
    phrasings = Phrasings(
        ask=(
            "Do not bring up {terms_or}, in any form.",
            "Under no circumstances may you name {terms_or}.",
            "Keep {terms_or} out of your answer, in every form of the word.",
        ),
        forbid=("Bring up {terms_or}.",),
        release=("You may name {terms_or} again.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each term, up to the first that is there."""
        for plain, span in mentioned(self.terms, reply.text):
            words = reply.text[slice(*span)]
            return Verdict(held=False, reason=f'"{words}" names "{plain}"', span=span)
        return Verdict(held=True, reason=f"no {listed(self.terms, 'or')}")

    def ask(self) -> str:
        """As a user would."""
        return f"Never mention {listed(self.terms, 'or')} in any form."

    def deny(self) -> str:
        """As a user would."""
        return f"Mention {listed(self.terms, 'or')}."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Harmless words instead."""
        return without_any(draft, [term(plain) for plain in self.terms], chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One of the terms in one more sentence."""
        return with_one(draft, [Sought(term(plain), (plain,)) for plain in self.terms], chance)
