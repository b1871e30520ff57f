"""The report as Markdown: the same words and chart as on a terminal, every figure, and the manifests."""

import json
import re
from collections.abc import Iterator, Sequence

from driftsim.report import chart, comparing, facts, sheets, words
from driftsim.report.plots import plot
from driftsim.report.safe import safe, safe_markdown
from driftsim.report.sheets import Sheet, written
from driftsim.report.view import Side

WIDTH = 100


def render_markdown(sides: Sequence[Side]) -> str:
    """The report as GitHub-flavoured Markdown; names from files are escaped."""
    return "\n\n".join(_blocks(sides)) + "\n"


def _blocks(sides: Sequence[Side]) -> Iterator[str]:
    yield "# Instruction drift"
    yield from comparing.sentences(sides, quote=safe_markdown)
    for side in sides:
        yield from _side(side)
    if sides:
        yield from _numbers(sides)
    for side in sides:
        yield f"## How {safe_markdown(side.name)} was measured"
        yield _fenced(json.dumps(side.manifest, indent=2, ensure_ascii=False, default=str), "json")


def _side(side: Side) -> Iterator[str]:
    yield f"## {safe_markdown(side.name)}"
    if size := facts.size(side.metrics):
        yield size
    for lead, sentence in zip(words.LEADS, words.sentences(side.metrics, quote=safe_markdown), strict=True):
        yield f"**{lead}.** {sentence}"
    if warned := facts.warnings(side.metrics):
        yield "\n".join(f"- Mind: {safe_markdown(warning)}" for warning in warned)
    one = plot(side, quote=safe, titled=False)
    lines = [*chart.draw(one, width=WIDTH), *chart.legend([one])]
    yield _fenced("\n".join(line.plain for line in lines), "text")
    curve = sheets.drift(side, safe_markdown)
    if curve.rows:
        yield _table(curve)


def _numbers(sides: Sequence[Side]) -> Iterator[str]:
    groups = (("by_family", "family"), ("by_edit", "edit"), ("by_check", "check"))
    found = (
        sheets.headline(sides, safe_markdown),
        *(sheets.grouped(sides, key, heading, safe_markdown) for key, heading in groups),
        sheets.outcomes(sides, safe_markdown),
        sheets.further(sides, safe_markdown),
    )
    for sheet in found:
        if sheet.rows:
            yield f"## {sheet.title}"
            yield _table(sheet)


def _table(sheet: Sheet) -> str:
    rows = ([written(cell) for cell in row] for row in sheet.rows)
    lines = [sheet.columns, ["---"] * len(sheet.columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _fenced(text: str, language: str) -> str:
    """A code block that its own text cannot end."""
    shown = "\n".join(safe(line) for line in text.split("\n"))
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    return f"{fence}{language}\n{shown}\n{fence}"
