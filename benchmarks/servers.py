"""Servers that nobody here wrote, for tests of faults: llmock (PyPI) and aimock (npm), on loopback.

They are installed once, in `.venv-servers` in the checkout or where `DRIFTSIM_SERVERS` says.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import ROOT

LLMOCK, AIMOCK = "llmock==0.2.2", "@copilotkit/aimock@1.43.0"
_PATIENCE = 30.0  # seconds for a server to come up


def folder() -> Path:
    """Where they are installed, or will be."""
    return Path(os.environ.get("DRIFTSIM_SERVERS", ROOT / ".venv-servers"))


@contextmanager
def llmock(*options: str) -> Iterator[str]:
    """Its address, as long as the block lasts.

    Raises:
        SystemExit: it cannot be installed, or does not come up.
    """
    program = folder() / ("Scripts" if sys.platform == "win32" else "bin") / "llmock"
    if not program.exists():
        venv.create(folder(), with_pip=True)
        _install([program.with_name("python"), "-m", "pip", "install", "--quiet", LLMOCK])
    port = _free_port()
    command = [program, "serve", "--port", str(port), "--log-level", "error", *options]
    with _running(command, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def aimock(fixtures: Path, *options: str) -> Iterator[str]:
    """Its address, as long as the block lasts.

    Args:
        fixtures: The file of what it says.
        options: Of its command line.

    Raises:
        SystemExit: there is no node, it cannot be installed, or does not come up.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise SystemExit("aimock needs node and npm")
    place = folder() / "npm"
    program = place / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js"
    if not program.exists():
        place.mkdir(parents=True, exist_ok=True)
        _install([npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", place, AIMOCK])
    port = _free_port()
    command = [node, program, "-p", str(port), "-f", fixtures, "--log-level", "silent", *options]
    with _running(command, port):
        yield f"http://127.0.0.1:{port}"


def says(folder: Path, replies: Sequence[str], **fields: str) -> Path:
    """A file from which aimock says these, one a turn.

    Args:
        folder: Where it is written.
        replies: What it says.
        fields: What else stands in every reply, such as `reasoning`.
    """
    said = [
        {"match": {"turnIndex": turn}, "response": {"content": text, **fields}}
        for turn, text in enumerate(replies)
    ]
    path = folder / "said.json"
    path.write_text(json.dumps({"fixtures": said}))
    return path


def _install(command: Sequence[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed: {done.stderr[-500:]}")


@contextmanager
def _running(command: Sequence[str | Path], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(process, port)
            yield
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"{Path(process.args[0]).name} did not come up")  # type: ignore[index,arg-type]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
