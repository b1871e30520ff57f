"""What the tests of `driftsim compare` do where the truth is known: as Markdown tables.

    python -m benchmarks.compare [--runs N]

Two arms of the simulated model's law with draws of their own. Where both have one law, every difference that
is called one is false; where one follows less by design, the share that is found is the power.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace

import polars as pl
from scipy.special import stdtr, stdtrit
from scipy.stats import binomtest

from benchmarks.measure import options
from driftsim.calibration.families import FAMILIES
from driftsim.calibration.simulate import Simulator
from driftsim.metrics import Tables
from driftsim.metrics.paired import Arms, compare
from driftsim.models.profiles import profile_from

RESAMPLES = 1000
SURE = 0.05
METRICS = ("csr", "uptake", "ifr", "turns_unbroken")
COLUMNS = (
    *METRICS,
    "drift",
    "log_rank",
    "any family (Holm)",
    "csr interval without 0",
    "csr claimed",
    "McNemar",
)
DESIGNS = (
    ("steady", 24, 1, True),
    ("steady", 24, 5, True),
    ("steady", 6, 5, True),
    ("steady", 6, 5, False),
    ("forgetful", 24, 5, True),
    ("forgetful", 6, 5, True),
)
WEAKER = (0.0, 0.12, 0.24, 0.36)


def main() -> None:
    runs = options({"runs": 400})["runs"]
    print(_table(("law", "scenarios × trials", "paired", *COLUMNS), _nulls(runs)))
    print(f"\n{runs} comparisons a row; a share of 0.05 in {runs} has the interval {_around(0.05, runs)}.\n")
    head = ("taken from b_family", "true difference", "detectable difference", "found", "to be expected")
    print(_table(head, _powers(runs)))


def _nulls(runs: int) -> Iterator[list[str]]:
    for law, scenarios, trials, paired in DESIGNS:
        print(f"{law} {scenarios} × {trials} …", file=sys.stderr)
        simulator = Simulator(profile_from(law)[1], FAMILIES["plain"]()[:scenarios])
        found = [_false(simulator, run, trials, paired=paired) for run in range(runs)]
        shares = [[each[name] for each in found if each[name] is not None] for name in COLUMNS]
        told = [f"{sum(each) / len(each):.3f}" if each else "–" for each in shares]
        yield [law, f"{scenarios} × {trials}", "yes" if paired else "no", *told]


def _false(simulator: Simulator, run: int, trials: int, *, paired: bool) -> dict[str, bool | None]:
    """Which tests call two arms of one law different."""
    one, other = (simulator.tables(seed=2 * run + side, trials=trials) for side in (0, 1))
    if not paired:
        other = _of_another_seed(other)
    found = compare(Arms(one, "sim"), Arms(other, "sim"), seed=run, resamples=RESAMPLES)
    csr, flips = found["metrics"]["csr"], found["flips"]
    holm = [each["p_holm"] for each in found["by_family"].values()]
    drift = found["drift"] or {"p": None}
    return {
        **{key: _called(found["metrics"][key]["p"]) for key in METRICS},
        "drift": _called(drift["p"]),
        "log_rank": _called(found["log_rank"]["p"]),
        "any family (Holm)": _called(min((p for p in holm if p is not None), default=None)),
        "csr interval without 0": csr["low"] > 0 or csr["high"] < 0,
        "csr claimed": csr["claim"] in {"higher", "lower"},
        "McNemar": _called(_mcnemar(flips)),
    }


def _called(p: float | None) -> bool | None:
    return None if p is None else p <= SURE


def _mcnemar(flips: dict) -> float | None:
    """The test that takes every check for independent: the exact one on those that flipped."""
    if "refused" in flips:
        return None
    lost, gained = (round(flips[key]["value"] * flips["pairs"]) for key in ("lost", "gained"))
    return float(binomtest(lost, lost + gained).pvalue) if lost + gained else 1.0


def _of_another_seed(tables: Tables) -> Tables:
    return replace(tables, conversations=tables.conversations.with_columns(seed=pl.lit(1, dtype=pl.Int64)))


def _powers(runs: int) -> Iterator[list[str]]:
    _, law = profile_from("steady")
    scenarios = FAMILIES["plain"]()
    strong = Simulator(law, scenarios)
    for less in WEAKER:
        print(f"power, {less} …", file=sys.stderr)
        weak = Simulator(replace(law, b_family=law.b_family - less), scenarios)
        found = [_found(strong, weak, run) for run in range(runs)]
        difference, error, called = (sum(each) / runs for each in zip(*found, strict=True))
        freedom = len(scenarios) - 1
        sure = stdtrit(freedom, 1 - SURE / 2)
        least = (sure + stdtrit(freedom, 0.8)) * error
        away = abs(difference) / error
        power = stdtr(freedom, away - sure) + stdtr(freedom, -away - sure)
        low, high = _around(called, runs).strip("[]").split(", ")
        yield [
            f"{less:g}",
            f"{difference:.4f}",
            f"{least:.4f}",
            f"{called:.3f} [{low}, {high}]",
            f"{power:.3f}",
        ]


def _found(strong: Simulator, weak: Simulator, run: int) -> tuple[float, float, bool]:
    one, other = strong.tables(seed=2 * run, trials=5), weak.tables(seed=2 * run + 1, trials=5)
    found = compare(Arms(one, "sim"), Arms(other, "sim"), seed=run, resamples=RESAMPLES)
    csr = found["metrics"]["csr"]
    return csr["value"], found["power"]["standard_error"], csr["p"] <= SURE


def _around(share: float, runs: int) -> str:
    ends = binomtest(round(share * runs), runs).proportion_ci(method="wilson")
    return f"[{ends.low:.3f}, {ends.high:.3f}]"


def _table(head: tuple[str, ...], rows: Iterator[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


if __name__ == "__main__":
    main()
