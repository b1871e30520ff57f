"""A real terminal, for what people look at."""

import os
import subprocess
import time
from pathlib import Path

PATIENCE = 60.0


class Terminal:
    """A real terminal of 100 columns and 30 lines, in tmux."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux")
        self._do("new-session", "-d", "-x", "100", "-y", "30", "-c", str(folder), "env", "PS1=$ ", "sh")

    def type(self, line: str) -> None:
        self._do("send-keys", line, "Enter")

    def press(self, *keys: str) -> None:
        self._do("send-keys", *keys)

    def wait(self, *wanted: str) -> str:
        """Wait until all of this is on the screen."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            seen = self._do("capture-pane", "-p")
            if all(each in seen for each in wanted):
                return seen
            time.sleep(0.1)
        raise AssertionError(f"{wanted} did not come:\n{seen}")

    def close(self) -> None:
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True, check=False)

    def _do(self, *command: str) -> str:
        # The session's processes inherit this environment: no state of the user's is touched.
        environment = {
            **os.environ,
            "XDG_STATE_HOME": str(Path(self._socket).parent / "state"),
            "TERM": "xterm-256color",
        }
        done = subprocess.run(
            ["tmux", "-S", self._socket, *command],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
        return done.stdout
