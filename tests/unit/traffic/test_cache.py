import multiprocessing
import sqlite3
import time
from contextlib import closing
from math import inf
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

from driftsim.errors import InputError
from driftsim.models.base import Model
from driftsim.models.reading import Said
from driftsim.traffic import Answered, Request, Traffic, Unanswered
from driftsim.traffic.cache import Cache, key_of
from driftsim.traffic.shelf import kept, prune
from tests.unit.traffic.fake import CLOCK, Broken, asked, hello, live, served

SAID = Said("Hi.", "Greet.", "stop", 9, 8, 7, 6)


@pytest.fixture
def cache(tmp_path: Path) -> Any:
    with Cache(tmp_path / "c") as made:
        yield made


def ask(cache: Cache, model: Model, request: Request) -> Answered:
    async def last() -> Any:
        return [step async for step in Traffic(cache=cache, clock=CLOCK).ask(model, request)][-1]

    found = live(last())
    assert isinstance(found, Answered)
    return found


def test_the_same_is_asked_once(cache: Cache) -> None:
    message = AIMessage(
        "<think>Greet.</think>Hi.",
        response_metadata={"finish_reason": "stop"},
        usage_metadata={"input_tokens": 9, "output_tokens": 8, "total_tokens": 17},
    )
    model = served(message)
    first, again = ask(cache, model, hello()), ask(cache, model, hello())
    assert len(asked(model)) == 1
    assert first.said == again.said == Said("Hi.", "Greet.", "stop", 9, 8)
    assert (first.call.cached, again.call.cached) == (False, True)


@pytest.mark.parametrize(
    "other",
    [
        Request([HumanMessage("Hello!")]),
        Request([SystemMessage("Hello.")]),
        Request([HumanMessage("Hello."), AIMessage("Hi.")]),
        hello(trial=1),
        hello(draw=1),
        hello(options={"effort": "low"}),
    ],
)
def test_what_differs_is_asked_anew(cache: Cache, other: Request) -> None:
    model = served("Hi.")
    ask(cache, model, hello())
    assert not ask(cache, model, other).call.cached


@pytest.mark.parametrize("key", ["model", "parameters", "address"])
def test_so_is_another_model(key: str) -> None:
    manifest = {"model": "m", "parameters": {"temperature": 0}, "address": "there", "packages": {"a": "1"}}
    one = Model("openai:m", served("").chat, manifest=manifest, line="x")
    other = Model("openai:m", served("").chat, manifest={**manifest, key: "other"}, line="x")
    same = Model("openai:m", served("").chat, manifest={**manifest, "packages": {}}, line="y")
    assert key_of(one, hello()) != key_of(other, hello())
    assert key_of(one, hello()) == key_of(same, hello())


def test_the_role_changes_nothing() -> None:
    assert key_of(served(""), hello(role="judge")) == key_of(served(""), hello())


def test_a_fault_is_not_kept(cache: Cache) -> None:
    with pytest.raises(Unanswered):
        ask(cache, served(Broken(400)), hello(trial=0))
    assert kept(cache) == []


def test_null_is_no_reply(cache: Cache) -> None:
    cache.put("k", "m", Said(None))
    assert cache.get("k") is None


def test_it_is_there_next_time(tmp_path: Path) -> None:
    for _ in range(2):
        with Cache(tmp_path) as cache:
            cache.put("k", "m", SAID)
            assert cache.get("k") == SAID
    assert [path.name for path in tmp_path.iterdir()] == ["replies.sqlite"]


def test_what_is_kept(cache: Cache) -> None:
    cache.put("a", "openai:x", SAID)
    cache.put("b", "openai:x", SAID)
    cache.put("c", "openai:y", SAID)
    cache.get("b")
    cache.get("b")
    x, y = kept(cache)
    assert (x.model, x.replies, x.hits, y.model, y.replies, y.hits) == ("openai:x", 2, 2, "openai:y", 1, 0)
    assert x.made <= x.used <= time.time()


def test_what_goes(cache: Cache) -> None:
    for key, model in (("a", "openai:x"), ("b", "openai:x"), ("c", "openai:y")):
        cache.put(key, model, SAID)
    between = time.time()
    cache.get("a")
    assert prune(cache, before=0) == 0
    assert prune(cache, before=between, model="openai:x") == 1
    assert cache.get("a") == SAID
    assert cache.get("b") is None
    assert prune(cache, before=inf) == 2
    assert kept(cache) == []


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    with pytest.raises(InputError, match="a database of something else"):
        Cache(tmp_path)
    assert path.read_bytes() == before
    path.write_bytes(b"no database at all, but long enough to be one " * 9)
    with pytest.raises(InputError, match="cannot be used as a cache of replies"):
        Cache(tmp_path)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be used as a cache of replies"):
        Cache(tmp_path / "file")


def fill(folder: Path, own: str) -> None:
    with Cache(folder) as cache:
        for number in range(100):
            cache.put(f"{own}{number}", "m", SAID)
            cache.put(f"both{number}", "m", Said(own))
            cache.get(f"both{number}")


def test_two_processes_share_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=fill, args=(tmp_path, own)) for own in ("a", "b")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    with Cache(tmp_path) as cache:
        (row,) = kept(cache)
        assert (row.replies, row.hits) == (300, 200)
        assert {cache.get(f"both{number}").text for number in range(100)} <= {"a", "b"}  # type: ignore[union-attr]
