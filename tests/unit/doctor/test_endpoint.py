"""The server of a model, against real ones on loopback that answer in every way."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest

from driftsim.doctor.endpoint import endpoint
from driftsim.doctor.finding import Finding

KEY = "sk-not-a-real-key-0123"
STATUS = {"ok": 200, "html": 200, "none": 404, "busy": 429, "down": 503, "moved": 302, "odd": 418}


class Server(BaseHTTPRequestHandler):
    """The first part of the path tells how to answer."""

    asked: list[tuple[str, str | None]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        way, key = self.path.split("/")[1], self.headers.get("Authorization")
        self.asked.append((self.path, key))
        if way == "slow":
            time.sleep(0.6)
        if way == "garbage":
            self.wfile.write(b"\x1b[31mSSH-2.0\n")
            return
        self.send_response(STATUS.get(way, 200 if key == f"Bearer {KEY}" else 401))
        if way == "moved":
            self.send_header("Location", "/ok/models")
        self.end_headers()
        answer = {"data": [{"id": "gpt-x"}, {"id": "\x1b[31mevil"}]}
        self.wfile.write(b"<html>" if way == "html" else json.dumps(answer).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as found:
        found.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{found.server_port}"
        found.shutdown()


def asked(url: str | None, model: str | None = None) -> Finding:
    return list(endpoint(model, url, patience=0.3))[-1]


@pytest.mark.parametrize(
    ("way", "state", "told"),
    [
        ("ok", "ok", "answers; it lists 2 models"),
        ("key", "ok", "wants a key (401), none was sent"),
        ("html", "warn", "though not with a list of models"),
        ("none", "warn", "no such page (404)"),
        ("busy", "warn", "asked too much (429)"),
        ("odd", "warn", "status 418"),
        ("moved", "warn", "leads elsewhere (302)"),
        ("down", "fail", "status 503"),
        ("garbage", "fail", "speaks no HTTP"),
        ("slow", "fail", "no answer within 0.3 s"),
    ],
)
def test_each_way_to_answer_is_told_apart(server: str, way: str, state: str, told: str) -> None:
    found = asked(f"http://{server}/{way}")
    assert (found.state, told in found.found) == (state, True), found
    assert found.way_out or state == "ok"


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = asked(f"http://127.0.0.1:{port}/v1")
    assert (found.state, "refused: nothing listens" in found.found) == ("fail", True)


def test_no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    assert "no host is called 'nowhere.invalid'" in asked("http://nowhere.invalid/v1").found


def test_no_tls(server: str) -> None:
    found = asked(f"https://{server}/ok")
    assert (found.found.endswith("speaks no TLS"), found.way_out) == (
        True,
        "write http:// instead of https://",
    )


def test_user_and_password_of_a_url_are_sent_and_never_told(server: str) -> None:
    found = asked(f"http://me:pass%2Fword@{server}/ok")
    assert found.state == "ok"
    assert "pass" not in str(found)
    assert Server.asked[-1] == ("/ok/models", "Basic bWU6cGFzcy93b3Jk")


class TestModel:
    @pytest.fixture(autouse=True)
    def _key(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("langchain_openai", reason="the extra openai is not installed")
        monkeypatch.setenv("OPENAI_API_KEY", KEY)

    def test_its_key_is_sent(self, server: str) -> None:
        opened, answered = endpoint("openai:gpt-x", f"http://{server}/key")
        assert (opened.state, answered.state) == ("ok", "ok")
        assert Server.asked[-1] == ("/key/models", f"Bearer {KEY}")
        assert KEY not in f"{opened}{answered}"

    def test_a_refused_key(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-another-key-4567")
        found = asked(f"http://{server}/key", "openai:gpt-x")
        assert (found.state, "refuses the key (401)" in found.found) == ("fail", True)
        assert "another" not in str(found)

    def test_a_key_does_not_follow_a_redirect(self, server: str) -> None:
        assert asked(f"http://{server}/moved", "openai:gpt-x").state == "warn"
        assert Server.asked[-1][0] == "/moved/models"

    def test_a_model_that_is_not_listed(self, server: str) -> None:
        found = asked(f"http://{server}/ok", "openai:gpt-y")
        assert found.state == "warn"
        assert "lists no 'gpt-y'; did you mean 'gpt-x'?" in found.found


@pytest.mark.parametrize("variable", ["{0}/ollama", "http://{0}/ollama"])
def test_ollama_is_found_where_its_variable_says(
    server: str, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    opened = SimpleNamespace(manifest={"provider": "ollama", "address": None})
    monkeypatch.setattr("driftsim.doctor.endpoint.cast", lambda *_: (opened,))
    monkeypatch.setenv("OLLAMA_HOST", variable.format(server))
    assert f"http://{server}/ollama" in next(endpoint("ollama:qwen3", None)).found
    assert asked(None, "ollama:qwen3").found.endswith("wants a key (401), none was sent")
    assert Server.asked[-1] == ("/ollama/api/tags", None)


def test_a_client_that_does_not_tell_where_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = SimpleNamespace(manifest={"provider": "google", "address": None})
    monkeypatch.setattr("driftsim.doctor.endpoint.cast", lambda *_: (opened,))
    assert asked(None, "google:gemini").state == "off"


def test_a_simulated_model_needs_no_server() -> None:
    (found,) = endpoint("sim:steady", None)
    assert (found.state, found.found) == ("ok", "opened; it needs no network and no key")


def test_a_model_that_cannot_be_opened() -> None:
    (found,) = endpoint("sim:nope", None)
    assert (found.state, "unknown profile 'nope'" in found.found) == ("fail", True)


def test_nothing_is_asked_where_nothing_is_named() -> None:
    assert list(endpoint(None, None)) == []
