"""At which turns the users did what to the instructions, out of the table of turns."""

import json
from collections import Counter
from typing import Final

import polars as pl

from driftsim.report.glyphs import EDITS
from driftsim.report.html.exhibit import Exhibit
from driftsim.report.html.figures.rug import Rug

_EDITS: Final = tuple(EDITS)


def rug(exhibit: Exhibit) -> Rug:
    """Of each kind of edit: at each turn, in how many conversations, and how many have that turn."""
    turns = exhibit.table("turns", "turn", "edits")
    reached = dict(turns.group_by("turn").len().iter_rows())
    counts: dict[str, Counter[int]] = {}
    edited = turns.filter(pl.col("edits") != "{}").group_by("turn", "edits").len()
    for turn, written, many in edited.iter_rows():
        for kind in _kinds(written):
            counts.setdefault(kind, Counter())[turn] += many
    known = [kind for kind in _EDITS if kind in counts]
    return tuple(
        (kind, {t: (many, reached[t]) for t, many in sorted(counts[kind].items())}) for kind in known
    )


def _kinds(written: str) -> list[str]:
    """Which kinds of edit a turn made."""
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return []
    return [kind for kind, what in found.items() if what] if isinstance(found, dict) else []
