"""EvolIF's `format`."""

import json
from collections.abc import Iterator, Mapping
from random import Random
from typing import Final, Literal

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.evolif.reading import Group
from driftsim.constraints.format.csv import Csv, csv_rows
from driftsim.constraints.format.fenced import unfenced
from driftsim.constraints.format.html import Html, html
from driftsim.constraints.format.json import Json, problem
from driftsim.constraints.format.markdown import Markdown, fences
from driftsim.constraints.format.xml import Xml, xml
from driftsim.constraints.surgery.comma_rows import as_lines
from driftsim.constraints.surgery.filler import paragraph

_OURS: Final[Mapping[str, Constraint]] = {
    "json": Json(),
    "html": Html(),
    "xml": Xml(),
    "csv": Csv(),
    "markdown": Markdown(),
}


class FormatGroup(Group):
    """The reply is JSON, XML or CSV, or has balanced HTML tags, or no open fence; prose is one-column CSV."""

    kind = "evolif.format"
    family = "format"
    example = Example({"mode": "csv"}, passes="Just one line of prose", fails="a,b\n1")
    mode: Literal["json", "html", "xml", "csv", "markdown"]

    def check(self, reply: Reply, context: Context) -> Verdict:
        """By the mode."""
        match self.mode:
            case "json":
                return _json(reply)
            case "html":
                return html(reply.text)
            case "xml":
                return xml(reply)
            case "csv":
                return csv_rows(reply, 1)
        return fences(reply.text)

    def twins(self) -> tuple[Constraint, ...]:
        """The format of ours."""
        return (_OURS[self.mode],)

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Rows of one column; code fences as single marks."""
        if self.mode == "csv":
            yield from as_lines(draft if draft.strip() else paragraph(chance))
        if self.mode == "markdown":
            yield draft.replace("```", "`")

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Rows of unequal length, an open fence."""
        if self.mode == "csv":
            yield f"{draft}\na,b\nc"
            yield "a,b\nc"
        if self.mode == "markdown":
            yield f"{draft}\n```\nand so on"
            yield "```\nand so on"


def _json(reply: Reply) -> Verdict:
    try:
        json.loads(unfenced(reply.text))
    except (ValueError, RecursionError) as error:
        return problem(reply, error)
    return Verdict(held=True, reason="the reply is JSON")
