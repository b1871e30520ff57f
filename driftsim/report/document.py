"""The report as one plain value, for JSON."""

from collections.abc import Sequence
from typing import Any

from driftsim.report import comparing, words
from driftsim.report.view import Side


def render_document(sides: Sequence[Side]) -> dict[str, Any]:
    """The sides with their words, and how each differs from the first.

    Returns:
        `{"runs": [{"name", "manifest", "metrics", "words"}], "comparison": null or {"baseline", "words",
        "differences": [{"name", "metric", "value", "low", "high", "claim"}]}}`; a claim is `ahead`, `behind`,
        `undecided` or, without intervals, `unknown`.
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
    return {"runs": runs, "comparison": _comparison(sides) if len(sides) > 1 else None}


def _comparison(sides: Sequence[Side]) -> dict[str, Any]:
    return {
        "baseline": sides[0].name,
        "words": comparing.sentences(sides),
        "differences": [
            {
                "name": each.name,
                "metric": each.metric,
                "value": each.rate.value,
                "low": each.rate.low,
                "high": each.rate.high,
                "claim": each.claim,
            }
            for each in comparing.differences(sides)
        ],
    }
