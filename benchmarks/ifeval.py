"""IFEval: every verdict on GPT-4's replies, strict and loose, beside lm-evaluation-harness' port.

    python -m benchmarks.ifeval [--runs N]

Both sides build their checkers anew for every prompt in every pass, split sentences with the same
parameters and seed langdetect with 0. Warm: two processes that have run once take turns, and what
driftsim remembers of the texts is forgotten before every pass, so that no pass profits from the one
before; "seen before" shows what remembering is worth where replies repeat. Whole process: from start
to end, imports and language profiles included.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.measure import (
    ROOT,
    RUNS,
    Report,
    Row,
    options,
    paired,
    process,
    python,
    reference_data,
)

WORKERS = "benchmarks.workers"
KINDS = {"all": "IFEval, every row", "quiet": "IFEval, without language identification"}
SEEN = {f"{kind} again": f"{what}, texts seen before" for kind, what in KINDS.items()}
PEER = "lm-eval"


class Worker:
    """A warm process that checks all rows each time it is asked.

    Args:
        command: What starts it.
        environment: What is added to its environment.
    """

    def __init__(self, command: list[str | Path], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | environment,
        )

    def ask(self, kind: str) -> dict[str, Any]:
        """One pass: `ms` and `verdicts`."""
        to, answers = self._process.stdin, self._process.stdout
        if to is None or answers is None:
            raise RuntimeError("the worker has no pipes")
        to.write(f"{kind}\n")
        to.flush()
        answer: dict[str, Any] = json.loads(answers.readline())
        return answer

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@dataclass(frozen=True)
class Sides:
    """The command of either side, and what the peer's environment needs."""

    ours: list[str | Path]
    theirs: list[str | Path]
    environment: dict[str, str]

    @contextmanager
    def workers(self) -> Iterator[tuple[Worker, Worker]]:
        """A warm process of each side."""
        pair = Worker(self.ours, {}), Worker(self.theirs, self.environment)
        try:
            yield pair
        finally:
            for worker in pair:
                worker.close()


def report(runs: int = RUNS) -> Report:
    folder = reference_data() / "ifeval_gpt4"
    with _sides(folder) as sides:
        warm, notes = _warm(sides, runs), _agreement(sides, _published(folder))
        return Report([*warm, *_whole(sides, max(3, runs // 2))], notes)


@contextmanager
def _sides(folder: Path) -> Iterator[Sides]:
    ours = python("-m", f"{WORKERS}.ifeval_ours", folder)
    theirs: list[str | Path] = [peers.python(), "-m", f"{WORKERS}.ifeval_harness", folder]
    with tempfile.TemporaryDirectory() as made:
        data = peers.sentence_data(Path(made))
        yield Sides(ours, theirs, {"NLTK_DATA": data} if data else {})


def _warm(sides: Sides, runs: int) -> list[Row]:
    rows = []
    with sides.workers() as (here, there):
        for kind, what in (KINDS | SEEN).items():
            samples = paired(partial(_elapsed, here, kind), partial(_elapsed, there, kind), runs=runs)
            rows.append(Row(f"{what}, warm", *samples, PEER))
    return rows


def _elapsed(worker: Worker, kind: str) -> float:
    found: float = worker.ask(kind)["ms"]
    return found


def _whole(sides: Sides, runs: int) -> list[Row]:
    alone = sides.environment | {"BENCHMARK_CHECKERS_ALONE": "1"}
    rows = []
    for kind, what in KINDS.items():
        for beside, around in ((PEER, sides.environment), (f"{PEER}, its checkers alone", alone)):
            ours = partial(process, [*sides.ours, f"once-{kind}"])
            theirs = partial(process, [*sides.theirs, f"once-{kind}"], **around)
            rows.append(Row(f"{what}, whole process", *paired(ours, theirs, runs=runs), beside))
    return rows


def _agreement(sides: Sides, published: list[list[bool]]) -> list[str]:
    with sides.workers() as (here, there):
        mine, other = here.ask("all")["verdicts"], there.ask("all")["verdicts"]
    return [
        f"driftsim and {PEER}: {_alike(mine, other)}",
        f"driftsim and the published verdicts: {_alike(mine, published)}",
        f"{PEER} and the published verdicts: {_alike(other, published)}",
    ]


def _alike(left: list[list[bool]], right: list[list[bool]]) -> str:
    parts = []
    for reading, place in (("strict", 0), ("loose", 1)):
        same = sum(a[place] == b[place] for a, b in zip(left, right, strict=True))
        parts.append(f"{same} of {len(left)} {reading} verdicts agree")
    return ", ".join(parts)


def _published(folder: Path) -> list[list[bool]]:
    (path,) = folder.glob("*.verdicts.jsonl")
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    known = {(row["conversation"], row["constraint"]): [row["strict"], row["loose"]] for row in rows}
    prompts = [json.loads(line) for line in (folder / "prompts.jsonl").open(encoding="utf-8")]
    return [
        known[str(prompt["key"]), str(place)]
        for prompt in prompts
        for place in range(len(prompt["instruction_id_list"]))
    ]


if __name__ == "__main__":
    print(report(**options({"runs": RUNS})).markdown())
