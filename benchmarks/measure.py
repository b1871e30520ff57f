"""What the benchmarks share: samples, pairs of measurements, processes, and one Markdown table."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 7


@dataclass(frozen=True)
class Sample:
    """Several measurements of one thing.

    Args:
        values: The measurements, in `unit`.
        unit: What they are in, such as `ms`.
    """

    values: tuple[float, ...]
    unit: str = "ms"

    @property
    def median(self) -> float:
        """The middle measurement."""
        return statistics.median(self.values)

    def __str__(self) -> str:
        low, high = min(self.values), max(self.values)
        return f"{_figure(self.median)} {self.unit} ({_figure(low)} to {_figure(high)})"


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, ours and the other side, and their ratio.

    Args:
        what: The work done.
        ours: driftsim's figures.
        other: The peer's or the floor's.
        beside: Who the other side is.
        note: What a reader must know beside the figures.
    """

    what: str
    ours: Sample
    other: Sample
    beside: str
    note: str = ""

    def cells(self) -> list[str]:
        """The line's cells; the ratio is that of the medians."""
        ratio = _figure(self.ours.median / self.other.median)
        return [self.what, str(self.ours), f"{self.other} {self.beside}", ratio, self.note]


@dataclass
class Report:
    """What a benchmark found: rows for the table, tables of its own, and sentences below them."""

    rows: list[Row] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def markdown(self) -> str:
        """The table and the sentences."""
        head = ["what", "driftsim: median (min to max)", "beside it", "ratio", ""]
        lines = [head, ["---"] * len(head), *(row.cells() for row in self.rows)]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines) if self.rows else ""
        notes = "\n".join(f"- {note}" for note in self.notes)
        return "\n\n".join(part for part in (table, *self.tables, notes) if part)


def paired(
    ours: Callable[[], float], other: Callable[[], float], *, runs: int = RUNS, unit: str = "ms"
) -> tuple[Sample, Sample]:
    """Measure two things in turn, A B A B, after one unmeasured run of each.

    Args:
        ours: Does the work once and gives its figure.
        other: The same for the peer or floor.
        runs: How many figures of each.
        unit: What the figures are in.
    """
    ours(), other()
    pairs = [(ours(), other()) for _ in range(runs)]
    first, second = zip(*pairs, strict=True)
    return Sample(first, unit), Sample(second, unit)


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def process(command: Sequence[str | Path], **environment: str) -> float:
    """How long a whole process takes, in ms, from its start to its end.

    Raises:
        RuntimeError: it failed; with what it wrote.
    """
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, cwd=ROOT)
    elapsed = (time.perf_counter() - start) * 1000
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{done.stderr[-2000:]}")
    return elapsed


def python(*arguments: str | Path) -> list[str | Path]:
    """A command line of this interpreter."""
    return [sys.executable, *arguments]


def reference_data() -> Path:
    """The folder of reference data: `DRIFTSIM_REFERENCE_DATA`, or `shared/data` beside the checkout.

    Raises:
        SystemExit: there is none.
    """
    named = os.environ.get("DRIFTSIM_REFERENCE_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not (folder / "ifeval_gpt4").is_dir():
        raise SystemExit(
            f"no reference data in {folder}; set DRIFTSIM_REFERENCE_DATA to the folder that has it"
        )
    return folder


def options(defaults: Mapping[str, int]) -> dict[str, int]:
    """The integers `--name N` on the command line, with defaults."""
    import argparse

    parser = argparse.ArgumentParser(formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    for name, value in defaults.items():
        parser.add_argument(f"--{name}", type=int, default=value, help=" ")
    return vars(parser.parse_args())


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
