"""A real client (langchain-openai, langchain-deepseek) against a server of our own on loopback.

Needs the extras: pip install -e '.[openai,deepseek]'. Without them these tests are skipped, and say so.
"""

import asyncio
import json
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from driftsim.__main__ import main
from driftsim.errors import InputError
from driftsim.journal import Run
from driftsim.models.base import Model
from driftsim.models.diagnosis import diagnose
from driftsim.models.failures import explain
from driftsim.models.open import open_model

KEY = "sk-this-is-no-real-key-1234"
USAGE = {
    "prompt_tokens": 11,
    "completion_tokens": 7,
    "total_tokens": 18,
    "completion_tokens_details": {"reasoning_tokens": 5},
}

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@dataclass
class Server:
    """What the server answers next, and what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes | None = None
    stream: tuple[str, ...] = ()
    cut: bool = False
    asked: list[Any] = field(default_factory=list)
    headers: list[Any] = field(default_factory=list)

    def answer(self) -> bytes:
        if self.body is not None:
            return self.body
        if self.status != 200:
            message = f"The key {KEY} at http://me:pw@host/ is not what we know"
            return json.dumps({"error": {"message": message, "type": "x", "code": "y"}}).encode()
        said = {"role": "assistant", "content": "Hi.", "reasoning_content": "They greet me."}
        choice = {"index": 0, "message": said, "finish_reason": "stop"}
        made = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "m-1",
            "choices": [choice],
            "usage": USAGE,
        }
        return json.dumps(made).encode()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            state.asked.append(json.loads(self.rfile.read(length)))
            state.headers.append(self.headers)
            events = "".join(f"data: {event}\n\n" for event in state.stream).encode()
            content = events or state.answer()
            self.send_response(state.status)
            self.send_header("Content-Type", "text/event-stream" if events else "application/json")
            self.send_header("Content-Length", str(len(content) + 1000 * state.cut))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever)
    thread.start()
    state.url = f"http://127.0.0.1:{http.server_port}/v1"
    for name in ("OPENAI", "DEEPSEEK"):
        monkeypatch.setenv(f"{name}_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", state.url)
    yield state
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def openai(server: Server) -> Model:
    pytest.importorskip("langchain_openai", reason="pip install -e '.[openai]'")
    return open_model("openai:m-1", {"temperature": 0})


def asked(model: Model) -> Any:
    return asyncio.run(model.chat.ainvoke([SystemMessage("Be kind."), HumanMessage("Hello.")]))


def failed(model: Model) -> Exception:
    """What a call raises."""
    with pytest.raises(Exception) as caught:  # noqa: PT011
        asked(model)
    return caught.value


def test_a_reply_with_its_usage(openai: Model, server: Server) -> None:
    reply = asked(openai)
    assert reply.content == "Hi."
    assert reply.usage_metadata["input_tokens"] == 11
    assert reply.usage_metadata["output_tokens"] == 7
    assert reply.usage_metadata["output_token_details"]["reasoning"] == 5
    assert server.asked[0]["temperature"] == 0
    assert [message["content"] for message in server.asked[0]["messages"]] == ["Be kind.", "Hello."]
    assert all(set(message) == {"role", "content"} for message in server.asked[0]["messages"])


def test_what_a_run_keeps_of_it(openai: Model, server: Server) -> None:
    assert (openai.name, openai.takes_notes) == ("openai:m-1", False)
    kept = dict(openai.manifest)
    assert kept.pop("address").rstrip("/") == server.url
    assert set(kept.pop("packages")) == {"langchain", "langchain-core", "langchain-openai"}
    assert kept == {"provider": "openai", "model": "m-1", "parameters": {"temperature": 0}}
    assert KEY not in json.dumps(openai.manifest)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_wrong_input(openai: Model, server: Server, status: int) -> None:
    server.status = status
    error = failed(openai)
    assert diagnose(error).is_refusal
    assert explain(error, model=openai.name).startswith(
        f"openai refused the key in OPENAI_API_KEY ({status}): The key [cut] at http://host/"
    )


def test_a_model_that_does_not_exist_is_wrong_input(openai: Model, server: Server) -> None:
    server.status = 404
    error = failed(openai)
    assert diagnose(error).is_refusal
    assert explain(error, model=openai.name).startswith("openai knows no such model or address (404): ")


@pytest.mark.parametrize(
    ("status", "start"),
    [
        (429, "openai is asked too much"),
        (500, "openai failed (500): "),
        (400, "openai refused the request (400): The key [cut] at"),
    ],
)
def test_other_failures_are_faults(openai: Model, server: Server, status: int, start: str) -> None:
    server.status = status
    error = failed(openai)
    assert not diagnose(error).is_refusal
    assert explain(error, model=openai.name).startswith(start)
    assert KEY not in explain(error, model=openai.name)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"choices": []}'])
def test_no_answer_that_can_be_read_is_a_fault(openai: Model, server: Server, body: bytes) -> None:
    server.body = body
    error = failed(openai)
    assert not diagnose(error).is_refusal
    assert explain(error, model=openai.name).startswith("openai answered what its client cannot read: ")


def test_a_reply_that_is_cut_off_is_a_fault(openai: Model, server: Server) -> None:
    server.cut = True
    told = explain(failed(openai))
    assert "RemoteProtocolError" in told


@pytest.mark.parametrize(
    "stream",
    [
        ('{"choices": [{"index": 0, "delta": {"content": "Hi"}}]}', "{broken"),
        ('{"choices": [{"index": 0, "delta": {"content": "Hi"}}]}',),
    ],
)
def test_a_broken_stream_is_a_fault(server: Server, stream: tuple[str, ...]) -> None:
    pytest.importorskip("langchain_openai", reason="pip install -e '.[openai]'")
    server.stream, server.cut = stream, True
    model = open_model("openai:m-1", {"streaming": True})
    assert explain(failed(model))


def test_nobody_there_is_a_fault(server: Server) -> None:
    pytest.importorskip("langchain_openai", reason="pip install -e '.[openai]'")
    model = open_model("openai:m-1", {"base_url": "http://me:secretpass@127.0.0.1:9/v1"})
    told = explain(failed(model))
    assert "Connection error. (ConnectError: " in told
    assert "secretpass" not in told + json.dumps(model.manifest)


def test_reasoning_of_servers_that_tell_it(server: Server) -> None:
    pytest.importorskip("langchain_deepseek", reason="pip install -e '.[deepseek]'")
    model = open_model("deepseek:m-1", {"base_url": server.url})
    assert asked(model).additional_kwargs["reasoning_content"] == "They greet me."
    assert model.manifest["address"].rstrip("/") == server.url


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"temprature": 0}, "openai:m-1: unknown parameter 'temprature'; did you mean 'temperature'?"),
        ({"temperature": "warm"}, "openai:m-1: parameter 'temperature': Input should be a valid number"),
        ({"api_key": "sk-x"}, "keys come from the environment"),
        ({"model": "m-2"}, "unknown parameter 'model'; it takes none"),
    ],
)
def test_wrong_parameters(server: Server, parameters: dict[str, Any], message: str) -> None:
    pytest.importorskip("langchain_openai", reason="pip install -e '.[openai]'")
    with pytest.raises(InputError) as caught:
        open_model("openai:m-1", parameters)
    assert message in str(caught.value)


def test_no_key_is_wrong_input(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("langchain_openai", reason="pip install -e '.[openai]'")
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(InputError, match="openai:m-1: no key in the environment; set OPENAI_API_KEY"):
        open_model("openai:m-1")


def test_a_provider_only_langchain_knows(server: Server) -> None:
    pytest.importorskip("langchain_openai", reason="pip install -e '.[openai]'")
    with pytest.raises(InputError, match=r"groq:m-1: .*langchain-groq"):
        open_model("groq:m-1")
    with pytest.raises(InputError, match="nonsense:m-1: Unsupported provider"):
        open_model("nonsense:m-1")


SCENARIO = """
id: tea
constraints: {short: {check: length.words, at_most: 12}}
turns:
  ask: {say: What is tea?, add: [short], next: more}
  more: {say: And mate?}
