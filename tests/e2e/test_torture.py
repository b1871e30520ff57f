"""Runs whose processes are killed at random instants: every turn once, and in the end the undisturbed run.

Slow: each kill costs the start of a process. `DRIFTSIM_KILLS` sets how many there are.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from driftsim.journal import Run
from driftsim.tables import TABLES

KILLS = int(os.environ.get("DRIFTSIM_KILLS", "50"))
SCENARIO = """
id: talk
constraints:
  short: {check: length.words, at_most: 60}
  plain: {check: format.no_comma}
start: ask
turns:
  ask: {say: Plan a weekend., add: [short], next: more}
  more:
    say: More, please.
    add: [plain]
    next: [{to: nag, when: violated(plain)}, {to: sum, when: not violated(plain)}]
  nag: {say: No commas., restate: [plain], next: sum}
  sum: {say: What is 2 + 2?, task: {answer: 4}, next: bye}
  bye: {say: Bye., retract: [short]}
"""
GIVEN = ("talk.yaml", "--model", "canned:replies.jsonl?latency=0.1", "--max-concurrency", "6", "-q")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no signals to kill with"),
]


@pytest.fixture(autouse=True)
def _scenario() -> None:
    Path("talk.yaml").write_text(SCENARIO)
    Path("replies.jsonl").write_text('"A plan."\n"More, a lot more."\n"No."\n"4"\n"Bye."\n')


def start(folder: str, *more: str) -> subprocess.Popen[bytes]:
    again = ["--resume"] if Path(folder).exists() else []
    command = [sys.executable, "-m", "driftsim", "run", *GIVEN, *more, "-o", folder, *again]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def finish(folder: str, *more: str) -> None:
    with start(folder, *more) as process:
        _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told.decode()


def rows(folder: str) -> dict[str, Any]:
    return {name: Run(Path(folder)).table(name).rows() for name in TABLES}


def children(parent: int, word: str) -> list[int]:
    """The processes below one whose command line holds a word."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,args="], capture_output=True, text=True).stdout
    lines = [line.split(maxsplit=2) for line in listed.splitlines()]
    family = {parent}
    for _ in range(5):
        family |= {int(pid) for pid, above, *_ in lines if int(above) in family}
    return [int(pid) for pid, _, *words in lines if int(pid) in family and word in " ".join(words)]


def sound(folder: str) -> int:
    """How many turns the journal and its shards hold; each opens, and none has a turn twice or a gap."""
    held: Counter[str] = Counter()
    for path in [Path(folder, "journal.sqlite"), *Path(folder).glob("shards/*/journal.sqlite")]:
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            for name, turns, distinct, last in database.execute(
                "SELECT conversation, count(*), count(DISTINCT turn), max(turn)"
                " FROM turns JOIN conversations USING (id) GROUP BY id"
            ):
                assert turns == distinct == last
                held[name] = max(held[name], turns)
    return held.total()


def wait_for_work(process: subprocess.Popen[bytes]) -> None:
    """Until a process, or one of its own, writes turns."""
    began = time.time()
    while process.poll() is None:
        logs = [*Path("r").glob("journal.sqlite-wal"), *Path("r").glob("shards/*/journal.sqlite-wal")]
        if any(log.stat().st_size > 0 and log.stat().st_mtime > began for log in logs if log.exists()):
            return
        time.sleep(0.02)


def torture(
    chance: random.Random, kills: int, kill: Callable[[subprocess.Popen[bytes]], None], *more: str
) -> int:
    """Kill a run again and again; how many of the kills met a living process."""
    before = met = 0
    for _ in range(kills):
        with start("r", *more) as process:
            assert process.stderr is not None
            if chance.random() < 0.7:  # while it holds conversations; else at any instant
                wait_for_work(process)
            time.sleep(chance.uniform(0.0, 1.5))
            met += process.poll() is None
            kill(process)
            process.stderr.close()
            process.wait(timeout=300)
        if Path("r").exists():
            now = sound("r")
            assert now >= before
            before = now
    return met


def test_one_process_killed_at_random() -> None:
    trials = ("--trials", str(12 * KILLS))
    finish("whole", *trials)
    met = torture(random.Random(1), KILLS, lambda process: process.kill(), *trials)
    assert met > KILLS // 2
    finish("r", *trials)
    assert rows("r") == rows("whole")


def test_workers_or_their_parent_killed_at_random() -> None:
    chance, trials = random.Random(2), ("--trials", str(3 * KILLS))
    finish("whole", *trials)

    def kill(process: subprocess.Popen[bytes]) -> None:
        workers = children(process.pid, "spawn_main")
        victim = chance.choice([process.pid, *workers])
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        if victim != process.pid:
            time.sleep(chance.uniform(0, 3.0))  # the one that takes its place is killed with all others
            process.kill()

    assert torture(chance, max(KILLS // 4, 2), kill, *trials, "--workers", "2") > 0
    finish("r", *trials, "--workers", "3")
    assert rows("r") == rows("whole")
    assert not Path("r", "shards").exists()


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_stops_all_workers(times: int) -> None:
    """As a terminal does it: the whole group of processes is told."""
    trials = ("--trials", "60", "--workers", "2")
    finish("whole", "--trials", "60")
    with start("r", *trials) as process:
        wait_for_work(process)
        workers = children(process.pid, "spawn_main")
        for _ in range(times):
            for pid in (process.pid, *workers):
                os.kill(pid, signal.SIGINT)
            time.sleep(0.03)
        _, told = process.communicate(timeout=300)
    assert process.returncode == 130
    assert b"stopping after the turns in flight" in told
    assert b"Traceback" not in told
    assert not Path("r", "shards").exists()
    assert not any(Path("/proc", str(pid)).exists() for pid in workers)
    assert sound("r") < 300
    finish("r", *trials)
    assert rows("r") == rows("whole")


def test_a_ray_worker_killed_in_the_middle() -> None:
    pytest.importorskip("ray", reason="the extra ray is not installed")
    trials = ("--trials", "60")
    finish("whole", *trials)
    with start("r", *trials, "--workers", "2", "--engine", "ray") as process:
        for _ in range(600):
            time.sleep(0.2)
            if Path("r", "journal.sqlite").exists() and len(Run(Path("r")).table("turns")) >= 20:
                break
        holding = children(process.pid, "ray::hold_part")
        assert len(holding) == 2
        os.kill(holding[0], signal.SIGKILL)
        _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told.decode()
    assert rows("r") == rows("whole")
