"""Holds conversations of ten turns with a fake model and prints a figure; a process of its own.

python -m benchmarks.workers.turns ours|floor|memory CONVERSATIONS CONCURRENCY

Prints the CPU time in ms a turn, and the process' largest memory in MB; with `memory` up to the end of
the last conversation, before the tables are written as Parquet.
"""

import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from driftsim.events import ConversationDone, Event
from driftsim.models.open import open_model
from driftsim.runner import RunPlan, run
from driftsim.scenario.load import scenario_from
from driftsim.users import open_user

TURNS = 10
CONSTRAINTS = {
    "short": {"check": "length.words", "at_most": 60},
    "no_hotel": {"check": "lexical.exclude", "words": ["hotel"]},
    "no_comma": {"check": "format.no_comma"},
}
REPLY = (
    "The plan for two days in town with some food and a walk by the river near our hotel, then we see"
    " the old museum or the park. Dinner is late and short. "
)


def main() -> None:
    side, conversations, concurrency = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        work = {"ours": ours, "floor": floor, "memory": ours}[side]
        spent, memory = work(folder, conversations, concurrency)
    print(spent / (conversations * TURNS) * 1000, memory)


def largest_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def scenario() -> dict[str, object]:
    turns = {
        f"t{number}": {"say": "Tell me more about that, please.", "next": f"t{number + 1}"}
        for number in range(1, TURNS + 1)
    }
    turns["t1"]["add"] = [*CONSTRAINTS]  # type: ignore[assignment]
    del turns[f"t{TURNS}"]["next"]
    return {"id": "bench", "constraints": CONSTRAINTS, "start": "t1", "turns": turns}


def replies(folder: Path) -> str:
    path = folder / "replies.jsonl"
    path.write_text("".join(json.dumps(REPLY[: 60 + 9 * number]) + "\n" for number in range(TURNS)))
    return f"canned:{path}"


def ours(folder: Path, conversations: int, concurrency: int) -> tuple[float, float]:
    """The whole run with its journal, Parquet aside, which is written when all is over."""
    made = (scenario_from(scenario(), where=("bench",)),)
    plan = RunPlan(made, {"a": open_model(replies(folder))}, open_user("scripted"), trials=conversations)
    clock = Clock(conversations)
    run(plan, folder / "run", concurrency=concurrency, listener=clock)
    return clock.last - clock.first, clock.memory


class Clock:
    """Notes the CPU time when the first conversation begins and when the last one ends."""

    def __init__(self, conversations: int) -> None:
        self.left = conversations
        self.first = self.last = self.memory = 0.0

    def begin(self, _: int) -> None:
        """The first conversation begins."""
        self.first = time.process_time()

    def take(self, event: Event) -> None:
        """Something happened."""
        if isinstance(event, ConversationDone):
            self.left -= 1
            if not self.left:
                self.last, self.memory = time.process_time(), largest_memory()


def floor(folder: Path, conversations: int, concurrency: int) -> tuple[float, float]:
    """The same model asked as often by a bare loop that writes what was said as JSON lines."""
    from langchain_core.messages import BaseMessage, HumanMessage

    from driftsim.models.tracing import untraced

    chat = open_model(replies(folder)).chat

    async def talk(names: Iterator[int], log: TextIO) -> None:
        for name in names:
            history: list[BaseMessage] = []
            for turn in range(TURNS):
                history.append(HumanMessage("Tell me more about that, please."))
                reply = await chat.ainvoke(history)
                history.append(reply)
                log.write(json.dumps({"id": name, "turn": turn, "reply": reply.content}) + "\n")
                log.flush()

    async def everything() -> None:
        names = iter(range(conversations))
        with (folder / "log.jsonl").open("w") as log:
            await asyncio.gather(*(talk(names, log) for _ in range(concurrency)))

    begun = time.process_time()
    with untraced():
        asyncio.run(everything())
    return time.process_time() - begun, largest_memory()


if __name__ == "__main__":
    main()