"""


@pytest.fixture
def held(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Holds a conversation with the server by the command line, and gives the exit code."""
    pytest.importorskip("langchain_openai", reason="pip install -e '.[openai]'")
    (tmp_path / "tea.yaml").write_text(SCENARIO)
    monkeypatch.chdir(tmp_path)
    command = "driftsim run tea.yaml --model openai:m-1 --max-retries 0 -o run"
    monkeypatch.setattr(sys, "argv", command.split())
    return main


def test_a_run_sends_what_was_said_and_no_more(held: Callable[[], int], server: Server) -> None:
    assert held() == 0
    first, second = (body["messages"] for body in server.asked)
    assert [message["role"] for message in second] == ["user", "assistant", "user"]
    assert second[:2] == [*first, {"role": "assistant", "content": "Hi."}]
    assert all(set(message) == {"role", "content"} for message in second)
    assert "driftsim" not in json.dumps(server.asked)
    (row,) = Run(Path("run")).table("turns").filter(pl.col("turn") == 1).to_dicts()
    assert (row["input_tokens"], row["output_tokens"], row["reasoning_tokens"]) == (11, 7, 5)


@pytest.mark.parametrize(("status", "code"), [(401, 2), (500, 4)])
def test_a_run_that_fails_tells_no_key(
    held: Callable[[], int], server: Server, capsys: pytest.CaptureFixture[str], status: int, code: int
) -> None:
    server.status = status
    assert held() == code
    kept = b"".join(path.read_bytes() for path in Path().rglob("*") if path.is_file())
    assert KEY.encode() not in kept
    told = "".join(capsys.readouterr())
    assert f"({status}): The key [cut] at http://host/ is not what we know" in told
    assert KEY not in told
