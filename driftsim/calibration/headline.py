"""Which numbers are held against their truth, and where each stands in the metrics."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from driftsim.calibration.exact import Sums
from driftsim.metrics.arm import Arm
from driftsim.metrics.conversations import conversation_survival_km, ssr
from driftsim.metrics.load import hsr
from driftsim.metrics.pass_hat import pass_hat
from driftsim.metrics.rates import csr, csr_by_age, uptake
from driftsim.metrics.recency import recency_index
from driftsim.metrics.survival import half_life, survival, survival_after_uptake
from driftsim.metrics.tasks import task_accuracy
from driftsim.metrics.transitions import ecr, ifr, pairs, recovery
from driftsim.metrics.turns import isr
from driftsim.metrics.types import Curve, Rate

AT: Final = (2, 5, 8)
"""The ages or turns at which curves are looked at."""


def estimates(arm: Arm) -> dict[str, Rate]:
    """The headline metrics of an arm, and some points of its curves, by name."""
    following, after = pairs(arm), survival_after_uptake(arm)
    passed = pass_hat(arm)
    rates = {
        "csr": csr(arm),
        "isr": isr(arm),
        "ssr": ssr(arm),
        "uptake": uptake(arm),
        "half_life": _unreached(half_life(arm, after)),
        "ifr": ifr(arm, following),
        "ecr": ecr(arm),
        "recovery": recovery(arm, following),
        "recency_index": recency_index(arm),
        "task_accuracy": task_accuracy(arm),
        "pass^1": passed.get("1", _NOTHING),
        "pass^2": passed.get("2", _NOTHING),
    }
    return rates | {
        f"{name}@{x}": _at(curve, x) for name, curve in _curves(arm, after).items() for x in _places(name)
    }


def truths(sums: Sums) -> dict[str, float]:
    """The same from the law's expected sums; half-lives that are not reached are infinite."""
    single = {name: sums.value(name) for name in _SINGLE} | {"half_life": sums.half_life()}
    return single | {
        f"{name}@{x}": sums.value(name, x - _FIRST.get(name, 0)) for name in _CURVES for x in _places(name)
    }


_NOTHING: Final[Rate] = {"value": None, "low": None, "high": None, "n": 0}
_SINGLE: Final = ("csr isr ssr uptake ifr ecr recovery recency_index task_accuracy pass^1 pass^2").split()
_CURVES: Final = ("csr_by_age", "survival", "survival_after_uptake", "conversation_survival_km", "hsr")
_FIRST: Final[Mapping[str, int]] = MappingProxyType(
    {"survival_after_uptake": 1, "conversation_survival_km": 1, "hsr": 1}
)
"""Where a curve's x begins, if not at 0."""


def _places(name: str) -> tuple[int, ...]:
    return (2, 3) if name == "hsr" else AT


def _curves(arm: Arm, after: Curve) -> dict[str, Curve]:
    made: dict[str, Callable[[Arm], Curve]] = {
        "csr_by_age": csr_by_age,
        "survival": survival,
        "conversation_survival_km": conversation_survival_km,
        "hsr": hsr,
    }
    return {name: curve(arm) for name, curve in made.items()} | {"survival_after_uptake": after}


def _at(curve: Curve, x: int) -> Rate:
    return next((point for point in curve if point["x"] == x), _NOTHING)


def _unreached(found: Rate) -> Rate:
    """A half-life whose missing ends are infinite, as its truth may be."""
    if not found["n"]:
        return found
    return {
        **found,
        **{key: np.inf if found[key] is None else found[key] for key in ("value", "low", "high")},
    }
