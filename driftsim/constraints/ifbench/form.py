"""IFBench's `format` of the whole: capitals as in a title, a template, no white space."""

from collections.abc import Iterator
from random import Random
from typing import Any, Final

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.format.no_whitespace import NoWhitespace, no_whitespace
from driftsim.constraints.format.template import Template
from driftsim.constraints.format.title_case import TitleCase
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.surgery.titles import all_capitalized
from driftsim.constraints.types import listed

LABELS: Final = ("My Answer:", "My Conclusion:", "Future Outlook:")


class AllTitleCase(Reference):
    """Every token begins with a capital letter: `of` and the `n't` of a contraction, too; `iPhone` passes."""

    source_id = "format:title_case"
    ours = TitleCase
    example = Example({}, passes="The Old House On A Hill", fails="The Old House on a Hill")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first token that does not."""
        small = next((token for token in reply.tokens if _is_small(token)), None)
        if small is None:
            return Verdict(held=True, reason="every word begins with a capital letter")
        return Verdict(held=False, reason=f'"{small[:40]}" does not begin with a capital letter')

    def ask(self) -> str:
        """As a user would."""
        return "Write your whole answer in title case, with a capital letter at the start of every word."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Every word with a capital, `don't` as `Do Not`."""
        yield all_capitalized(draft)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A small word behind the draft."""
        yield f"{draft.rstrip()} so it goes."


def _is_small(token: str) -> bool:
    first, rest = token[0], token[1:]
    if not first.isalpha() or not first.islower():
        return False
    return not rest or rest.islower() or rest.isupper()


class OutputTemplate(Reference):
    """Three fixed labels occur, in any order."""

    source_id = "format:output_template"
    ours = Template
    example = Example(
        {},
        passes="Future Outlook: z My Answer: x My Conclusion: y",
        fails="my answer: x My Conclusion: y Future Outlook: z",
    )

    def twin_parameters(self) -> dict[str, Any]:
        """The labels."""
        return {"labels": LABELS}

    def spoken(self) -> dict[str, str]:
        """The labels."""
        return {"labels": listed(LABELS)}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each."""
        missing = [label for label in LABELS if label not in reply.text]
        if not missing:
            return Verdict(held=True, reason=f"{listed(LABELS)} found")
        share = 1 - len(missing) / len(LABELS)
        return Verdict(held=False, reason=f"{listed(missing)} missing", score=share)

    def ask(self) -> str:
        """As a user would."""
        template = " ".join(f"{label} [text]" for label in LABELS)
        return f"Use this exact template for your answer: {template}"


class WithoutWhitespace(Reference):
    """No character of the reply is white space, a last line feed included."""

    source_id = "format:no_whitespace"
    ours = NoWhitespace
    example = Example({}, passes="Oaks,elms.", fails="Oaks,elms.\n")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the first one."""
        return no_whitespace(reply.text)

    def ask(self) -> str:
        """As a user would."""
        return "Do not use any white space in your answer, not even a line feed at its end."

    def deny(self) -> str:
        """As a user would."""
        return "Use white space in your answer, be it a line feed at its end."
