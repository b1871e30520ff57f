"""A real browser without a window, driven through a pipe by its own protocol; no package is needed for it."""

import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

import pytest

_FLAGS: Final = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe"
).split()
# The browser reads from 3 and writes to 4.
_BEGIN: Final = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
_PATIENCE: Final = 30.0


def program() -> str:
    """The browser; the test is skipped, and says so, where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("NOT PROVEN IN A BROWSER: there is no chromium on this machine")
    return found


class Page:
    """One page, and all that it complained of or asked for.

    Args:
        width: Of the window, in pixels.
        height: Likewise.
    """

    def __init__(self, width: int = 1200, height: int = 900) -> None:
        self.said: list[dict[str, Any]] = []
        self._profile = tempfile.mkdtemp(prefix="driftsim.chromium.")
        self._size = width, height
        self._sent = 0

    def __enter__(self) -> Self:
        to_read, self._write = _pipe()
        self._read, to_write = _pipe()
        begin = [sys.executable, "-c", _BEGIN, str(to_read), str(to_write)]
        self._process = subprocess.Popen(
            [*begin, program(), *_FLAGS, f"--user-data-dir={self._profile}"],
            pass_fds=(to_read, to_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        self._rest = b""
        self._session: str | None = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            self.ask(f"{domain}.enable")
        self.resize(*self._size)
        return self

    def __exit__(self, *_: object) -> None:
        self._session = None
        with suppress(AssertionError, OSError):
            self.ask("Browser.close")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        os.close(self._read)
        os.close(self._write)
        shutil.rmtree(self._profile, ignore_errors=True)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; what else is said meanwhile is kept."""
        self._sent += 1
        message: dict[str, Any] = {"id": self._sent, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._sent:
            self.said.append(answer)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def prefer(self, scheme: str) -> None:
        """Prefer dark or light, as the system would."""
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def show(self, file: Path) -> None:
        """Open a file and wait until all of it is there."""
        self.said.clear()
        self.ask("Page.navigate", url=file.as_uri())
        end = time.monotonic() + _PATIENCE
        while not any(each.get("method") == "Page.loadEventFired" for each in self.said):
            assert time.monotonic() < end, f"{file} does not load"
            self.said.append(self._next())

    def does(self, script: str) -> Any:
        """The value of an expression in the page."""
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key."""
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key)

    def complaints(self) -> list[str]:
        """Everything that went wrong: violations of the policy, errors of scripts, requests beyond the file."""
        self.does("new Promise(done => setTimeout(done, 300))")
        found = []
        for each in self.said:
            told = each.get("params", {})
            match each.get("method"):
                case "Log.entryAdded" if told["entry"]["level"] in ("error", "warning"):
                    found.append(f"log: {told['entry']['text']}")
                case "Runtime.exceptionThrown":
                    found.append(f"exception: {told['exceptionDetails']['text']}")
                case "Audits.issueAdded" if told["issue"]["code"] != "GenericIssue":
                    found.append(f"issue: {told['issue']['code']}")
                case "Network.requestWillBeSent" if not _own(told["request"]["url"]):
                    found.append(f"request: {told['request']['url']}")
        return found

    def _next(self) -> Mapping[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], _PATIENCE)
            assert ready, "the browser is silent"
            self._rest += os.read(self._read, 1 << 20)
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


def _pipe() -> tuple[int, int]:
    """Both ends of a pipe, clear of the numbers 3 and 4 under which the browser looks for its own."""
    ends = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in ends)
    for end in ends:
        os.close(end)
    return high[0], high[1]


def _own(address: str) -> bool:
    return address.startswith(("file:", "data:image/svg+xml", "blob:"))
