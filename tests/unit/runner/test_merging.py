"""Parts of a run, held apart, become the run that was never divided; so do shards, whenever they are collected."""

import re
import shutil
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from driftsim.errors import InputError
from driftsim.journal import Journal, Manifest, Run
from driftsim.journal.merge import Merging
from driftsim.journal.order import Order
from driftsim.runner import Budget, Limits, run
from driftsim.runner.folder import open_run
from driftsim.runner.lock import locked
from driftsim.runner.manifest import manifest_of
from driftsim.runner.merging import mend, merge_runs
from driftsim.runner.plan import RunPlan
from driftsim.runner.shards import deal
from driftsim.runner.tickets import Tickets
from driftsim.tables import TABLES
from tests.unit.runner.build import run_plan


def plan(**changes: Any) -> RunPlan:
    return run_plan("a", "b", "c", trials=3, **changes)


def rows(folder: Path) -> dict[str, Any]:
    """Everything in a run, in its order."""
    return {name: Run(folder).table(name).rows() for name in TABLES}


def stopped(folder: Path, turns: int, **changes: Any) -> Path:
    run(plan(**changes), folder, budget=Budget(Limits(turns=turns)), concurrency=2)
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("whole") / "r"
    run(plan(), folder)
    return rows(folder)


class TestParts:
    @pytest.mark.parametrize("count", [2, 4, 12])
    def test_every_conversation_is_in_one(self, count: int) -> None:
        parts = [plan(shard=(number, count)) for number in range(count)]
        names = [[one.id for one, _ in part.conversations()] for part in parts]
        assert [len(part) for part in parts] == [len(each) for each in names]
        assert sorted(chain(*names)) == sorted(one.id for one, _ in plan().conversations())

    def test_merged_they_are_the_whole(self, tmp_path: Path, whole: Any) -> None:
        folders = [tmp_path / f"part{number}" for number in range(3)]
        for number, folder in enumerate(folders):
            run(plan(shard=(number, 3)), folder)
        counts = merge_runs(folders[::-1], tmp_path / "r")
        assert (counts["conversations"], counts["missing"]) == (9, 0)
        assert rows(tmp_path / "r") == whole
        assert "shard" not in Manifest.read(tmp_path / "r").plan

    def test_what_is_missing_may_be_held_later(self, tmp_path: Path, whole: Any) -> None:
        run(plan(shard=(1, 2)), tmp_path / "one")
        stopped(tmp_path / "two", 7, shard=(0, 2))
        assert merge_runs([tmp_path / "one", tmp_path / "two"], tmp_path / "r")["missing"] > 0
        assert run(plan(), tmp_path / "r", resume=True).finished
        assert rows(tmp_path / "r") == whole

    def test_a_conversation_in_two_of_them_is_named(self, tmp_path: Path) -> None:
        run(plan(), tmp_path / "one")
        run(plan(shard=(1, 9)), tmp_path / "two")
        with pytest.raises(InputError, match=r"in more than one of the runs: b\.t0$"):
            merge_runs([tmp_path / "one", tmp_path / "two"], tmp_path / "r")
        assert not (tmp_path / "r").exists()

    def test_where_nothing_was_begun_nothing_is_left(self, tmp_path: Path) -> None:
        with open_run(tmp_path / "one", manifest_of(plan(), name="one", limits={}), resume=False):
            pass
        with pytest.raises(InputError, match=r"^in none of the runs was a conversation begun$"):
            merge_runs([tmp_path / "one"], tmp_path / "r")
        assert [path.name for path in tmp_path.iterdir()] == ["one"]

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"command": "audit"}, "made by driftsim audit: only runs of driftsim run"),
            ({"plan": {}}, "'plan' is {}: it does not say how many conversations"),
            ({"plan": {"trials": 1, "shard": "1/0"}}, "it does not say how many conversations"),
        ],
    )
    def test_what_is_no_part_is_refused(self, tmp_path: Path, changes: dict[str, Any], message: str) -> None:
        run(plan(), tmp_path / "one")
        replace(Manifest.read(tmp_path / "one"), **changes).write(tmp_path / "one")
        for refused in (
            lambda: mend(tmp_path / "one"),
            lambda: merge_runs([tmp_path / "one"], tmp_path / "r"),
        ):
            with pytest.raises(InputError, match=re.escape(message)):
                refused()
        assert not (tmp_path / "r").exists()

    def test_other_plans_are_refused(self, tmp_path: Path) -> None:
        run(plan(shard=(0, 2)), tmp_path / "one")
        run(plan(shard=(1, 2), seed=5), tmp_path / "two")
        with pytest.raises(InputError, match=r"not of the same plan: seed is 0 in .*one and 5 in .*two"):
            merge_runs([tmp_path / "one", tmp_path / "two"], tmp_path / "r")
        with pytest.raises(InputError, match="exists already"):
            merge_runs([tmp_path / "one"], tmp_path / "two")

    def test_a_part_is_not_resumed_as_the_whole(self, tmp_path: Path) -> None:
        run(plan(shard=(0, 2)), tmp_path / "r")
        with pytest.raises(InputError, match=r'plan.shard is "1/2" in this run and absent now'):
            run(plan(), tmp_path / "r", resume=True)


