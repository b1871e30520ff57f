"""What a report says of the judge that its numbers rest on."""

from collections.abc import Mapping
from typing import Any

from driftsim.report.figures import number, rate
from driftsim.report.view import Side
from driftsim.report.written import told


def sentence(side: Side) -> str:
    """Who judged, and how far that can be trusted; empty where nothing was judged."""
    judge, counts = side.manifest.get("judge"), side.manifest.get("counts")
    votes = number(counts.get("judgements")) if isinstance(counts, Mapping) else None
    if not isinstance(judge, Mapping) or not votes:
        return ""
    who = f"Some checks rest on a judge, {judge.get('name', 'unnamed')}"
    known = judge.get("calibration")
    if not isinstance(known, Mapping):
        return f"{who}, that is not calibrated: how often it errs is not known (driftsim judge calibrate)"
    return f"{who}; on {_count(known)} {_figures(known)}"


def _figures(known: Mapping[str, Any]) -> str:
    return (
        f"it agrees {told(rate(known.get('agreement')))} of the time"
        f" (kappa {told(rate(known.get('kappa')))}),"
        f" calls {told(rate(known.get('false_violation')))} of what holds a violation"
        f" and lets {told(rate(known.get('false_pass')))} of the violations pass"
    )


def _count(known: Mapping[str, Any]) -> str:
    many = number(known.get("labels"))
    return "labels of people" if many is None else f"{int(many):,} labels of people"
