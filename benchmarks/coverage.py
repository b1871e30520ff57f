"""How often the 95 % intervals of the headline metrics hold the truth, with few scenarios and with many.

    python -m benchmarks.coverage [--runs N] [--seed N] [--scenarios N --trials N] [--json FILE]

Each run draws its scenarios from a population of 1,000, simulates the law in them, and measures them as a
report does; the truth follows from the law without a draw (`driftsim.calibration.exact`). With `--scenarios`
only runs of that size. With `--json` the counts are written to a file; files of other seeds or sizes
are put together by `--together FILE…`. 500 runs of all sizes take a quarter of an hour.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.measure import Report
from driftsim.calibration.coverage import share_of
from driftsim.calibration.study import Population, Size, Tally, study

SIZES = (Size(5, 1), Size(5, 5), Size(20, 1), Size(20, 5), Size(50, 1), Size(50, 5))
RUNS = 500

Counts = dict[str, dict[str, dict[str, float]]]
"""By size and metric: `runs`, `held`, `above`, `below`, `truth`, `width`."""


def report(runs: int = RUNS, seed: int = 0, sizes: tuple[Size, ...] = SIZES) -> Report:
    return told(counted(runs, seed, sizes))


def counted(runs: int, seed: int, sizes: tuple[Size, ...]) -> Counts:
    """What the runs of each size gave."""
    population = Population()
    return {
        f"{size.scenarios} × {size.trials}": {
            name: _counts(tally, population.truths[name])
            for name, tally in study(population, size, runs=runs, seed=seed).items()
        }
        for size in sizes
    }


def told(counts: Counts) -> Report:
    """The table, and what stands out of it."""
    metrics = list(dict.fromkeys(name for found in counts.values() for name in found))
    head = ["metric", "truth", *counts]
    lines = [head, ["---"] * len(head), *(_line(name, counts) for name in metrics)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    runs = max(int(each["runs"]) for found in counts.values() for each in found.values())
    low, high = (share_of(round(0.95 * runs), runs).low, share_of(round(0.95 * runs), runs).high)
    return Report(
        tables=[table],
        notes=[
            f"scenarios × trials; {runs} runs of each size; the share of runs whose interval holds the truth,"
            " and (too high / too low) how many in a hundred lie above and below it",
            f"a true 0.95 comes out between {low:.3f} and {high:.3f}; less is in bold",
        ],
    )


def merged(files: list[Path]) -> Counts:
    """The counts of several files, together."""
    found: Counts = {}
    for file in files:
        for size, own in json.loads(file.read_text("utf-8")).items():
            for name, counts in own.items():
                _add(found.setdefault(size, {}).setdefault(name, {}), counts)
    return found


def _counts(tally: Tally, truth: float) -> dict[str, float]:
    counts = {key: getattr(tally, key) for key in ("runs", "held", "above", "below")}
    return {**counts, "truth": truth}


def _add(into: dict[str, float], counts: Mapping[str, float]) -> None:
    for key, count in counts.items():
        into[key] = count if key == "truth" else into.get(key, 0) + count


def _line(name: str, counts: Counts) -> list[str]:
    truth = next(found[name]["truth"] for found in counts.values() if name in found)
    return [f"`{name}`", f"{truth:.3g}", *(_cell(found.get(name)) for found in counts.values())]


def _cell(counts: Mapping[str, Any] | None) -> str:
    if not counts or not counts["runs"]:
        return "–"
    runs, held = int(counts["runs"]), int(counts["held"])
    share = f"{held / runs:.3f}"
    bold = f"**{share}**" if share_of(held, runs).high < 0.95 else share
    return f"{bold} ({counts['above'] / runs:.1%} / {counts['below'] / runs:.1%})".replace("%", "")


def main() -> None:
    parser = argparse.ArgumentParser(formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    for name, default in {"runs": RUNS, "seed": 0, "scenarios": 0, "trials": 5}.items():
        parser.add_argument(f"--{name}", type=int, default=default, help=" ")
    parser.add_argument("--json", type=Path, help=" ")
    parser.add_argument("--together", type=Path, nargs="+", help=" ")
    asked = parser.parse_args()
    sizes = (Size(asked.scenarios, asked.trials),) if asked.scenarios else SIZES
    found = merged(asked.together) if asked.together else counted(asked.runs, asked.seed, sizes)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), "utf-8")
    print(told(found).markdown())


if __name__ == "__main__":
    main()
