"""How long `driftsim --help` takes, as a whole process.

    python -m benchmarks.start [--runs N]

Beside it: a Python that does nothing, and `lm_eval --help` where the peers' environment exists.
"""

from collections.abc import Sequence
from pathlib import Path

from benchmarks import peers
from benchmarks.measure import RUNS, Report, Row, options, paired, process, python


def report(runs: int = 3 * RUNS) -> Report:
    others: dict[str, Sequence[str | Path]] = {"`python -c pass`": python("-c", "pass")}
    harness = peers.script("lm_eval")
    if harness.exists():
        others["`lm_eval --help`"] = [harness, "--help"]
    found = Report([_row(name, command, runs) for name, command in others.items()])
    if not harness.exists():
        found.notes.append("`lm_eval --help` is missing here: `python -m benchmarks.ifeval` installs it")
    return found


def _row(name: str, command: Sequence[str | Path], runs: int) -> Row:
    help_ = python("-m", "driftsim", "--help")
    samples = paired(lambda: process(help_), lambda: process(command), runs=runs)
    return Row("`python -m driftsim --help`", *samples, name)


if __name__ == "__main__":
    print(report(**options({"runs": 3 * RUNS})).markdown())
