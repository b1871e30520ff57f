import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage

from driftsim.errors import InputError
from driftsim.models.base import Model, ModelError
from driftsim.models.open import open_model

Ask = Callable[..., str]


def canned(folder: Path, *lines: Any) -> Model:
    path = folder / "replies.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return open_model(f"canned:{path}")


def test_lines_answer_turn_after_turn_and_begin_again(tmp_path: Path, ask: Ask) -> None:
    model = canned(tmp_path, "One.", {"reply": "Two."})
    assert [ask(model, turn=turn) for turn in (1, 2, 3)] == ["One.", "Two.", "One."]


def test_the_most_exact_line_wins(tmp_path: Path, ask: Ask) -> None:
    model = canned(
        tmp_path,
        "any",
        {"reply": "any at 2", "turn": 2},
        {"reply": "mine", "scenario": "mine"},
        {"reply": "mine at 2", "scenario": "mine", "turn": 2},
    )
    said = {(s, t): ask(model, scenario=s, turn=t) for s in ("mine", "other") for t in (1, 2, 3)}
    assert said == {
        ("mine", 1): "mine", ("mine", 2): "mine at 2", ("mine", 3): "mine",
        ("other", 1): "any", ("other", 2): "any at 2", ("other", 3): "any",
    }  # fmt: skip


def test_without_a_line_there_is_no_answer(tmp_path: Path, ask: Ask) -> None:
    model = canned(tmp_path, {"reply": "x", "turn": 1}, {"reply": "y", "scenario": "other"})
    with pytest.raises(ModelError, match=r"replies\.jsonl holds no reply to turn 2 of scenario 's'"):
        ask(model, turn=2)


def test_without_notes_it_counts_the_messages(tmp_path: Path) -> None:
    model = canned(tmp_path, "One.", "Two.")
    messages = [HumanMessage("a"), AIMessage("b"), HumanMessage("c")]
    assert model.chat.invoke(messages).content == "Two."


def test_a_run_knows_what_answered(tmp_path: Path) -> None:
    model = canned(tmp_path, "One.")
    assert (model.name, model.takes_notes) == ("canned:replies.jsonl", True)
    assert model.manifest["replies"]["name"] == "replies.jsonl"
    assert len(model.manifest["replies"]["sha256"]) == 64


def test_replies_wait_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('"Hi."\n')
    model = open_model(f"canned:{tmp_path}/r.jsonl?latency=0.2")

    async def many() -> None:
        await asyncio.gather(*(model.chat.ainvoke("x") for _ in range(50)))

    start = time.perf_counter()
    asyncio.run(many())
    assert 0.2 <= time.perf_counter() - start < 5  # a pool of threads or a queue would need 10 s


def test_parameters_win_over_the_query(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('"Hi."\n')
    assert open_model(f"canned:{tmp_path}/r.jsonl?latency=9", {"latency": 0}).manifest["latency"] == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "r.jsonl: the file is empty; one JSON string a line is expected"),
        ('"a"\n7\n', "line 2: a string or an object with 'reply' is expected, this is a number"),
        ('"a"\nHello\n', "line 2: broken JSON at column 1"),
        ('{"rply": "a"}', "line 1: unknown key 'rply'; did you mean 'reply'?"),
        ('{"turn": 1}', "line 1: 'reply' is missing"),
        ('{"reply": null}', "line 1: 'reply' is None: no string"),
        ('{"reply": "a", "turn": 0}', "line 1: 'turn' is 0: turns are counted from 1"),
        ('{"reply": "a", "turn": true}', "line 1: 'turn' is True"),
        ('{"reply": "a", "scenario": ""}', "line 1: 'scenario' is ''"),
        (
            '{"reply": "a", "turn": 1}\n{"reply": "b", "turn": 1}',
            "line 2: a second reply to turn 1 of any scenario",
        ),
    ],
)
def test_wrong_files(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "r.jsonl").write_text(content)
    with pytest.raises(InputError) as caught:
        open_model(f"canned:{tmp_path}/r.jsonl")
    assert str(caught.value).startswith(str(tmp_path))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("canned:", "names no file"),
        ("canned:nowhere.jsonl", "nowhere.jsonl: no such file"),
        ("canned:r.jsonl?latency=soon", "latency is 'soon': seconds are expected"),
        ("canned:r.jsonl?latency=-1", "latency is -1"),
        ("canned:r.jsonl?latency=true", "latency is True"),
        ("canned:r.jsonl?latncy=1", "unknown parameter 'latncy'; did you mean 'latency'?"),
        ("canned:r.jsonl?latency", "'?latency' is expected to be of the form"),
    ],
)
def test_wrong_specifications(spec: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        open_model(spec)
    assert message in str(caught.value)


def test_a_line_that_contains_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(
        '{"reply": "turn", "turn": 1}\n{"contains": "tea", "reply": "hot"}\n{"contains": "a", "reply": "any"}\n'
    )
    chat = open_model(f"canned:{path}").chat
    assert [chat.invoke(said).text for said in ("more tea", "a", "Hi")] == ["hot", "any", "turn"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"reply": "a", "contains": ""}', "'contains' is ''"),
        ('{"reply": "a", "contains": 3}', "'contains' is 3"),
        ('{"reply": "a", "contains": "b", "turn": 1}', "'contains' stands with 'reply' alone"),
    ],
)
def test_wrong_contains(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "r.jsonl").write_text(line)
    with pytest.raises(InputError, match=message):
        open_model(f"canned:{tmp_path}/r.jsonl")
