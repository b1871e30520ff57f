"""What every number on the page means, from the one glossary."""

from collections.abc import Iterator, Sequence

from driftsim.metrics.glossary import GROUPS, Definition
from driftsim.report.html.blocks import Meaning, Meanings, Section
from driftsim.report.html.exhibit import Exhibit
from driftsim.report.html.show import Show


def section(show: Show) -> Section:
    """The definitions of what the sides' documents hold, under the glossary's headings."""
    return Section("definitions", "What the numbers mean", list(_groups(show.exhibits)), short="Definitions")


def _groups(exhibits: Sequence[Exhibit]) -> Iterator[Meanings]:
    held = {key for one in exhibits for key in one.side.metrics}
    for title, definitions in GROUPS.items():
        meanings = [_meaning(each) for each in definitions if each.key.partition(".")[0] in held]
        if meanings:
            yield Meanings(title, meanings)


def _meaning(found: Definition) -> Meaning:
    return Meaning(
        found.key,
        found.name,
        _plain(found.plain),
        _plain(found.formula),
        _plain(found.limits),
        [_plain(s) for s in found.references],
    )


def _plain(text: str) -> str:
    """The glossary's Markdown without its marks."""
    return text.replace("**", "").replace("`", "").replace("*", "")
