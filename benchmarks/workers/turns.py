"""Holds conversations with a fake model and prints figures; a process of its own.

python -m benchmarks.workers.turns ours|floor CONVERSATIONS CONCURRENCY [TURNS [SECONDS [PROCESSES]]]

Prints, as JSON: the CPU time and the wall time in ms a turn, from the first conversation to the last event
(of several processes the mean, each from its own first event to its own last); the process' largest memory
in MB, up to the last event and, with Parquet written, at the end; and the bytes a turn on the disk, of the
journal or the floor's log, and of the Parquet files. Some conversations without latency are held before, so
that no side pays for first calls.
"""

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from benchmarks.measure import ROOT, python
from driftsim.events import ConversationDone, Event
from driftsim.models.base import Model
from driftsim.models.open import open_model
from driftsim.runner import RunPlan, run
from driftsim.runner.workers import Workers
from driftsim.scenario.load import scenario_from
from driftsim.users import open_user

WARM = 20  # conversations
CONSTRAINTS = {
    "short": {"check": "length.words", "at_most": 60},
    "no_hotel": {"check": "lexical.exclude", "words": ["hotel"]},
    "no_comma": {"check": "format.no_comma"},
}
REPLY = (
    "The plan for two days in town with some food and a walk by the river near our hotel, then we see"
    " the old museum or the park. Dinner is late and short. "
)


@dataclass
class Load:
    """What is held: how many conversations, at a time, of how many turns, with what latency in s, by whom."""

    conversations: int
    concurrency: int
    turns: int = 10
    latency: float = 0.0
    workers: int = 1

    @property
    def total(self) -> int:
        """How many turns there are."""
        return self.conversations * self.turns


@dataclass
class Spent:
    """What a turn took: ms of CPU and of wall time, bytes; and the largest memory in MB, held and at last."""

    cpu: float
    wall: float
    held: float
    memory: float
    log: float = 0.0
    tables: float = 0.0


def measured(side: str, load: Load) -> Spent:
    """What a side, `ours` or `floor`, takes in a process of its own."""
    if side == "floor" and load.workers > 1:
        return _side_by_side(load)
    return _spent(_begun(side, load))


def _side_by_side(load: Load) -> Spent:
    """The floor in several processes at the same time, each with its part: the mean of their figures."""
    part = Load(
        load.conversations // load.workers, load.concurrency // load.workers, load.turns, load.latency
    )
    found = [_spent(one) for one in [_begun("floor", part) for _ in range(load.workers)]]
    means = [sum(figures) / load.workers for figures in zip(*map(astuple, found), strict=True)]
    spent = Spent(*means)
    spent.wall /= load.workers  # so many of them went on at the same time
    return spent


def _begun(side: str, load: Load) -> "subprocess.Popen[str]":
    command = python("-m", "benchmarks.workers.turns", side, *map(str, astuple(load)))
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def _spent(process: "subprocess.Popen[str]") -> Spent:
    out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"a side of the benchmark failed with exit code {process.returncode}")
    return Spent(**json.loads(out))


def main() -> None:
    side = {"ours": ours, "floor": floor}[sys.argv[1]]
    load = Load(*map(int, sys.argv[2:5]), *map(float, sys.argv[5:6]), *map(int, sys.argv[6:]))
    with tempfile.TemporaryDirectory() as made:
        side(Path(made) / "warm", Load(WARM, WARM))
        spent = side(Path(made) / "real", load)
    print(json.dumps(asdict(spent)))


def largest_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def scenario(count: int) -> dict[str, object]:
    turns = {
        f"t{number}": {"say": "Tell me more about that, please.", "next": f"t{number + 1}"}
        for number in range(1, count + 1)
    }
    turns["t1"]["add"] = [*CONSTRAINTS]  # type: ignore[assignment]
    del turns[f"t{count}"]["next"]
    return {
        "id": "bench",
        "constraints": CONSTRAINTS,
        "start": "t1",
        "limits": {"max_turns": count},
        "turns": turns,
    }


