"""IFEval's `detectable_format`."""

import json
from collections.abc import Iterator
from itertools import islice
from random import Random
from types import MappingProxyType
from typing import Annotated, Any

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
from driftsim.constraints.ifeval.seen import bullet_lines, heading, headings, highlights, splits
from driftsim.constraints.matching import pattern
from driftsim.constraints.speech import spoken
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.marks import with_highlights, with_marked_lines, without_asterisks
from driftsim.constraints.surgery.occurrences import with_words
from driftsim.constraints.surgery.samples import samples
from driftsim.constraints.types import Count, Trimmed, listed, times


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
        lines = bullet_lines(reply.text)
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

    def twin_parameters(self) -> dict[str, Any]:
        """So many bullet points."""
        return {"exactly": self.num_bullets}

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Lines that count here made plain, or new ones."""
        return with_marked_lines(draft, bullet_lines, self.num_bullets)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One too many, or one too few."""
        for number in (self.num_bullets + 1, max(self.num_bullets - 1, 0)):
            yield from with_marked_lines(draft, bullet_lines, number)


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

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """One of the sentences in the text; then it alone."""
        for option in chance.sample(OPTIONS, len(OPTIONS)):
            yield from inserted(draft, option)
        yield from super().rewrites(draft, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The answer in other words."""
        text = draft
        for option in OPTIONS:
            text = text.replace(option, f"My answer would be {option.split()[-1]}")
        yield text


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
        return highlights(reply.text)

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A line with as many as are missing."""
        yield from with_highlights(draft, self.room().lacking(self.count(Reply(draft))))
        yield from with_highlights("", self.num_highlights)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The last ones without asterisks, then all of them."""
        return without_asterisks(draft)


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
    section_spliter: Annotated[Trimmed, AfterValidator(splits)]
    num_sections: Count

    def count(self, reply: Reply) -> int:
        """The splitter with a number behind it."""
        return len(heading(self.section_spliter).spans(reply.text))

    def _sentence(self, relation: str) -> str:
        amount = f"{relation} {times(self.num_sections, self.unit)}"
        return f'Divide your answer into {amount}, headed "{self.section_spliter} 1" and so on.'

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Headings that the splitter finds where it is a pattern."""
        lacking = self.room().lacking(self.count(Reply(draft)))
        for word in islice(samples(self.section_spliter, pattern(self.section_spliter, 0)), 4):
            lines = [f"{word} {number}" for number in range(1, lacking + 1)]
            yield "\n".join([*lines, draft.strip()])
            yield "\n".join(f"{word} {number}" for number in range(1, self.num_sections + 1))

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The last headings in other words."""
        find = headings(self.section_spliter)
        return with_words(draft, self.section_spliter, find, self.outside(), chance)


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

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words in front."""
        yield f"Here it is: {draft}"


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

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The text without such brackets."""
        yield draft.replace("<<", "").replace(">>", "")
