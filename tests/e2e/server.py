"""A server of our own on loopback that speaks OpenAI's protocol, and misbehaves as it is told."""

import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TEXT = "Hi there."


@dataclass(frozen=True)
class Act:
    """What the server does with one request.

    Args:
        status: The HTTP status.
        body: What it answers.
        headers: With which headers.
        promised: How many bytes more than it sends it promises before it hangs up.
        stall: Seconds before it answers.
        hang_up: Whether it hangs up without a word.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    promised: int = 0
    stall: float = 0
    hang_up: bool = False


def reply(text: str | None = TEXT, finish: str = "stop", **message: Any) -> Act:
    """A whole reply."""
    said = {"role": "assistant", "content": text, **message}
    made = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "m-1",
        "choices": [{"index": 0, "message": said, "finish_reason": finish}],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
    }
    return Act(body=json.dumps(made).encode())


def error(status: int, message: str = "no", *, code: str = "x", **headers: str) -> Act:
    """A refusal in OpenAI's form; headers are written with `_` for `-`."""
    body = json.dumps({"error": {"message": message, "type": "x", "code": code}}).encode()
    return Act(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


def stream(*pieces: str | None, end: bool = True, **act: Any) -> Act:
    """A reply piece by piece; a piece that is None is no JSON; without an end it just stops."""
    lines = []
    for piece in pieces:
        delta = {"choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}}]}
        lines.append("{broken" if piece is None else json.dumps(delta))
    if end:
        lines += ['{"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}', "[DONE]"]
    body = "".join(f"data: {line}\n\n" for line in lines).encode()
    return Act(body=body, headers={"Content-Type": "text/event-stream"}, **act)


@dataclass
class Server:
    """What the server will do next, after that always, and what it was asked.

    `of` is what it does next with a conversation: by what was said first, and how often the user spoke.
    """

    url: str = ""
    acts: deque[Act] = field(default_factory=deque)
    always: Act = field(default_factory=reply)
    of: dict[tuple[str, int], deque[Act]] = field(default_factory=lambda: defaultdict(deque))
    asked: list[Any] = field(default_factory=list)

    def next(self, asked: Any) -> Act:
        """What it does with a request."""
        self.asked.append(asked)
        said = [message["content"] for message in asked["messages"] if message["role"] == "user"]
        own = self.of[said[0], len(said)]
        acts = own or self.acts
        return acts.popleft() if acts else self.always


@contextmanager
def serving() -> Iterator[Server]:
    """A server, as long as the block lasts."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            act = state.next(json.loads(self.rfile.read(length)))
            time.sleep(act.stall)
            self.close_connection = bool(act.hang_up or act.promised)
            if act.hang_up:
                return
            self.send_response(act.status)
            headers = {"Content-Type": "application/json", **act.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(act.body) + act.promised))
            with suppress(ConnectionError):  # whoever asked has hung up
                self.end_headers()
                self.wfile.write(act.body)

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    http.block_on_close = False  # who has hung up is not waited for
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    state.url = f"http://127.0.0.1:{http.server_port}/v1"
    try:
        yield state
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
