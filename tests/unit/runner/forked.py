"""Runs in processes of their own that cost no start."""

import os
import signal
import time
import warnings
from collections.abc import Callable
from typing import Any


def forked(do: Callable[[], Any]) -> int:
    """Do something in a copy of this process, and give its id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # polars has threads, which the copy does not use
        child = os.fork()
    if child == 0:
        code = 99
        try:
            code = int(bool(do()))
        finally:
            os._exit(code)
    return child


def killed(child: int, after: float) -> bool:
    """Kill a process after so many seconds; whether it was still alive."""
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
