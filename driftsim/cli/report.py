"""`driftsim report`: the drift curve of one run or of several side by side."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Final

import click

from driftsim.cli.measuring import measured
from driftsim.cli.output import printable, say, write_file, write_stdout
from driftsim.cli.ranges import seed_option
from driftsim.errors import InputError, did_you_mean
from driftsim.exports import write_document
from driftsim.journal import Run
from driftsim.report import Side, render_document, render_markdown, render_terminal, sides

Writer = Callable[[BinaryIO], None]


@click.command("report")
@click.argument("runs", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="RUN...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, .md or .json, instead of the terminal."
)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON to stdout.")
@seed_option("Seed of the bootstrap.")
def command(runs: tuple[Path, ...], output: Path | None, seed: int, *, as_json: bool) -> None:
    """Show the drift curve of RUNs: words first, then figures, then tables; several are put side by side."""
    writer = None if output is None else _writer(output)
    shown = _sides(runs, seed)
    if writer is not None and output is not None:
        write_file(output, writer(shown))
        say(f"{output}: report of {', '.join(map(str, runs))}")
    elif as_json:
        write_stdout(_json(shown))
    else:
        _show(shown)


def _sides(paths: tuple[Path, ...], seed: int) -> tuple[Side, ...]:
    found = [Run(path) for path in paths]
    return sides([(printable(run.folder), run.manifest.as_dict(), measured(run, seed=seed)) for run in found])


def _markdown(shown: tuple[Side, ...]) -> Writer:
    return lambda file: _put(file, render_markdown(shown))


def _json(shown: tuple[Side, ...]) -> Writer:
    return lambda file: write_document(render_document(shown), file)


def _put(file: BinaryIO, text: str) -> None:
    file.write(text.encode())


_WRITERS: Final[Mapping[str, Callable[[tuple[Side, ...]], Writer]]] = {".md": _markdown, ".json": _json}


def _writer(output: Path) -> Callable[[tuple[Side, ...]], Writer]:
    if output.suffix not in _WRITERS:
        raise InputError(
            f"a report is written as .md or .json, not as {output.suffix!r}"
            f"{did_you_mean(output.suffix, _WRITERS)}",
            where=(str(output),),
        )
    return _WRITERS[output.suffix]


def _show(shown: tuple[Side, ...]) -> None:
    from rich.console import Console

    render_terminal(shown, Console(highlight=False))
