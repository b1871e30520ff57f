"""XML and nothing else."""

from collections.abc import Iterator
from random import Random
from xml.etree.ElementTree import ParseError, XMLParser

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.format.fenced import unfenced
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.lines import with_first_line
from driftsim.constraints.surgery.markup import as_xml, unmarked


class _Nothing:
    """Keeps nothing of what is parsed."""

    def close(self) -> None:
        """There is nothing to give."""


def xml(reply: Reply) -> Verdict:
    """Whether the whole reply, in a code fence or bare, is one XML document."""
    parser = XMLParser(target=_Nothing())  # expat limits what entities may grow to
    try:
        parser.feed(unfenced(reply.text))
        parser.close()
    except (ParseError, ValueError) as error:
        return Verdict(held=False, reason=f"not XML: {error}")
    return Verdict(held=True, reason="the reply is XML")


class Xml(Constraint):
    """The whole reply is one well-formed XML element, in a code fence or bare."""

    kind = "format.xml"
    family = "format"
    example = Example({}, passes="```xml\n<trees><oak/></trees>\n```", fails="<oak/><elm/>")
    phrasings = Phrasings(
        ask=("Reply with well-formed XML only.", "Format all of your answer as one XML document."),
        forbid=("Stop answering in XML.", "Write normal text, not XML."),
        release=("XML is no longer required; any format is fine.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Parse it."""
        return xml(reply)

    def ask(self) -> str:
        """As a user would."""
        return "Give your whole answer in XML, as one well-formed element and nothing else."

    def deny(self) -> str:
        """As a user would."""
        return "Do not give your answer in XML."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft in an element."""
        return as_xml(draft if draft.strip() else paragraph(chance))

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """What it says as prose, or a line before it."""
        yield unmarked(draft)
        yield with_first_line(draft, "This is what you asked for:")
        yield paragraph(chance)
