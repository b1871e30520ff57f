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

WORKERS = Path(__file__).with_name("workers")
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


def report(runs: int = RUNS) -> Report:
    folder = reference_data() / "ifeval_gpt4"
    with _sides(folder) as (ours, theirs, environment):
        found = _warm(ours, theirs, environment, runs)
        _agreement(found, folder, ours, theirs, environment)
        _whole(found, ours, theirs, environment, max(3, runs // 2))
    return found


@contextmanager
def _sides(folder: Path) -> Iterator[tuple[list[str | Path], list[str | Path], dict[str, str]]]:
    ours = python(WORKERS / "ifeval_ours.py", folder)
    theirs = [peers.python(), WORKERS / "ifeval_harness.py", folder]
    with tempfile.TemporaryDirectory() as made:
        data = peers.sentence_data(Path(made))
        yield ours, theirs, {"NLTK_DATA": data} if data else {}


@contextmanager
def _workers(
    ours: list[str | Path], theirs: list[str | Path], environment: dict[str, str]
) -> Iterator[tuple[Worker, Worker]]:
    pair = Worker(ours, {}), Worker(theirs, environment)
    try:
        yield pair
    finally:
        for worker in pair:
            worker.close()


def _warm(ours: list[str | Path], theirs: list[str | Path], environment: dict[str, str], runs: int) -> Report:
    found = Report()
    with _workers(ours, theirs, environment) as (here, there):
        for kind, what in (KINDS | SEEN).items():
            samples = paired(lambda k=kind: here.ask(k)["ms"], lambda k=kind: there.ask(k)["ms"], runs=runs)  # type: ignore[misc]
            found.rows.append(Row(f"{what}, warm", *samples, PEER))
    return found


def _whole(
    found: Report, ours: list[str | Path], theirs: list[str | Path], environment: dict[str, str], runs: int
) -> None:
    alone = environment | {"BENCHMARK_CHECKERS_ALONE": "1"}
    for kind, what in KINDS.items():
        for beside, around in ((PEER, environment), (f"{PEER}, its checkers alone", alone)):
            samples = paired(
                lambda k=kind: process([*ours, f"once-{k}"]) / 1000,  # type: ignore[misc]
                lambda k=kind, env=around: process([*theirs, f"once-{k}"], **env) / 1000,  # type: ignore[misc]
                runs=runs,
                unit="s",
            )
            found.rows.append(Row(f"{what}, whole process", *samples, beside))


def _agreement(
    found: Report, folder: Path, ours: list[str | Path], theirs: list[str | Path], environment: dict[str, str]
) -> None:
    with _workers(ours, theirs, environment) as (here, there):
        mine, other = here.ask("all")["verdicts"], there.ask("all")["verdicts"]
    published = _published(folder)
    for beside, left, right in (
        (f"driftsim and {PEER}", mine, other),
        ("driftsim and the published verdicts", mine, published),
        (f"{PEER} and the published verdicts", other, published),
    ):
        found.notes.append(f"{beside}: {_alike(left, right)}")


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
