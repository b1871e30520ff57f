"""`driftsim serve`: the terminal UI in a browser on this machine."""

import shlex
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from driftsim.cli.output import say
from driftsim.errors import InputError


@click.command("serve")
@click.argument("path", type=click.Path(path_type=Path), metavar="RUN|FOLDER")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="Where to listen on this machine; 0 takes a free one.")  # fmt: skip
def command(path: Path, port: int) -> None:
    """Look at runs in a browser: the same screens as driftsim replay has.

    It listens on this machine alone, and only whoever opens the address that it tells gets in; nothing is
    written and no pager is started from there. Ctrl-C ends it.
    """
    if not path.is_dir():
        raise InputError("no such folder; driftsim run and driftsim audit make runs", where=(str(path),))
    if find_spec("textual_serve") is None:
        raise InputError("serve needs textual-serve: pip install 'driftsim[serve]'")
    from driftsim_tui.serve import serve

    words = [sys.executable, "-m", "driftsim", "replay", "--served", str(path)]
    try:
        serve(shlex.join(words), port=_free(port), title=f"driftsim {path.resolve().name}", told=_tell)
    except OSError as error:
        raise InputError(f"port {port} cannot be listened on: {error.strerror}; try --port 0") from None


def _tell(address: str) -> None:
    say(f"open {address}")
    say("whoever has this address sees the runs; ctrl+c ends it")


def _free(port: int) -> int:
    """The port, or one that is free for 0.

    Raises:
        OSError: it is taken.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        return int(probe.getsockname()[1])
