"""Runs whose processes are killed, or whose disk fills up: nothing is lost, nothing is held twice."""

import asyncio
import os
import random
import resource
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from driftsim.errors import InputError
from driftsim.journal import Run
from driftsim.runner import run
from tests.unit.conversation.told import Told, told
from tests.unit.runner.build import run_plan
from tests.unit.runner.forked import forked, killed

TABLES = ("conversations", "turns", "checks", "retired", "baselines", "faults")


class Slow(Told):
    """Takes its time, so that there is an instant to be killed in."""

    async def _agenerate(self, *given: Any, **options: Any) -> Any:
        await asyncio.sleep(0.004)
        return await super()._agenerate(*given, **options)


def plan() -> Any:
    quick = told(notes=True)
    slow = type(quick)(quick.name, Slow(answers=quick.chat.answers, seen=[]), takes_notes=True)
    return run_plan(trials=10, model=slow)


def rows(folder: Path) -> dict[str, Any]:
    return {name: Run(folder).table(name).rows() for name in TABLES}


def sound(folder: Path) -> int:
    """How many turns there are; every one once, and none missing before the last of its conversation."""
    with closing(sqlite3.connect(folder / "journal.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for turns, distinct, last in database.execute(
            "SELECT count(*), count(DISTINCT turn), max(turn) FROM turns GROUP BY id"
        ):
            assert turns == distinct == last
        (count,) = database.execute("SELECT count(*) FROM turns").fetchone()
    return int(count)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("whole") / "r"
    run(plan(), folder)
    return rows(folder)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no signals to kill with")
@pytest.mark.parametrize("seed", range(2))
def test_killed_again_and_again(tmp_path: Path, whole: Any, seed: int) -> None:
    chance, folder, before, kills = random.Random(seed), tmp_path / "r", 0, 0
    for _ in range(6):
        there = folder.exists()
        child = forked(lambda there=there: run(plan(), folder, resume=there, concurrency=4))
        kills += killed(child, chance.uniform(0.0, 0.12))
        if folder.exists():
            now = sound(folder)
            assert now >= before
            before = now
    assert kills > 0
    assert run(plan(), folder, resume=folder.exists()).finished
    assert rows(folder) == whole


def test_a_full_disk(tmp_path: Path, whole: Any) -> None:
    folder = tmp_path / "r"

    def confined() -> bool:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
        try:
            run(plan(), folder)
        except InputError as error:
            return str(error).startswith("the journal cannot be written: ")
        return False

    assert os.waitstatus_to_exitcode(os.waitpid(forked(confined), 0)[1]) == 1
    assert 0 < sound(folder) < 100
    assert run(plan(), folder, resume=True).finished
    assert rows(folder) == whole


def test_a_copy_made_while_it_runs_can_be_gone_on_with(tmp_path: Path, whole: Any) -> None:
    """As after a power cut: what is on the disk at any instant is a run."""
    from driftsim.events import Checked
    from tests.unit.runner.build import after

    folder, copy = tmp_path / "r", tmp_path / "copy"
    run(plan(), folder, concurrency=4, listener=after(37, Checked, lambda: shutil.copytree(folder, copy)))
    assert 37 <= sound(copy) < 100
    assert run(plan(), copy, resume=True).finished
    assert rows(copy) == whole
