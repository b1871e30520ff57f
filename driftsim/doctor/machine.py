"""The machine and the terminal."""

import locale
import os
import shutil
import sys
from collections.abc import Iterator
from typing import Final

from driftsim.doctor.finding import Finding

_FEW_FILES: Final = 1024
_NARROW: Final = 80
_WIDE: Final = "●◐○×"


def machine() -> Iterator[Finding]:
    """Processors, open files, and programs that some of us use."""
    yield Finding("machine", "processors", "ok", f"{_processors()} to work on, for --workers")
    yield from _files()
    for program in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(program):
            yield Finding("machine", "browser", "ok", f"{program}, for the tests of the HTML report")
            return
    yield Finding("machine", "browser", "off", "no Chromium; only the tests of the HTML report want one")


def terminal() -> Iterator[Finding]:
    """What stdout is, and which characters it can show."""
    encoding = sys.stdout.encoding or "unknown"
    if _shows(encoding):
        yield Finding("terminal", "characters", "ok", f"{encoding}; the locale's is {locale.getencoding()}")
    else:
        way_out = "export PYTHONUTF8=1, or a UTF-8 locale such as LANG=C.UTF-8"
        yield Finding("terminal", "characters", "warn", f"{encoding} knows no {_WIDE}", way_out)
    if not sys.stdout.isatty():
        yield Finding("terminal", "screen", "ok", "stdout is no terminal: no colour, no progress bar")
        return
    columns, lines = shutil.get_terminal_size()
    told = f"{columns} × {lines}, {_colour()}"
    narrow = columns < _NARROW
    way_out = f"widen it to {_NARROW} columns for the report's tables and the screens" if narrow else ""
    yield Finding("terminal", "screen", "warn" if narrow else "ok", told, way_out)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _files() -> Iterator[Finding]:
    try:
        from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit
    except ImportError:  # Windows
        return
    soft, _ = getrlimit(RLIMIT_NOFILE)
    if soft == RLIM_INFINITY or soft >= _FEW_FILES:
        many = "no limit" if soft == RLIM_INFINITY else f"{soft:,}"
        yield Finding("machine", "open files", "ok", f"{many}: each request in flight takes one")
    else:
        told = f"{soft:,}: each request in flight takes one"
        yield Finding(
            "machine", "open files", "warn", told, f"ulimit -n {_FEW_FILES}, for a high --max-concurrency"
        )


def _shows(encoding: str) -> bool:
    try:
        _WIDE.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _colour() -> str:
    if os.environ.get("NO_COLOR"):
        return "no colour, as NO_COLOR asks"
    from rich.console import Console

    system = Console().color_system
    return f"colours: {system}" if system else "no colour"
