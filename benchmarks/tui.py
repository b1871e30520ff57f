"""How the terminal UI feels on a large run: first paint, a step, memory.

    python -m benchmarks.tui [--runs N] [--conversations N] [--turns N]

The real application is driven without a terminal, in a fresh process each time. The floor beside it is a
Textual application with one line of text, painted and changed the same way.
"""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT, Report, Row, Sample, options, process, python
from benchmarks.synthetic import write_recorded

STEPS = 200
COMMON = """
import asyncio, json, resource, sys, time
began = time.perf_counter()

def timed(app):
    display, app.painted = app._display, 0.0
    def noting(screen, renderable):
        display(screen, renderable)
        app.painted = time.perf_counter()
    app._display = noting
    return app

def rss():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6

async def quiet(app):
    while time.perf_counter() - app.painted < 0.1:
        await asyncio.sleep(0.005)

async def steps(app, key, count):
    from textual import events
    took = []
    for _ in range(count):
        start = time.perf_counter()
        app.post_message(events.Key(key, None))
        while app.painted < start:
            await asyncio.sleep(0)
        while time.perf_counter() - app.painted < 0.025:
            await asyncio.sleep(0.001)
        took.append((app.painted - start) * 1000)
    return took
"""
OURS = (
    COMMON
    + """
from pathlib import Path
from driftsim_tui.app import DriftApp
from driftsim_tui.disk import DiskSource
from driftsim_tui.screens.run import RunScreen
from driftsim_tui.state import State
from driftsim_tui.widgets.table import Table

async def main(run, folder, count):
    app = timed(DriftApp(lambda: RunScreen(DiskSource(run)), state=State(folder)))
    async with app.run_test(size=(140, 40)) as pilot:
        while not app.screen.query_one(Table).count:
            await asyncio.sleep(0.001)
        listed = time.perf_counter()
        while app.painted < listed:
            await asyncio.sleep(0.001)
        first = (app.painted - began) * 1000
        await app.workers.wait_for_complete()
        curves = (time.perf_counter() - began) * 1000
        await quiet(app)
        rows = await steps(app, "down", count)
        start = time.perf_counter()
        await pilot.press("enter")
        while "turn 1 of" not in str(app.screen.query_one("#title").render()):
            await asyncio.sleep(0.001)
        opened = (time.perf_counter() - start) * 1000
        await app.workers.wait_for_complete()
        await quiet(app)
        before = rss()
        turns = await steps(app, "right", 19)
        there = []
        for _ in range(count // 20):
            there += await steps(app, "full_stop", 1)
            await app.workers.wait_for_complete()
            await steps(app, "right", 19)
        print(json.dumps(dict(first=first, curves=curves, rows=rows, opened=opened, turns=turns, there=there,
                              before=before, after=rss())))

asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
"""
)
FLOOR = (
    COMMON
    + """
from textual.app import App as Bare
from textual.widgets import Static

class Floor(Bare):
    BINDINGS = [("down", "turn", "turn")]
    turn = 0
    def compose(self):
        yield Static("turn 0")
    def action_turn(self):
        self.turn += 1
        self.query_one(Static).update(f"turn {self.turn}")

async def main(count):
    app = timed(Floor())
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        first = (app.painted - began) * 1000
        await quiet(app)
        print(json.dumps(dict(first=first, rows=await steps(app, "down", count), rss=rss())))

asyncio.run(main(int(sys.argv[3])))
"""
)


def report(runs: int = 3, conversations: int = 10_000, turns: int = 20) -> Report:
    size = f"{conversations:,} conversations × {turns} turns"
    with tempfile.TemporaryDirectory() as made:
        recorded, run = Path(made) / "r.jsonl", Path(made) / "run"
        write_recorded(recorded, conversations=conversations, turns=turns)
        process(python("-m", "driftsim", "audit", recorded, "-o", run))
        pairs = [(_once(OURS, run, Path(made)), _once(FLOOR, run, Path(made))) for _ in range(runs)]
    ours, floor = ([pair[side] for pair in pairs] for side in (0, 1))
    bare = "Textual, one line"
    found = Report(
        [
            Row(
                f"first paint of the list, {size}, imports included",
                _all(ours, "first"),
                _all(floor, "first"),
                bare,
            ),
            Row("a step in the list", _all(ours, "rows"), _all(floor, "rows"), bare),
            Row("a step in a conversation", _all(ours, "turns"), _all(floor, "rows"), bare),
            Row("to the next conversation", _all(ours, "there"), _all(floor, "rows"), bare),
            Row("memory", _all(ours, "after", "MB"), _all(floor, "rss", "MB"), bare),
        ]
    )
    grown = Sample(tuple(each["after"] - each["before"] for each in ours), "MB")
    found.notes += [
        f"curves and map on the screen after {_all(ours, 'curves')}",
        f"the first conversation opened in {_all(ours, 'opened')}",
        f"memory grew by {grown} in {STEPS // 20} conversations of {turns} turns, replayed to their ends",
    ]
    return found


def _once(program: str, run: Path, folder: Path) -> dict[str, Any]:
    state = tempfile.mkdtemp(dir=folder)
    command = python("-c", program, run, state, str(STEPS))
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _all(results: list[dict[str, Any]], key: str, unit: str = "ms") -> Sample:
    values = (each[key] for each in results)
    return Sample(
        tuple(one for value in values for one in (value if isinstance(value, list) else [value])), unit
    )


if __name__ == "__main__":
    print(report(**options({"runs": 3, "conversations": 10_000, "turns": 20})).markdown())
