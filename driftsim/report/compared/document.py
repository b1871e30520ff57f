"""Comparisons as one plain value, for JSON."""

from collections.abc import Sequence
from typing import Any

from driftsim.report.compared import words
from driftsim.report.compared.pair import Pair


def render_comparisons_document(pairs: Sequence[Pair]) -> dict[str, Any]:
    """The comparisons with their words.

    Returns:
        `{"comparisons": [{"a", "b", "words", "unlike", "shown", …}]}`, the rest of each as
        `driftsim.metrics.paired.compare` gives it: `docs/compare.md`.
    """
    return {"comparisons": [written(pair) for pair in pairs]}


def written(pair: Pair) -> dict[str, Any]:
    """One comparison."""
    said = zip(words.LEADS, words.sentences(pair), strict=True)
    return {
        "a": pair.a,
        "b": pair.b,
        "words": {lead: text for lead, text in said if text},
        "unlike": list(pair.unlike),
        "shown": list(pair.shown),
        **pair.document,
    }
