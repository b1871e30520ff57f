"""What `driftsim report` takes on a run of a million checks: seconds, and memory at its peak.

    python -m benchmarks.report [--runs N] [--conversations N] [--turns N]

The run is made by `driftsim audit`, once. The floor is a process in which polars reads the verdicts from the
same Parquet file and takes their mean. "Cold" is without Parquet files, from the SQLite journal. Memory is
the largest resident set of the process, as the kernel counts it; shared libraries are in it.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT, Report, Row, Sample, options, process, python
from benchmarks.synthetic import CONSTRAINTS, write_recorded

FLOOR = "import polars, sys; print(polars.read_parquet(sys.argv[1], columns=['held'])['held'].mean())"


@dataclass(frozen=True)
class Cost:
    """What a process took.

    Args:
        seconds: From its start to its end.
        megabytes: Its largest resident set.
    """

    seconds: float
    megabytes: float


def report(runs: int = 3, conversations: int = 16_667, turns: int = 20) -> Report:
    found = Report()
    with tempfile.TemporaryDirectory() as made:
        run = _prepare(Path(made), conversations, turns)
        document, checks = Path(made, "report.json"), run / "checks.parquet"
        floor = [_cost("-c", FLOOR, checks) for _ in range(runs)]
        for state in ("warm", "cold"):
            if state == "cold":
                for table in run.glob("*.parquet"):
                    table.unlink()
            ours = [_cost("-m", "driftsim", "report", run, "-o", document) for _ in range(runs)]
            what = f"report of {conversations * turns * len(CONSTRAINTS):,} checks, {state}, whole process"
            found.rows.append(
                Row(what, _seconds(ours), _seconds(floor), "polars, one mean", _memory(ours, floor))
            )
    return found


def _prepare(folder: Path, conversations: int, turns: int) -> Path:
    recorded, run = folder / "recorded.jsonl", folder / "run"
    write_recorded(recorded, conversations=conversations, turns=turns)
    process(python("-m", "driftsim", "audit", recorded, "-o", run))
    recorded.unlink()
    return run


def _cost(*arguments: str | Path) -> Cost:
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(map(str, arguments))} failed with exit code {child.returncode}")
    scale = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes elsewhere
    return Cost(time.perf_counter() - start, used.ru_maxrss / scale)


def _seconds(costs: list[Cost]) -> Sample:
    return Sample(tuple(cost.seconds for cost in costs), "s")


def _memory(ours: list[Cost], floor: list[Cost]) -> str:
    most, least = (max(cost.megabytes for cost in costs) for costs in (ours, floor))
    return f"peak memory {most:,.0f} MB, beside it {least:,.0f} MB"


if __name__ == "__main__":
    print(report(**options({"runs": 3, "conversations": 16_667, "turns": 20})).markdown())
