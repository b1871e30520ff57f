"""`driftsim doctor`: whether this machine can do the work, and what to do where it cannot."""

import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import Final

import click

from driftsim import __version__
from driftsim.doctor import Finding, State, look_at_all
from driftsim.visible import safe

_UNFIT: Final = 2
_SIGNS: Final[Mapping[State, tuple[str, str, str]]] = {  # sign, the same in ASCII, colour
    "ok": ("✓", "ok  ", "green"),
    "off": ("·", "-   ", "bright_black"),
    "warn": ("!", "warn", "yellow"),
    "fail": ("✗", "FAIL", "red"),
}
_NAME: Final = 17  # columns


@click.command("doctor", epilog="Exit codes: 0 the main job can be done, 2 it cannot, or wrong input.")
@click.option("--model", metavar="MODEL", help="Try this model's server too; its key is sent there.")
@click.option("--base-url", metavar="URL", help="Where the server is; without --model no key is sent.")
@click.option("--runs", type=click.Path(path_type=Path), default=Path("runs"), show_default=True,
              help="Where runs are kept.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(model: str | None, base_url: str | None, runs: Path, *, as_json: bool) -> int:
    """Look at versions, extras, keys, texts, disk, machine and terminal, and try a simulated run.

    Nothing touches the network unless --model or --base-url names a server. Of keys only the variables' names
    are shown.
    """
    found = look_at_all(runs, model, base_url)
    if as_json:
        every = list(found)
        fit = all(one.state != "fail" for one in every)
        told = {"driftsim": __version__, "fit": fit, "findings": [asdict(one) for one in every]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return 0 if fit else _UNFIT
    return _show(found)


def _show(found: Iterable[Finding]) -> int:
    """Show each finding as it is made, and sum up."""
    counts = dict.fromkeys(_SIGNS, 0)
    group = ""
    for one in found:
        if one.group != group:
            group = one.group
            click.secho(f"\n{group}" if sum(counts.values()) else group, bold=True)
        counts[one.state] += 1
        _line(one)
    click.echo("")
    if counts["fail"]:
        click.secho(f"{counts['fail']} must be mended before driftsim can do its work", fg="red", bold=True)
        return _UNFIT
    warned = f"; {counts['warn']} to look at" if counts["warn"] else ""
    click.secho(f"driftsim can do its work here{warned}", bold=True)
    return 0


def _line(one: Finding) -> None:
    """A finding, its way out below it; what is not needed takes one line."""
    sign, plain, colour = _SIGNS[one.state]
    shown = sign if _can_show(sign) else plain
    arrow = "→" if _can_show("→") else "->"
    parts = [safe(one.found), *([f"{arrow} {safe(one.way_out)}"] if one.way_out else [])]
    lines = [line for part in parts for line in _folded(part, len(shown) + _NAME + 4)]
    if one.state == "off" and len(short := _folded("  ".join(parts), len(shown) + _NAME + 4)) == 1:
        lines = short
    first, *more = lines
    click.echo(f"  {click.style(shown, fg=colour)} {safe(one.name):{_NAME}} {first}")
    for line in more:
        click.echo(f"  {' ' * len(shown)} {'':{_NAME}} {line}")


def _folded(text: str, margin: int) -> list[str]:
    """The lines of a text on a terminal of this width; whole where it goes to a file."""
    if not sys.stdout.isatty():
        return [text]
    return wrap(text, max(shutil.get_terminal_size().columns - margin, 20), break_on_hyphens=False) or [text]


def _can_show(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
