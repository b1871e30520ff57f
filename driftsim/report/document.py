"""The report as one plain value, for JSON."""

from collections.abc import Sequence
from typing import Any

from driftsim.report import words
from driftsim.report.compared.document import written
from driftsim.report.compared.pair import Pair
from driftsim.report.view import Side


def render_document(sides: Sequence[Side], pairs: Sequence[Pair] = ()) -> dict[str, Any]:
    """The sides with their words, and how each differs from the first.

    Args:
        sides: What to report on.
        pairs: The first side against each other one.

    Returns:
        `{"runs": [{"name", "manifest", "metrics", "words"}], "comparisons": […]}`, each comparison as
        `driftsim compare --json` writes it.
    """
    runs = [
        {
            "name": side.name,
            "manifest": dict(side.manifest),
            "metrics": dict(side.metrics),
            "words": words.sentences(side.metrics),
        }
        for side in sides
    ]
    return {"runs": runs, "comparisons": [written(pair) for pair in pairs]}
