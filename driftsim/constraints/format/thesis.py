"""A thesis in italics at the head of each section."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.filler import paragraph, sentence
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.units import units

_HEADING: Final = re.compile(r"^[ \t]*#{1,6}[ \t].*$", re.MULTILINE)
_OPENING: Final = re.compile(r"\s*<(i|em)>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?(?:i|em)>", re.IGNORECASE)


def sections(text: str) -> list[Span]:
    """What stands below each Markdown heading; the whole text where there is none."""
    headings = [match.span() for match in _HEADING.finditer(text)]
    if not headings:
        return [(0, len(text))]
    ends = [*(start for start, _ in headings[1:]), len(text)]
    return [(stop, end) for (_, stop), end in zip(headings, ends, strict=True)]


def has_thesis(section: str) -> bool:
    """Whether a section begins with text in `<i>` or `<em>` and goes on behind it."""
    opening = _OPENING.match(section)
    if opening is None:
        return False
    closing = re.compile(f"</{opening[1]}>", re.IGNORECASE).search(section, opening.end())
    if closing is None:
        return False
    return bool(section[opening.end() : closing.start()].strip() and section[closing.end() :].strip())


def untagged(text: str) -> str:
    """A text without tags for italics.

    Example:
        >>> untagged("<i>Cats rule.</i> They do.")
        'Cats rule. They do.'
    """
    return _TAG.sub("", text)


def _with_thesis(section: str, chance: Random) -> str:
    plain = untagged(section)
    found = units(plain)
    start, end = len(plain) - len(plain.lstrip()), found[0].end
    more = "" if plain[end:].strip() else f" {like(plain, sentence(chance))}"
    return f"{plain[:start]}<i>{plain[start:end]}</i>{plain[end:]}{more}"


class Thesis(Constraint):
    """Each section begins with a thesis in italics, in HTML; a section is what a Markdown heading heads."""

    kind = "format.thesis"
    family = "format"
    example = Example(
        {},
        passes="# Cats\n<i>Cats rule.</i> They do.\n# Dogs\n<em>Dogs serve.</em> So it is.",
        fails="<i>Cats rule.</i>",
    )
    phrasings = Phrasings(
        ask=("Open each section with its thesis in HTML italics, such as <i>this</i>.",),
        release=("A thesis in italics at the head of a section is no longer needed.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at the head of each section."""
        for span in sections(reply.text):
            if not has_thesis(reply.text[slice(*span)]):
                return Verdict(
                    held=False, reason="a section does not begin with a thesis in italics", span=span
                )
        return Verdict(held=True, reason="each section begins with a thesis in italics")

    def ask(self) -> str:
        """As a user would."""
        return "Begin each section with a thesis statement in italics, using HTML, such as <i>a thesis</i>."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The first sentence of each section in italics; then a text of our own."""
        changes = []
        for start, end in sections(draft):
            section = draft[start:end]
            if not has_thesis(section):
                section = section if units(untagged(section)) else f"\n{like(draft, paragraph(chance, 2))}\n"
                changes.append(((start, end), _with_thesis(section, chance)))
        yield replaced_all(draft, changes)
        yield _with_thesis(like(draft, paragraph(chance)), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The text without italics."""
        yield untagged(draft)
        yield paragraph(chance)
