"""How many checks a second `driftsim audit` does, from a file to a run on disk.

    python -m benchmarks.audit [--runs N] [--conversations N] [--turns N]

The floor is a process that only parses the same file with json.loads.
"""

import shutil
import tempfile
from pathlib import Path

from benchmarks.measure import RUNS, Report, Row, options, paired, process, python
from benchmarks.synthetic import CONSTRAINTS, write_recorded

PARSE = "import json, sys\nfor line in open(sys.argv[1], encoding='utf-8'): json.loads(line)"


def report(runs: int = RUNS, conversations: int = 1000, turns: int = 10) -> Report:
    checks = conversations * turns * len(CONSTRAINTS)
    with tempfile.TemporaryDirectory() as made:
        file, run = Path(made, "recorded.jsonl"), Path(made, "run")
        write_recorded(file, conversations=conversations, turns=turns)
        ours, floor = paired(lambda: _audit(file, run), lambda: process(python("-c", PARSE, file)), runs=runs)
    what = f"audit {conversations * turns:,} turns with {len(CONSTRAINTS)} checks each, whole process"
    rate = f"{checks / ours.median * 1000:,.0f} checks/s"
    return Report([Row(what, ours, floor, "json.loads alone", rate)])


def _audit(file: Path, run: Path) -> float:
    shutil.rmtree(run, ignore_errors=True)
    return process(python("-m", "driftsim", "audit", file, "-o", run))


if __name__ == "__main__":
    print(report(**options({"runs": RUNS, "conversations": 1000, "turns": 10})).markdown())
