"""A reply in quotation marks."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph

_PAIRS = ('""', "“”")


def quoted(reply: Reply, pairs: tuple[str, ...]) -> Verdict:
    """Whether one of the pairs of marks stands around the whole reply."""
    text = reply.stripped
    if len(text) >= 2 and text[0] + text[-1] in pairs:
        return Verdict(held=True, reason="the whole reply stands in double quotation marks")
    begins = any(text[0] == pair[0] for pair in pairs)
    where, place = ("end", len(reply.text.rstrip()) - 1) if begins else ("begin", _start(reply))
    reason = f"the reply does not {where} with a double quotation mark"
    return Verdict(held=False, reason=reason, span=(place, place + 1))


def _start(reply: Reply) -> int:
    return len(reply.text) - len(reply.text.lstrip())


class Quotation(Constraint):
    """The whole reply stands in double quotation marks, straight or curly."""

    kind = "format.quotation"
    family = "format"
    example = Example({}, passes="“Rain at dawn.”", fails='He said "rain".')
    phrasings = Phrasings(
        ask=(
            "Wrap your entire answer in double quotation marks.",
            "Start and end your answer with a double quotation mark.",
        ),
        forbid=("Leave out the double quotation marks around your answer.",),
        release=("The double quotation marks around your answer are no longer needed.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at the first and the last character."""
        return quoted(reply, _PAIRS)

    def ask(self) -> str:
        """As a user would."""
        return "Put your whole answer in double quotation marks."

    def deny(self) -> str:
        """As a user would."""
        return "Do not put your answer in double quotation marks."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Straight marks around the draft, curly ones where straight ones stand in it."""
        text = draft.strip() or paragraph(chance)
        yield f"“{text}”" if '"' in text else f'"{text}"'

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft without the marks around it, or with more behind them."""
        text = draft.strip()
        yield text[1:-1].strip()
        yield text.strip('"“” ')
        yield f"{text} {paragraph(chance, 1)}"
