"""How it was measured: everything that could change a number."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from driftsim.report.html.blocks import Block, Numbers, Raw, Section, Words
from driftsim.report.html.show import Show
from driftsim.report.html.transcripts.marked import visible
from driftsim.report.sheets import Sheet
from driftsim.report.view import Document
from driftsim.visible import safe

MOST: Final = 60
"""So many entries of a list or a mapping are shown: a run may have thousands of scenarios."""
LONGEST: Final = 2_000
_SHOWN: Final = {
    "command": "made by",
    "created": "when",
    "driftsim": "driftsim",
    "seed": "seed",
    "metric_version": "version of the definitions",
}
_HIDDEN: Final = frozenset({"graphs"})  # pages of scenario files


def section(show: Show) -> Section:
    """The manifest of every run that the sides come from, once."""
    runs = {one.side.run: one.side.manifest for one in show.exhibits}
    return Section(
        "manifest",
        "How it was measured",
        list(_blocks(runs)),
        ("interval", "seed", "metric_version"),
        short="Manifest",
    )


def _blocks(runs: Mapping[str, Document]) -> Iterator[Block]:
    headings = [safe(manifest.get("name") or run) for run, manifest in runs.items()]
    rows = [
        (told, *(safe(manifest.get(key, "–")) for manifest in runs.values())) for key, told in _SHOWN.items()
    ]
    yield Numbers(Sheet("Runs", ("", *headings), tuple(rows)))
    yield Words("The scenarios' own text is left out here; it stands in each run's run.json.", tone="quiet")
    for heading, manifest in zip(headings, runs.values(), strict=True):
        told = {key: _shortened(value) for key, value in manifest.items() if key not in _HIDDEN}
        yield Raw(
            f"Manifest of {heading}", visible(json.dumps(told, indent=2, ensure_ascii=False, default=str))
        )


def _shortened(value: Any) -> Any:
    """The value with long lists, mappings and texts cut, and told that they are."""
    if isinstance(value, Mapping):
        kept = {str(key): _shortened(each) for key, each in list(value.items())[:MOST]}
        return kept | ({"…": f"{len(value) - MOST:,} more"} if len(value) > MOST else {})
    if isinstance(value, list | tuple):
        more = [f"… {len(value) - MOST:,} more"] if len(value) > MOST else []
        return [*map(_shortened, value[:MOST]), *more]
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST]}… {len(value) - LONGEST:,} more characters"
    return value
