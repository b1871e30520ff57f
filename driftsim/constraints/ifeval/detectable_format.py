"""IFEval's `detectable_format`."""

import json
import re
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.bounded import beyond
from driftsim.constraints.format.bullets import Bullets
from driftsim.constraints.format.choice import OPTIONS, Choice
from driftsim.constraints.format.highlights import Highlights
from driftsim.constraints.format.json import Json, problem, unfenced
from driftsim.constraints.format.sections import Sections
from driftsim.constraints.format.title import Title
from driftsim.constraints.ifeval.reference import AtLeast, Reference
from driftsim.constraints.matching import Finder, groups, pattern
from driftsim.constraints.speech import spoken
from driftsim.constraints.types import Count, Trimmed, listed, times

# White space before the mark may not cross lines: that changes no count and keeps blank lines linear.
_STAR_BULLET = re.compile(r"^[^\S\n]*\*[^*].*$", re.MULTILINE)
_DASH_BULLET = re.compile(r"^[^\S\n]*-.*$", re.MULTILINE)
_STARRED = re.compile(r"\*[^\n*]*\*")
_DOUBLE_STARRED = re.compile(r"\*\*[^\n*]*\*\*")


def _heading(splitter: str) -> Finder:
    return pattern(splitter, 0, before=r"\s?", after=r"\s?\d+\s?")


def _compiles(splitter: str) -> str:
    _heading(splitter)
    if groups(splitter):
        raise ValueError("must not have a capturing group")
    return splitter


class NumberBulletLists(Reference):
    """Exactly so many lines begin with `*` or `-`: rules, minus signs and code count too."""

    source_id = "detectable_format:number_bullet_lists"
    ours = Bullets
    example = Example({"num_bullets": 2}, passes="* red\n- blue", fails="* red\n* blue\n---")
    num_bullets: Count

    def spoken(self) -> dict[str, str]:
        """The number as `amount`; none where no bullet points are wanted."""
        number = times(self.num_bullets, "bullet point")
        return {"amount": f"exactly {number}"} if self.num_bullets else {}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count such lines."""
        patterns = (_STAR_BULLET, _DASH_BULLET)
        lines = sorted(match.span() for each in patterns for match in each.finditer(reply.text))
        reason = f"{times(len(lines), 'bullet point')}, asked for exactly {self.num_bullets}"
        return Verdict(len(lines) == self.num_bullets, reason, beyond(lines, self.num_bullets))

    def ask(self) -> str:
        """As a user would."""
        if not self.num_bullets:
            return "Use no bullet points in your answer."
        number = times(self.num_bullets, "bullet point")
        return f"Use exactly {number} in your answer, each on a line that starts with * or -."

    def deny(self) -> str:
        """As a user would."""
        if not self.num_bullets:
            return "Use bullet points in your answer."
        return f"Do not use exactly {times(self.num_bullets, 'bullet point')} in your answer."

    def opposite(self) -> Constraint | None:
        """No bullet points."""
        return NumberBulletLists(num_bullets=0) if self.num_bullets else None


class ConstrainedResponse(Reference):
    """One of three sentences stands somewhere in the reply, capitals and all."""

    source_id = "detectable_format:constrained_response"
    ours = Choice
    example = Example({}, passes="I think so: My answer is yes. Bye", fails="my answer is yes.")

    def spoken(self) -> dict[str, str]:
        """The three sentences."""
        return spoken({"options": OPTIONS})

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for each of them."""
        for option in OPTIONS:
            place = reply.text.find(option)
            if place >= 0:
                span = place, place + len(option)
                return Verdict(held=True, reason=f'"{option}" found', span=span)
        return Verdict(held=False, reason=f"none of {listed(OPTIONS)} found")

    def ask(self) -> str:
        """As a user would."""
        return f"Answer with one of these: {listed(OPTIONS, 'or')}"

    def deny(self) -> str:
        """As a user would."""
        return f"Do not say any of these: {listed(OPTIONS, 'or')}"


class NumberHighlightedSections(AtLeast):
    """At least so many passages between asterisks; bold-italic ones count twice."""

    source_id = "detectable_format:number_highlighted_sections"
    ours = Highlights
    example = Example({"num_highlights": 2}, passes="*Drink* and **eat**.", fails="*Drink* and ** **.")
    number_name = "num_highlights"
    unit = "highlighted passage"
    request = "Use {amount} in your answer, such as *highlighted text*."
    num_highlights: Count

    def count(self, reply: Reply) -> int:
        """Passages in single asterisks and in double ones, the empty left out."""
        if "*" not in reply.text:
            return 0
        single = sum(1 for passage in _STARRED.findall(reply.text) if passage.strip("*").strip())
        double = sum(1 for passage in _DOUBLE_STARRED.findall(reply.text) if passage[2:-2].strip())
        return single + double


class MultipleSections(AtLeast):
    """At least so many times the splitter stands before a number, anywhere."""

    source_id = "detectable_format:multiple_sections"
    ours = Sections
    example = Example(
        {"section_spliter": "Part", "num_sections": 2},
        passes="Part 1\nRain.\nPart 1\nSun.",
        fails="PART 1\nRain.\nPART 2\nSun.",
    )
    number_name = "num_sections"
    unit = "section"
    renamed = MappingProxyType({"section_spliter": "word"})
    section_spliter: Annotated[Trimmed, AfterValidator(_compiles)]
    num_sections: Count

    def count(self, reply: Reply) -> int:
        """The splitter with a number behind it."""
        return len(_heading(self.section_spliter).spans(reply.text))

    def _sentence(self, relation: str) -> str:
        amount = f"{relation} {times(self.num_sections, self.unit)}"
        return f'Divide your answer into {amount}, headed "{self.section_spliter} 1" and so on.'


class JsonFormat(Reference):
    """The whole reply is any value that Python's JSON parser takes, in a code fence or bare."""

    source_id = "detectable_format:json_format"
    ours = Json
    example = Example({}, passes="```json\n42\n```", fails='Here: {"trees": 2}')

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Parse it."""
        try:
            json.loads(unfenced(reply.text))
        except (ValueError, RecursionError) as error:
            return problem(reply, error)
        return Verdict(held=True, reason="the reply is JSON")

    def ask(self) -> str:
        """As a user would."""
        return "Give your whole answer in JSON format."

    def deny(self) -> str:
        """As a user would."""
        return "Do not give your answer in JSON format."


class TitleFormat(Reference):
    """On some line, text stands between the first `<<` and the last `>>`."""

    source_id = "detectable_format:title"
    ours = Title
    example = Example({}, passes="<<On <i>Oaks</i>>>\nOld.", fails="<< >>\nOld.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at each line; the first and the last mark, for the pattern is greedy."""
        if "<<" not in reply.text:
            return Verdict(held=False, reason="no title in double angular brackets")
        titles = (line[line.find("<<") : line.rfind(">>") + 2] for line in reply.lines if "<<" in line)
        for title in titles:
            if len(title) > 4 and title.lstrip("<").rstrip(">").strip():
                return Verdict(held=True, reason=f'the title is "{title}"')
        return Verdict(held=False, reason="no title in double angular brackets")

    def ask(self) -> str:
        """As a user would."""
        return "Give your answer a title in double angular brackets, such as <<a title>>."

    def deny(self) -> str:
        """As a user would."""
        return "Do not put a title in double angular brackets, such as <<a title>>."