class TestShards:
    """Dealt from a run that stopped in the middle, and left in every state that a kill can leave."""

    @pytest.fixture
    def dealt(self, tmp_path: Path) -> Path:
        """A run with two shards, of which the first has come to its end and the second nowhere."""
        folder = stopped(tmp_path / "r", 17)
        manifest = manifest_of(plan(), name="r", limits={})
        with locked(folder), Journal.reopen(folder, Order.of(manifest)) as journal:
            shards = deal(folder, journal, plan(), 2)
        only = replace(plan(), shard=(0, 2))
        shard = Manifest.read(shards[0])
        replace(shard, plan=manifest_of(only, name="", limits={}).plan).write(shards[0])
        assert run(only, shards[0], resume=True).turns > 0
        return folder

    def test_a_run_with_shards_is_not_read_as_if_it_were_whole(self, dealt: Path) -> None:
        with pytest.raises(InputError, match="part of it stands in their shards; driftsim run … --resume"):
            Run(dealt)

    def test_they_are_collected_and_the_rest_is_held(self, dealt: Path, whole: Any) -> None:
        assert run(plan(), dealt, resume=True).finished
        assert rows(dealt) == whole
        assert not (dealt / "shards").exists()

    def test_collecting_twice_does_no_harm(self, dealt: Path, tmp_path: Path) -> None:
        shutil.copytree(dealt / "shards", tmp_path / "shards")
        assert mend(dealt)["turns"] > 17
        once = rows(dealt)
        shutil.move(tmp_path / "shards", dealt / "shards")  # as if killed before they were taken away
        (dealt / ".merge").mkdir()
        (dealt / ".shards.merged").mkdir()
        mend(dealt)
        assert rows(dealt) == once
        assert not any(path.name.startswith(".") for path in dealt.iterdir())

    def test_a_disk_that_fills_up_leaves_all_as_it_was(
        self, dealt: Path, whole: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: Any, **__: Any) -> None:
            raise InputError("the journal cannot be written: database or disk is full")

        with monkeypatch.context() as broken:
            broken.setattr(Merging, "into", full)
            with pytest.raises(InputError, match="disk is full"):
                mend(dealt)
        assert (dealt / "shards" / "00" / "journal.sqlite").is_file()
        assert run(plan(), dealt, resume=True).finished
        assert rows(dealt) == whole

    def test_a_shard_that_is_being_written_is_waited_for(
        self, dealt: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("driftsim.runner.shards._PATIENCE", 0.01)
        with locked(dealt / "shards" / "01"), pytest.raises(InputError, match="another driftsim is writing"):
            mend(dealt)
        assert mend(dealt)["turns"] > 17

    def test_somebody_who_writes_is_not_disturbed(self, dealt: Path) -> None:
        manifest = manifest_of(plan(), name="r", limits={})
        with (
            open_run(dealt, manifest, resume=True),
            pytest.raises(InputError, match="another driftsim is writing this run"),
        ):
            mend(dealt)


def test_tickets(tmp_path: Path) -> None:
    tickets = Tickets.printed(tmp_path / "t", 3)
    assert [Tickets(tmp_path / "t").take(), *(tickets.take() for _ in range(4))] == [True] * 3 + [False] * 2
