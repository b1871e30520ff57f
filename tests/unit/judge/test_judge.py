"""Votes, caches, costs and failures of a judge."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from driftsim.constraints.questions import Question, Vote, majority
from driftsim.errors import InputError
from driftsim.judge import Judge
from driftsim.judge.cache import Cache, Said
from driftsim.models.base import Model
from tests.unit.judge.fake import fake, most_at_once, seen

QUESTION = Question("It is polite.", "Go away.", "Hi.")
BROKEN = '{"reason": "curt", "held": false, "quote": "Go away"}'
USAGE = {"input_tokens": 90, "output_tokens": 9, "total_tokens": 99}


def ask(judge: Judge, *questions: Question) -> list[tuple[Vote, ...]]:
    async def all_of_them() -> list[tuple[Vote, ...]]:
        return list(await asyncio.gather(*map(judge.ask, questions)))

    return asyncio.run(all_of_them())


def test_a_vote() -> None:
    model = fake(AIMessage(BROKEN, usage_metadata=USAGE))
    assert ask(Judge(model), QUESTION) == [(Vote(1, False, "curt", "Go away", 90, 9, cached=False),)]
    system, human = seen(model)[0]
    assert system.type == "system"
    assert all(text in str(human.content) for text in ("It is polite.", "Go away.", "Hi."))


def test_blocks_are_read_too() -> None:
    blocks = AIMessage([{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": BROKEN}])
    assert ask(Judge(fake(blocks)), QUESTION)[0][0].held is False


def test_so_many_votes_in_calls_of_their_own() -> None:
    answers = iter([BROKEN, BROKEN.replace("false", "true"), BROKEN])
    model = fake(lambda _: next(answers))
    (votes,) = ask(Judge(model, votes=3), QUESTION)
    assert [vote.number for vote in votes] == [1, 2, 3]
    assert majority(votes).held is False
    assert len(seen(model)) == 3


def test_a_question_may_say_how_often_it_is_asked() -> None:
    model = fake(BROKEN)
    (votes,) = ask(Judge(model), Question("It is polite.", "Go away.", votes=5))
    assert len(votes) == len(seen(model)) == 5


@pytest.mark.parametrize("votes", [0, -1, 2])
def test_votes_that_can_tie_are_refused(votes: int) -> None:
    with pytest.raises(InputError, match="an odd number is expected"):
        Judge(fake(BROKEN), votes=votes)


def test_calls_are_under_way_together_but_not_too_many() -> None:
    model = fake(BROKEN)
    ask(Judge(model, concurrency=4), *(Question("It is polite.", f"Go {n}.") for n in range(20)))
    assert most_at_once(model) == 4


class TestFailures:
    def test_no_answer_is_no_verdict(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOME_API_KEY", "abc-secret-xyz")
        (votes,) = ask(Judge(fake(TimeoutError("slow, abc-secret-xyz"))), QUESTION)
        assert votes[0].held is None
        assert votes[0].reason.startswith("the judge did not answer: TimeoutError: slow")
        assert "secret" not in votes[0].reason

    def test_what_cannot_be_read_costs_all_the_same(self) -> None:
        (votes,) = ask(Judge(fake(AIMessage("Yes.", usage_metadata=USAGE))), QUESTION)
        assert (votes[0].held, votes[0].input_tokens, votes[0].output_tokens) == (None, 90, 9)

    def test_a_refused_key_ends_everything(self) -> None:
        class Refused(Exception):
            status_code = 401

        with pytest.raises(InputError, match="refused the key"):
            ask(Judge(fake(Refused("wrong"), line="fake")), QUESTION, Question("It is short.", "Yes."))

    def test_a_lone_surrogate_can_be_asked_about_and_answered(self) -> None:
        model = fake("\ud800" + BROKEN)
        assert ask(Judge(model), Question("It is polite.", "a\ud800b"))[0][0].held is False
        str(seen(model)[0][-1].content).encode()


class TestCache:
    def test_the_same_is_asked_once(self) -> None:
        model = fake(AIMessage(BROKEN, usage_metadata=USAGE))
        judge = Judge(model, votes=3)
        first, again = ask(judge, QUESTION), ask(judge, QUESTION)
        assert len(seen(model)) == 3
        assert [vote.cached for vote in (*first[0], *again[0])] == [False] * 3 + [True] * 3
        assert again[0][0].input_tokens == 90

    def test_also_while_it_is_under_way(self) -> None:
        model = fake(BROKEN)
        first, second = ask(Judge(model), QUESTION, QUESTION)
        assert len(seen(model)) == 1
        assert (first[0].cached, second[0].cached) == (False, True)

    @pytest.mark.parametrize(
        "other",
        [
            Question("It is short.", "Go away.", "Hi."),
            Question("It is polite.", "Go away!", "Hi."),
            Question("It is polite.", "Go away.", "Ho."),
            Question("It is polite.", "Go away.", "Hi.", (("a", "b"),)),
        ],
    )
    def test_something_else_is_asked_anew(self, other: Question) -> None:
        model = fake(BROKEN)
        ask(Judge(model), QUESTION, other)
        assert len(seen(model)) == 2

    def test_a_file_outlives_the_judge(self, tmp_path: Path) -> None:
        path = tmp_path / "said.sqlite"
        for calls in (1, 0):
            model = fake(AIMessage(BROKEN, usage_metadata=USAGE))
            judge = Judge(model, cache=Cache(path))
            (votes,) = ask(judge, QUESTION)
            judge.close()
            assert len(seen(model)) == calls
            assert (votes[0].held, votes[0].output_tokens) == (False, 9)
        assert [each.name for each in tmp_path.iterdir()] == ["said.sqlite"]

    @pytest.mark.parametrize("manifest", [{"parameters": {"temperature": 1}}, {"model": "two"}])
    def test_another_judge_does_not_know_it(self, tmp_path: Path, manifest: dict[str, Any]) -> None:
        path = tmp_path / "said.sqlite"
        for model in (fake(BROKEN, parameters={}), fake(BROKEN, **manifest)):
            ask(Judge(model, cache=Cache(path)), QUESTION)
            assert len(seen(model)) == 1

    def test_a_new_client_of_the_same_model_does(self, tmp_path: Path) -> None:
        for version, calls in (("1", 1), ("2", 0)):
            model = fake(BROKEN, packages={"client": version})
            ask(Judge(model, cache=Cache(tmp_path / "said.sqlite")), QUESTION)
            assert len(seen(model)) == calls

    def test_what_failed_or_could_not_be_read_is_asked_again(self, tmp_path: Path) -> None:
        for answer in (TimeoutError("slow"), "Hm.", BROKEN):
            model = fake(answer)
            ask(Judge(model, cache=Cache(tmp_path / "said.sqlite")), QUESTION)
            assert len(seen(model)) == 1

    def test_two_processes_may_share_it(self, tmp_path: Path) -> None:
        with Cache(tmp_path / "c") as one, Cache(tmp_path / "c") as other:
            one.put("k", Said("text", 1, None))
            assert other.get("k") == ("text", 1, None)
            assert other.get("l") is None

    def test_files_that_are_something_else(self, tmp_path: Path) -> None:
        (tmp_path / "text").write_text("Hello." * 1000)
        with closing(sqlite3.connect(tmp_path / "db")) as database, database:
            database.execute("CREATE TABLE t (x)")
        for name in ("text", "db", "no/such", "."):
            with pytest.raises(InputError, match="judge's cache"):
                Cache(tmp_path / name)
        with closing(sqlite3.connect(tmp_path / "db")) as database:
            assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]


def test_what_stands_in_the_manifest() -> None:
    judge = Judge(fake(BROKEN, provider="fake"), votes=3, calibration={"labels": 9})
    assert judge.identity == {"name": "fake:one", "provider": "fake", "prompt": 1, "votes": 3}
    assert judge.manifest == {**judge.identity, "calibration": {"labels": 9}}
    assert "calibration" not in Judge(Model("m", fake(BROKEN).chat)).manifest
