"""`driftsim audit`: recorded conversations in, a run out."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from driftsim import tokens
from driftsim.audit import audit
from driftsim.cli.ending import end
from driftsim.cli.judging import judging, opened, spent
from driftsim.cli.output import say
from driftsim.cli.progress import Bar
from driftsim.cli.thresholds import MEASURED, fail_under, thresholds
from driftsim.files import count_lines
from driftsim.formats import Source, read_ifeval, read_recorded
from driftsim.journal import Manifest

ERRORS = 4


@click.command("audit", epilog="Exit codes: 0 done, 1 a threshold was missed, 2 wrong input, 4 some checks"
               " could not be decided; 1 comes before 4.")  # fmt: skip
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The run's folder; it must not exist.")
@click.option("--format", "form", type=click.Choice(["recorded", "ifeval"]), default="recorded",
              show_default=True, help="What FILE is.")  # fmt: skip
@click.option(
    "--prompts", type=click.Path(path_type=Path), help="IFEval's prompts; FILE holds the responses."
)
@click.option(
    "--encoding", default=tokens.DEFAULT, show_default=True, help="The vocabulary that counts tokens."
)
@judging
@fail_under()
@click.option("-q", "--quiet", is_flag=True, help="Leave out the curve and the words at the end.")
def command(
    file: Path,
    output: Path | None,
    form: str,
    prompts: Path | None,
    encoding: str,
    *,
    fail_under: tuple[str, ...],
    quiet: bool,
    **asked: Any,
) -> int:
    """Check recorded conversations against what was in force at every turn; only a judge is ever called.

    FILE is JSON Lines, one conversation a line. With --format ifeval it holds IFEval responses and
    --prompts names the file with the prompts.
    """
    least = thresholds(fail_under, MEASURED)
    source, files = _source(file, form, prompts)
    folder = output or _fresh_folder(file)
    with opened(**asked) as judge, Bar(count_lines(files[0]), "auditing") as bar:
        manifest = audit(source, folder, files=files, encoding=encoding, progress=bar.take, judge=judge)
    _tell(manifest, folder)
    return end(folder, least, quiet=quiet) or (ERRORS if manifest.counts["errors"] else 0)


def _source(file: Path, form: str, prompts: Path | None) -> tuple[Source, tuple[Path, ...]]:
    if form == "ifeval":
        if prompts is None:
            raise click.UsageError("--format ifeval needs --prompts, the file with the prompts")
        return read_ifeval(prompts, file), (prompts, file)
    if prompts is not None:
        raise click.UsageError("--prompts goes with --format ifeval")
    return read_recorded(file), (file,)


def _fresh_folder(file: Path) -> Path:
    name = re.sub(r"[^A-Za-z0-9]+", "-", file.name.split(".")[0]).strip("-") or "audit"
    return Path("runs") / f"{datetime.now():%Y%m%d-%H%M%S}-{name}"


def _tell(manifest: Manifest, folder: Path) -> None:
    counts = manifest.counts
    say(f"{folder}: {_many(counts['conversations'], 'conversation')}, {_many(counts['turns'], 'turn')},"
        f" {_many(counts['checks'], 'check')}")  # fmt: skip
    if counts["errors"]:
        say(f"{_many(counts['errors'], 'check')} could not be decided and count for nothing")
    if manifest.judge:
        say(spent(counts))
    gaps = manifest.source["gaps"]
    if gaps:
        shown = ", ".join(gaps[:5]) + (", …" if len(gaps) > 5 else "")
        say(f"{_many(len(gaps), 'prompt')} without a reply, left out: {shown}")
    for note in manifest.source["notes"]:
        say(note)


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