def model(folder: Path, latency: float) -> Model:
    folder.mkdir()
    path = folder / "replies.jsonl"
    path.write_text("".join(json.dumps(REPLY[: 60 + 9 * number]) + "\n" for number in range(10)))
    return open_model(f"canned:{path}?latency={latency}")


@contextmanager
def planned(replies: str, latency: float, turns: int, trials: int, _: int = 1) -> Iterator[RunPlan]:
    """The plan, which other processes make again."""
    made = (scenario_from(scenario(turns), where=("bench",)),)
    arms = {"a": open_model(f"canned:{replies}?latency={latency}")}
    yield RunPlan(made, arms, open_user("scripted"), trials=trials)


def ours(folder: Path, load: Load) -> Spent:
    """The whole run with its journal; Parquet, which is written when all is over, counts for memory alone."""
    model(folder, load.latency)
    clock, target = Clock(load), folder / "run"
    made = partial(planned, str(folder / "replies.jsonl"), load.latency, load.turns, load.conversations)
    crew = Workers(load.workers, made) if load.workers > 1 else None
    with made() as plan:
        run(plan, target, concurrency=load.concurrency, listener=clock, crew=crew)
    spent = clock.spent(largest_memory())
    spent.log = (target / "journal.sqlite").stat().st_size / load.total
    spent.tables = sum(path.stat().st_size for path in target.glob("*.parquet")) / load.total
    return spent


class Clock:
    """Notes the time when the first conversation begins and when the last one ends, of each process."""

    def __init__(self, load: Load) -> None:
        self.left, self.total, self.workers = load.conversations, load.total, load.workers
        self.first = self.last = (0.0, 0.0)
        self.held = 0.0
        self.spans: dict[int, list[float]] = {}

    def begin(self, _: int = 0) -> None:
        """The first conversation begins."""
        self.first = now()

    def take(self, event: Event) -> None:
        """Something happened."""
        if self.workers > 1:
            trial = int(event.conversation.rpartition(".t")[2])
            span = self.spans.setdefault(trial % self.workers, [now()[1], 0.0])
            span[1] = now()[1]
        if isinstance(event, ConversationDone):
            self.left -= 1
            if not self.left:
                self.end()

    def end(self) -> None:
        """The last conversation is over."""
        self.last, self.held = now(), largest_memory()

    def spent(self, memory: float) -> Spent:
        """What lies between, a turn."""
        pairs = zip(self.first, self.last, strict=True)
        cpu, wall = ((last - first) / self.total for first, last in pairs)
        if self.spans:
            lasted = [last - first for first, last in self.spans.values()]
            wall = sum(lasted) / len(lasted) / self.total
        return Spent(cpu, wall, self.held, memory)


def now() -> tuple[float, float]:
    return time.process_time() * 1000, time.perf_counter() * 1000


def floor(folder: Path, load: Load) -> Spent:
    """The same model asked as often by a bare loop that writes what was said as JSON lines."""
    from langchain_core.messages import BaseMessage, HumanMessage

    from driftsim.models.tracing import untraced

    chat = model(folder, load.latency).chat

    async def talk(names: Iterator[int], log: TextIO) -> None:
        for name in names:
            history: list[BaseMessage] = []
            for turn in range(load.turns):
                history.append(HumanMessage("Tell me more about that, please."))
                reply = await chat.ainvoke(history)
                history.append(reply)
                log.write(json.dumps({"id": name, "turn": turn, "reply": reply.content}) + "\n")
                log.flush()

    async def everything() -> None:
        names = iter(range(load.conversations))
        with (folder / "log.jsonl").open("w") as log:
            await asyncio.gather(*(talk(names, log) for _ in range(load.concurrency)))

    clock = Clock(load)
    with untraced():
        clock.begin()
        asyncio.run(everything())
        clock.end()
    spent = clock.spent(largest_memory())
    spent.log = (folder / "log.jsonl").stat().st_size / load.total
    return spent


if __name__ == "__main__":
    main()
