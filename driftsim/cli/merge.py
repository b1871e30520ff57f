"""`driftsim merge`: runs of several processes or machines into one."""

from pathlib import Path

import click

from driftsim.cli.output import printable, say
from driftsim.errors import InputError
from driftsim.report.facts import plural
from driftsim.runner.merging import mend, merge_runs


@click.command("merge", epilog="Exit codes: 0 done, 2 wrong input.")
@click.argument("runs", nargs=-1, required=True, metavar="RUN...", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="RUN",
              help="The folder of the whole; it must not exist.")  # fmt: skip
def command(runs: tuple[Path, ...], output: Path | None) -> None:
    """Put runs together that hold parts of the same conversations (driftsim run --shard K/N).

    What was begun and not finished may be gone on with: driftsim run … -o RUN --resume, without --shard. A
    single RUN without -o is one whose workers were killed: it takes in their shards.
    """
    if output is None:
        if len(runs) > 1:
            raise click.UsageError("several runs become a new one: name its folder with -o")
        counts, output = mend(runs[0]), runs[0]
    else:
        counts = merge_runs(runs, output)
    if not counts["conversations"]:
        raise InputError("no conversation was begun", where=(printable(output),))
    many = (plural(counts[f"{thing}s"], thing) for thing in ("conversation", "turn", "check"))
    say(f"{printable(output)}: {', '.join(many)}")
    if missing := counts.get("missing"):
        say(f"{plural(missing, 'conversation')} not begun or not finished; driftsim run … --resume goes on")
