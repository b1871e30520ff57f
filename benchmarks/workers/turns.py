"""Holds conversations with a fake model and prints figures; a process of its own.

python -m benchmarks.workers.turns ours|floor CONVERSATIONS CONCURRENCY [TURNS [SECONDS]]

Prints, as JSON: the CPU time and the wall time in ms a turn, from the first conversation to the last
event; and the process' largest memory in MB, up to the last event and, with Parquet written, at the end.
Some conversations without latency are held before, so that no side pays for first calls.
"""

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import TextIO

from benchmarks.measure import ROOT, python
from driftsim.events import ConversationDone, Event
from driftsim.models.base import Model
from driftsim.models.open import open_model
from driftsim.runner import RunPlan, run
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
    """What is held: how many conversations, at a time, of how many turns, with which latency in seconds."""

    conversations: int
    concurrency: int
    turns: int = 10
    latency: float = 0.0

    @property
    def total(self) -> int:
        """How many turns there are."""
        return self.conversations * self.turns


@dataclass
class Spent:
    """What it took: ms of CPU and of wall time a turn, and the largest memory in MB, held and in the end."""

    cpu: float
    wall: float
    held: float
    memory: float


def measured(side: str, load: Load) -> Spent:
    """What a side, `ours` or `floor`, takes in a process of its own."""
    command = python("-m", "benchmarks.workers.turns", side, *map(str, astuple(load)))
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return Spent(**json.loads(done.stdout))


def main() -> None:
    side = {"ours": ours, "floor": floor}[sys.argv[1]]
    load = Load(*map(int, sys.argv[2:5]), *map(float, sys.argv[5:]))
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


def ours(folder: Path, load: Load) -> Spent:
    """The whole run with its journal; Parquet, which is written when all is over, counts for memory alone."""
    made = (scenario_from(scenario(load.turns), where=("bench",)),)
    arms = {"a": model(folder, load.latency)}
    clock = Clock(load)
    plan = RunPlan(made, arms, open_user("scripted"), trials=load.conversations)
    run(plan, folder / "run", concurrency=load.concurrency, listener=clock)
    return clock.spent(largest_memory())


class Clock:
    """Notes the time when the first conversation begins and when the last one ends."""

    def __init__(self, load: Load) -> None:
        self.left, self.total = load.conversations, load.total
        self.first = self.last = (0.0, 0.0)
        self.held = 0.0

    def begin(self, _: int = 0) -> None:
        """The first conversation begins."""
        self.first = now()

    def take(self, event: Event) -> None:
        """Something happened."""
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
    return clock.spent(largest_memory())


if __name__ == "__main__":
    main()
