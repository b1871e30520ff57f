"""Metrics documents made by hand: a drifting side and one of which nothing can be said."""

from typing import Any

import pytest

from driftsim.report import Side
from driftsim.report.compared import Pair

MANIFEST = {"driftsim": "0.1.0", "model": "sim:forgetful", "seed": 0}


def rate(value: float | None, half: float = 0.04, n: int = 100) -> dict[str, Any]:
    if value is None:
        return {"value": None, "low": None, "high": None, "n": 0}
    return {"value": value, "low": max(0.0, value - half), "high": min(1.0, value + half), "n": n}


def curve(values: list[float], *, half: float = 0.05, n: int = 240, start: int = 0) -> list[dict[str, Any]]:
    return [
        {"x": start + i, **rate(value, half + 0.006 * i, max(n - 22 * i, 3))}
        for i, value in enumerate(values)
    ]


def metrics(shift: float = 0.0, **changes: Any) -> dict[str, Any]:
    """A side whose compliance falls with age; `shift` moves all of it."""
    falling = [0.93, 0.9, 0.86, 0.84, 0.79, 0.75, 0.73, 0.7, 0.69, 0.66]
    return {
        "csr": rate(0.83 + shift, 0.04, 1204),
        "csr_bounds": {"low": 0.82 + shift, "high": 0.84 + shift},
        "csr_loose": rate(0.86 + shift, 0.035, 1204),
        "csr_by_age": curve([value + shift for value in falling]),
        "csr_by_age_cohort": curve([value + shift for value in falling], n=80),
        "isr": rate(0.61 + shift, 0.07, 480),
        "ssr": rate(0.44 + shift, 0.08, 48),
        "uptake": rate(0.93 + shift, 0.03, 240),
        "half_life": {"value": 6, "low": 4, "high": None, "n": 223},
        "survival_after_uptake": curve([0.94, 0.85, 0.76, 0.67, 0.58, 0.49, 0.45, 0.4, 0.36], start=1),
        "ifr": rate(0.12, 0.02, 700),
        "recovery": rate(0.21, 0.05, 160),
        "recovery_restated": rate(0.64, 0.12, 31),
        "recovery_unrestated": rate(0.11, 0.05, 129),
        "ecr": rate(0.37, 0.06, 190),
        "lingering": rate(0.08, 0.05, 60),
        "edr_len": {"value": 7.4, "low": 6.6, "high": 8.2, "n": 48},
        "edr_exhausted": rate(0.31, 0.12, 48),
        "rob": rate(0.61, 0.07, 48),
        "rec": rate(None),
        "pass_hat": {
            "1": {**rate(0.19, 0.1, 24), "left_out": 0},
            "2": {**rate(0.08, 0.07, 24), "left_out": 0},
        },
        "by_family": {
            "lexical": rate(0.92 + shift, 0.03, 402),
            "format": rate(0.87 + shift, 0.05, 280),
            "structural": rate(0.64 + shift, 0.06, 522),
        },
        "by_edit": {
            "add": rate(0.86 + shift, 0.04, 700),
            "revise": {**rate(0.8 + shift, 0.08, 204), "stale": rate(0.1)},
            "negate": rate(0.77 + shift, 0.12, 96),
        },
        "by_check": {
            "length.words": rate(0.64 + shift, 0.06, 522),
            "lexical.exclude": rate(0.92 + shift, 0.03, 402),
        },
        "outcomes": {
            "followed": {"count": 990},
            "stale": {"count": 31, "share": rate(0.15)},
            "forgotten": {"count": 121, "share": rate(0.6)},
            "ignored": {"count": 50, "share": rate(0.25)},
            "error": {"count": 12},
        },
        "errors": {"checks": 12, "turns": 9, "conversations": 3},
        "n": {"conversations": 48, "scenarios": 24, "turns": 480, "checks": 1204},
        "warnings": [],
        "interval": "scenarios resampled",
        "seed": 0,
        "metric_version": "1",
        **changes,
    }


@pytest.fixture
def side() -> Side:
    return Side("forgetful", metrics(), MANIFEST, "runs/forgetful")


@pytest.fixture
def other() -> Side:
    return Side("steady", metrics(0.06), MANIFEST, "runs/steady")


@pytest.fixture
def empty() -> Side:
    return Side("nothing", {}, {}, "runs/nothing")


def difference(
    value: float, half: float = 0.03, *, p: float | None = 0.002, a: float = 0.8
) -> dict[str, Any]:
    """One entry of a comparison, with the claim that its numbers allow."""
    low, high = value - half, value + half
    apart = "higher" if low > 0 else "lower" if high < 0 else "undecided"
    sides = {"a": a, "b": a + value, "n_a": 200, "n_b": 200}
    return {"value": value, "low": low, "high": high, **sides, "p": p, "claim": apart}


def comparison(csr: float = 0.06, **changes: Any) -> dict[str, Any]:
    """What `driftsim.metrics.paired.compare` gives, made by hand."""
    effect = {"value": 1.5, "low": 1.1, "high": 2.0}
    return {
        "pairing": {"level": "conversations", "conversations": {"a": 48, "b": 48}, "scenarios": 24},
        "metrics": {
            "csr": {**difference(csr), "odds_ratio": effect, "cohen_h": effect},
            "isr": difference(0.02, 0.05, p=0.4),
            "turns_unbroken": {**difference(0.5, 0.3, a=4), "of": 8},
            "half_life": {"value": None, "low": None, "high": None, "a": 6, "b": None, "n_a": 200, "n_b": 190},
        },
        "by_family": {
            "format": {**difference(0.1), "p_holm": 0.006},
            "lexical": {**difference(0.01), "p_holm": 0.5},
        },
        "by_age": [{"x": age, **difference(0.01 * age)} for age in range(6)],
        "survival": [{"x": age, **difference(0.02 * age)} for age in range(1, 5)],
        "drift": {**difference(0.12, 0.08, a=-0.2), "age": 5},
        "log_rank": {"observed": {"a": 40, "b": 25}, "expected": {"a": 32.0, "b": 33.0}, "p": 0.01},
        "flips": {
            "lost": rate(0.05), "gained": rate(0.11), "either": rate(0.16), "same_arm": {"a": rate(0.09), "b": rate(None)},
            "pairs": 1204, "unmatched": {"a": 0, "b": 3}, "undecided": 1,
        },
        "power": {
            "unit": "scenario", "units": 24, "standard_error": 0.015, "detectable": 0.043,
            "observed": {"difference": csr, "units": 20, "more": 0, "conversations": 40},
            "asked": {"difference": 0.02, "units": 112, "more": 88, "conversations": 224},
        },
        "test": {"kind": "sign-flip", "exact": False, "ways": 9999, "smallest_p": 0.0001},
        "interval": "scenarios resampled",
        "cautions": [],
        "seed": 0,
        "metric_version": 2,
        **changes,
    }  # fmt: skip


@pytest.fixture
def pair() -> Pair:
    return Pair("forgetful", "steady", comparison())
