"""How long it takes to have a run's verdicts back as a table.

    python -m benchmarks.read_back [--runs N] [--conversations N] [--turns N]

The run is made by `driftsim audit`. One floor reads the same rows, as `driftsim export` writes them,
with json.loads; the other only the verdicts, a line for each turn. "In process" is the reading alone,
after the imports, always in a fresh process; "cold" is without the Parquet file.
"""

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import ROOT, RUNS, Report, Row, options, paired, process, python
from benchmarks.synthetic import CONSTRAINTS, write_recorded

TABLE = """
import sys, time
from pathlib import Path
from driftsim.journal import Run
start = time.perf_counter()
rows = Run(Path(sys.argv[1])).table("checks").height
print((time.perf_counter() - start) * 1000, rows)
"""
LINES = """
import json, sys, time
start = time.perf_counter()
with open(sys.argv[1], encoding="utf-8") as file:
    rows = len([json.loads(line) for line in file])
print((time.perf_counter() - start) * 1000, rows)
"""
SLIM = """
import itertools, json, sys
turn = lambda row: (row["conversation"], row["turn"])
with open(sys.argv[1], encoding="utf-8") as full, open(sys.argv[2], "w", encoding="utf-8") as slim:
    for (conversation, number), rows in itertools.groupby(map(json.loads, full), turn):
        held = {row["constraint"]: row["held"] for row in rows}
        slim.write(json.dumps({"conversation": conversation, "turn": number, "held": held}) + "\\n")
"""


def report(runs: int = RUNS, conversations: int = 1000, turns: int = 10) -> Report:
    size = f"{conversations * turns:,} turns × {len(CONSTRAINTS)} verdicts"
    found = Report()
    with tempfile.TemporaryDirectory() as made:
        run, full, slim = _prepare(Path(made), conversations, turns)
        for state in ("warm", "cold"):
            if state == "cold":
                (run / "checks.parquet").unlink(missing_ok=True)
            found.rows += [
                Row(f"read {size} back, {state}, {how}", *paired(*sides, runs=runs), f"json.loads, {lines}")
                for lines, file in (("whole rows", full), ("verdicts alone", slim))
                for how, sides in _sides(run, file).items()
            ]
    found.notes.append("warm: from the Parquet file that the audit leaves; cold: from the SQLite journal")
    return found


def _prepare(folder: Path, conversations: int, turns: int) -> tuple[Path, Path, Path]:
    recorded, run, full, slim = (folder / name for name in ("r.jsonl", "run", "full.jsonl", "slim.jsonl"))
    write_recorded(recorded, conversations=conversations, turns=turns)
    process(python("-m", "driftsim", "audit", recorded, "-o", run))
    process(python("-m", "driftsim", "export", run, "--table", "checks", "-o", full))
    process(python("-c", SLIM, full, slim))
    return run, full, slim


def _sides(run: Path, file: Path) -> dict[str, tuple[Callable[[], float], Callable[[], float]]]:
    return {
        "in process": (lambda: _inside(TABLE, run), lambda: _inside(LINES, file)),
        "whole process": (
            lambda: process(python("-c", TABLE, run)),
            lambda: process(python("-c", LINES, file)),
        ),
    }


def _inside(program: str, argument: Path) -> float:
    done = subprocess.run(
        python("-c", program, argument), capture_output=True, text=True, check=True, cwd=ROOT
    )
    return float(done.stdout.split()[0])


if __name__ == "__main__":
    print(report(**options({"runs": RUNS, "conversations": 1000, "turns": 10})).markdown())
