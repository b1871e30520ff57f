"""A whole run: what it leaves on disk, however it was held, stopped and taken up again."""

import asyncio
import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from driftsim.errors import InputError
from driftsim.events import Checked, ConversationDone, Event, Faulted, TurnStarted
from driftsim.journal import Manifest, Run
from driftsim.runner import run
from driftsim.runner.folder import open_run
from driftsim.runner.manifest import manifest_of
from driftsim.runner.stop import Stop
from driftsim.scenario.load import scenario_from
from driftsim.tables import TABLES
from tests.unit.conversation.told import ANSWERS, WRITTEN, Told, told
from tests.unit.runner.build import Listening, after, frame, run_plan, tables


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The tables of an undisturbed run of two scenarios, two trials each."""
    run(run_plan(trials=2), tmp_path / "whole")
    return tables(tmp_path / "whole")


def test_what_is_on_disk(tmp_path: Path) -> None:
    outcome = run(run_plan(trials=2), tmp_path / "r")
    assert outcome.finished
    assert outcome.counts == {"conversations": 4, "turns": 20, "checks": 52, "errors": 0, "faults": 0}
    assert {path.name for path in (tmp_path / "r").iterdir()} == {
        "run.json",
        "journal.sqlite",
        *(f"{name}.parquet" for name in TABLES),
    }
    found = frame(tmp_path / "r", "conversations")
    assert sorted(found["conversation"]) == ["a.t0", "a.t1", "b.t0", "b.t1"]
    assert set(found["arm"]) == {"told"}


def test_the_manifest_names_what_could_change_a_number(tmp_path: Path) -> None:
    run(run_plan(trials=2, seed=3, path="fixed"), tmp_path / "r", concurrency=5)
    told_ = json.loads((tmp_path / "r" / "run.json").read_text())
    assert told_["seed"] == 3
    assert told_["arms"] == ["told"]
    assert told_["models"] == {"told": {"name": "told"}}
    assert told_["user"] == {"name": "speaker", "fingerprint": "0"}
    assert told_["plan"] == {"trials": 2, "path": "fixed"}
    assert told_["limits"] == {"max_concurrency": 5}
    assert told_["graphs"]["a"]["turns"]["ask"]["say"] == "Ask."
    assert len(told_["scenarios"]["a"]) == 64
    assert told_["scenarios"]["a"] != told_["scenarios"]["b"]
    assert "langchain-core" in told_["libraries"]
    assert told_["counts"]["turns"] == 16


@pytest.mark.parametrize("concurrency", [1, 3, 100])
def test_concurrency_changes_nothing(tmp_path: Path, whole: Any, concurrency: int) -> None:
    run(run_plan(trials=2), tmp_path / "r", concurrency=concurrency)
    assert tables(tmp_path / "r") == whole


def test_several_arms(tmp_path: Path) -> None:
    run(run_plan(arms={"x": told(), "y": told()}), tmp_path / "r")
    assert sorted(frame(tmp_path / "r", "conversations")["conversation"]) == [
        "a.t0.x",
        "a.t0.y",
        "b.t0.x",
        "b.t0.y",
    ]


def test_a_turn_is_durable_before_the_next_one(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def listen(event: Event) -> None:
        if isinstance(event, TurnStarted) and event.turn > 1:
            turns = frame(tmp_path / "r", "turns").filter(conversation=event.conversation)
            seen.append((event.turn, len(turns)))

    run(run_plan(), tmp_path / "r", listener=Listening(listen))
    assert len(seen) == 8
    assert all(there == turn - 1 for turn, there in seen)


def test_turns_that_finish_together_share_a_transaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from driftsim.journal import Journal

    commits, sync = [], Journal.sync
    monkeypatch.setattr(Journal, "sync", lambda self: (commits.append(1), sync(self))[1])
    run(run_plan(trials=20), tmp_path / "r", concurrency=40)
    assert 5 <= len(commits) <= 40  # of 200 turns


class TestFaults:
    def test_the_other_conversations_go_on(self, tmp_path: Path) -> None:
        seen: list[Event] = []
        model = told(ANSWERS[0], ANSWERS[1], RuntimeError("gone"), notes=True)
        outcome = run(run_plan(model=model), tmp_path / "r", listener=Listening(seen.append))
        assert outcome.finished
        assert outcome.counts["faults"] == 2
        assert outcome.faults == {"model: RuntimeError: gone": 2}
        assert sum(isinstance(event, Faulted) for event in seen) == outcome.done == 2
        assert frame(tmp_path / "r", "faults").select("turn", "kind").rows() == [(3, "model")] * 2
        assert len(frame(tmp_path / "r", "turns")) == 4

    def test_resume_tries_again(self, tmp_path: Path, whole: Any) -> None:
        bad = told(ANSWERS[0], ANSWERS[1], RuntimeError("gone"), notes=True)
        run(run_plan(trials=2, model=bad), tmp_path / "r")
        outcome = run(run_plan(trials=2), tmp_path / "r", resume=True)
        assert (outcome.done, outcome.turns, outcome.counts["faults"]) == (4, 12, 0)
        assert tables(tmp_path / "r") == whole

    def test_a_refused_key_leaves_nothing(self, tmp_path: Path) -> None:
        class Refused(Exception):
            status_code = 401

        with pytest.raises(InputError, match=r"refused the key .*2 times in a row, and not one reply"):
            run(run_plan(model=told(Refused("no"), line="told")), tmp_path / "runs" / "r")
        assert not (tmp_path / "runs" / "r").exists()

    def test_a_key_refused_later_ends_its_conversations(self, tmp_path: Path) -> None:
        class Refused(Exception):
            status_code = 401

        outcome = run(run_plan(model=told(ANSWERS[0], Refused("no"), line="told")), tmp_path / "r")
        assert outcome.counts["faults"] == 2
        assert len(frame(tmp_path / "r", "turns")) == 2
        assert frame(tmp_path / "r", "calls").select("cause", "status").unique().height == 2

    def test_our_own_faults_are_not_hidden(self, tmp_path: Path) -> None:
        def broken(event: Event) -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            run(run_plan(), tmp_path / "r", listener=Listening(broken))


class TestStopping:
    @pytest.mark.parametrize("turns", [1, 4, 9, 19])
    @pytest.mark.parametrize("concurrency", [1, 3])
    def test_what_is_resumed_equals_what_was_never_stopped(
        self, tmp_path: Path, whole: Any, turns: int, concurrency: int
    ) -> None:
        stop = Stop()
        outcome = run(
            run_plan(trials=2),
            tmp_path / "r",
            concurrency=concurrency,
            stop=stop,
            listener=after(turns, Checked, stop.ask),
        )
        assert not outcome.finished
        assert turns <= outcome.turns < turns + concurrency
        assert len(frame(tmp_path / "r", "turns")) == outcome.turns
        listener = Listening(lambda _: None)
        rest = run(run_plan(trials=2), tmp_path / "r", resume=True, listener=listener)
        assert rest.finished
        assert listener.done == outcome.done
        assert rest.turns == 20 - outcome.turns
        assert tables(tmp_path / "r") == whole

    def test_in_the_very_last_turn_it_is_finished_all_the_same(self, tmp_path: Path) -> None:
        stop = Stop()
        last = after(2, ConversationDone, stop.ask)
        assert run(run_plan(), tmp_path / "r", stop=stop, listener=last).finished

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_a_signal_asks_for_it(self, tmp_path: Path, number: int) -> None:
        said: list[str] = []
        before = signal.getsignal(number)
        tell = after(3, Checked, lambda: os.kill(os.getpid(), number))
        outcome = run(run_plan(), tmp_path / "r", concurrency=1, stop=Stop(said.append), listener=tell)
        assert not outcome.finished
        assert 3 <= outcome.turns <= 4
        assert said == ["stopping after the turns in flight; once more to stop at once"]
        assert signal.getsignal(number) is before

    def test_in_another_thread_there_are_no_signals(self, tmp_path: Path) -> None:
        with ThreadPoolExecutor(1) as threads:
            assert threads.submit(run, run_plan(), tmp_path / "r").result().finished

    def test_asked_twice_it_does_not_wait_for_the_model(self, tmp_path: Path) -> None:
        class Hanging(Told):
            async def _agenerate(self, messages: Any, *_: Any, **__: Any) -> Any:
                stop.ask()
                asyncio.get_running_loop().call_later(0.05, stop.ask)
                await asyncio.sleep(60)

        stop = Stop()
        model = told()
        hanging = type(model)(model.name, Hanging(answers=[], seen=[]))
        outcome = run(run_plan("a", model=hanging), tmp_path / "r", stop=stop)
        assert (outcome.finished, outcome.turns) == (False, 0)
        assert Run(tmp_path / "r").table("turns").is_empty()


class TestFolders:
    def test_an_existing_one_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=f"{tmp_path}: exists already; go on with it with --resume"):
            run(run_plan(), tmp_path)

    def test_there_must_be_something_to_resume(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="there is no run to resume"):
            run(run_plan(), tmp_path / "r", resume=True)
        with pytest.raises(InputError, match=r"no run here: run.json is missing"):
            run(run_plan(), tmp_path, resume=True)
        assert list(tmp_path.iterdir()) == []

    def test_a_finished_run_is_left_as_it_is(self, tmp_path: Path, whole: Any) -> None:
        outcome = run(run_plan(trials=2), tmp_path / "whole", resume=True)
        assert (outcome.finished, outcome.done, outcome.turns) == (True, 0, 0)
        assert outcome.counts["turns"] == 20
        assert tables(tmp_path / "whole") == whole

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"seed": 1}, "seed is 0 in this run and 1 now"),
            ({"trials": 3}, "plan.trials is 1 in this run and 3 now"),
            ({"path": "fixed"}, 'plan.path is "adaptive" in this run and "fixed" now'),
            ({"arms": {"other": told()}}, 'arms is ["told"] in this run and ["other"] now'),
        ],
    )
    def test_other_settings_are_refused_by_name(
        self, tmp_path: Path, changes: dict[str, Any], message: str
    ) -> None:
        run(run_plan(), tmp_path / "r")
        with pytest.raises(InputError) as caught:
            run(run_plan(**changes), tmp_path / "r", resume=True)
        assert str(caught.value).startswith(f"{tmp_path / 'r'}: {message}")

    def test_another_scenario_of_the_same_name_is_refused(self, tmp_path: Path) -> None:
        plan = run_plan("a")
        run(plan, tmp_path / "r")
        manifest = Manifest.read(tmp_path / "r").as_dict()
        manifest["scenarios"]["a"] = "0" * 64
        (tmp_path / "r" / "run.json").write_text(json.dumps(manifest))
        with pytest.raises(InputError, match=r"scenarios.a is \"0{40,}"):
            run(plan, tmp_path / "r", resume=True)

    def test_what_is_another_in_a_scenario_is_shown(self, tmp_path: Path) -> None:
        run(run_plan("a"), tmp_path / "r")
        say = "A long question that goes on and on until it ends with the word "
        turns = {**WRITTEN["turns"], "bye": {**WRITTEN["turns"]["bye"], "say": f"{say}bye."}}
        other = scenario_from({**WRITTEN, "id": "a", "turns": turns}, where=("here",))
        with pytest.raises(
            InputError, match=r'graphs.a.turns.bye.say is "Bye." in this run and "A long q.*… now'
        ):
            run(replace(run_plan("a"), scenarios=(other,)), tmp_path / "r", resume=True)
        run(replace(run_plan("a"), scenarios=(other,)), tmp_path / "s")
        turns["bye"] = {**turns["bye"], "say": f"{say}farewell."}
        third = scenario_from({**WRITTEN, "id": "a", "turns": turns}, where=("here",))
        with pytest.raises(
            InputError, match=r'with the word bye." in this run and … with the word farewell." now'
        ):
            run(replace(run_plan("a"), scenarios=(third,)), tmp_path / "s", resume=True)

    def test_measuring_libraries_limits_and_machine_may_change(self, tmp_path: Path) -> None:
        run(run_plan(), tmp_path / "r")
        manifest = Manifest.read(tmp_path / "r").as_dict()
        manifest["libraries"]["polars"] = "0"
        manifest["machine"] = {"python": "4"}
        (tmp_path / "r" / "run.json").write_text(json.dumps(manifest))
        assert run(run_plan(), tmp_path / "r", resume=True, concurrency=1).finished

    def test_two_at_once_are_refused(self, tmp_path: Path) -> None:
        plan = run_plan()
        manifest = manifest_of(plan, name="r", limits={})
        with (
            open_run(tmp_path / "r", manifest, resume=False),
            pytest.raises(InputError, match="another driftsim is writing this run"),
        ):
            run(plan, tmp_path / "r", resume=True)
        assert run(plan, tmp_path / "r", resume=True).finished

    def test_none_at_a_time(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="0 conversations at a time: at least 1 is expected"):
            run(run_plan(), tmp_path / "r", concurrency=0)


def test_what_a_provider_counted_is_kept(tmp_path: Path) -> None:
    usage = {
        "input_tokens": 9,
        "output_tokens": 8,
        "total_tokens": 17,
        "output_token_details": {"reasoning": 7},
    }
    answers = [AIMessage(text, usage_metadata=usage) for text in ANSWERS]
    run(run_plan("a", model=told(*answers)), tmp_path / "r")
    columns = ("input_tokens", "output_tokens", "reasoning_tokens")
    assert frame(tmp_path / "r", "turns").select(columns).unique().rows() == [(9, 8, 7)]
