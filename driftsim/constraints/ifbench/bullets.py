"""IFBench's `format` ids on lists and sections."""

from collections.abc import Iterator
from random import Random
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import Field

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.format.marked_list import MarkedList, marked, unmarked
from driftsim.constraints.format.sub_bullets import SubBullets
from driftsim.constraints.format.text_then_bullets import TextThenBullets
from driftsim.constraints.format.thesis import Thesis
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.surgery.filler import sentence
from driftsim.constraints.types import times
from driftsim.text import sentences

_LEAST: Final = 2


class MarkerList(Reference):
    """A string of the user's own occurs twice or more, anywhere."""

    source_id = "format:list"
    ours = MarkedList
    example = Example({"sep": "!?!?"}, passes="!?!? oak !?!? elm", fails="!?!? oak")
    renamed = MappingProxyType({"sep": "marker"})
    sep: Annotated[str, Field(min_length=1)]

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count it."""
        number = reply.text.count(self.sep)
        reason = f'"{self.sep}" occurs {times(number, "time")}, asked for at least {_LEAST}'
        return Verdict(number >= _LEAST, reason, score=min(number / _LEAST, 1))

    def ask(self) -> str:
        """As a user would."""
        return f'Make a list of two items or more and mark each with "{self.sep}" instead of a bullet point.'

    def spoken(self) -> dict[str, str]:
        """The mark, and how many items."""
        return {"marker": self.sep, "at_least": str(_LEAST)}

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Items behind the draft; then the mark alone."""
        yield marked(draft, self.sep, _LEAST, chance)
        yield f"{draft}{self.sep * _LEAST}"

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft without the mark."""
        return unmarked(draft, self.sep, chance)


class ItalicThesis(Reference):
    """Something stands between the first tags for italics and behind them; `<em>` is read like `<i>`."""

    source_id = "format:thesis"
    ours = Thesis
    example = Example({}, passes="So: <i>Cats rule.</i> They do.", fails="<i>Cats rule.</i>")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for the tags, then at what stands between and behind them."""
        start = _first(reply.text, "<i>", "<em>", 0)
        end = _first(reply.text, "</i>", "</em>", start) if start >= 0 else -1
        if end < 0:
            return Verdict(held=False, reason="no text in <i> or <em>")
        if not reply.text[start + len("<i>") : end].strip():
            return Verdict(held=False, reason="nothing between the tags", span=(start, end))
        behind = bool(reply.text[end + len("</i>") :].strip())
        return Verdict(behind, f"{'something' if behind else 'nothing'} behind the thesis", (start, end))

    def ask(self) -> str:
        """As a user would."""
        return "Begin each section with a thesis statement in italics, and use HTML for the italics."


def _first(text: str, tag: str, other: str, start: int) -> int:
    place = text.find(tag, start)
    return place if place >= 0 else text.find(other, start)


class SubBulletPoints(Reference):
    """A hyphen stands somewhere behind each asterisk, before the next one; without asterisks all is well."""

    source_id = "format:sub-bullets"
    ours = SubBullets
    example = Example({}, passes="* Trees\n  - oak\n* well-fed", fails="* Trees\n* Birds\n  - owl")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look behind each asterisk."""
        place = 0
        for piece in reply.text.split("*"):
            if place and "-" not in piece:
                return Verdict(
                    held=False,
                    reason="an asterisk without a hyphen behind it",
                    span=(place - 1, place + len(piece)),
                )
            place += len(piece) + 1
        return Verdict(held=True, reason="a hyphen behind each asterisk")

    def ask(self) -> str:
        """As a user would."""
        return (
            "Use bullet points marked with * and put at least one sub-bullet point with - below each of them."
        )

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """No asterisks."""
        yield draft.replace("*", "")
        yield sentence(chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A bullet point more, without."""
        yield f"{draft.rstrip()}\n* {sentence(chance)}"


class SentencesThenBullets(Reference):
    """Two sentences or more, then two lines or more with `*`; a blank line may only stand between the two."""

    source_id = "format:no_bullets_bullets"
    ours = TextThenBullets
    example = Example({}, passes="One here! Two here!\n\n* a\n* b", fails="One here. Two here.\n* a\n\n* b")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Walk over the lines."""
        ready, before, bullets = False, 0, 0
        for number, line in enumerate(reply.lines, 1):
            if line.strip().startswith("*"):
                if before < _LEAST:
                    found = times(before, "sentence")
                    return Verdict(
                        held=False, reason=f"{found} before the bullet points, asked for at least {_LEAST}"
                    )
                bullets, ready = bullets + 1, True
            elif ready:
                return Verdict(
                    held=False,
                    reason=f"line {number} is no bullet point and stands behind one or a blank line",
                )
            else:
                here = len(sentences(line))
                before, ready = before + here, not here
        return Verdict(bullets >= _LEAST, f"{times(bullets, 'bullet point')}, asked for at least {_LEAST}")

    def ask(self) -> str:
        """As a user would."""
        return (
            "Write at least two sentences that end with a period, then at least two bullet points marked"
            " with * and nothing else."
        )
