"""`driftsim import`: other tools' conversations in, a folder of scenario files out."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import click

from driftsim.cli.output import printable, say
from driftsim.errors import InputError, did_you_mean
from driftsim.formats.evolif import read_evolif
from driftsim.formats.ifeval_prompts import read_ifeval_prompts
from driftsim.formats.imported import Imported, Scenarios
from driftsim.formats.multi_if import read_multi_if
from driftsim.journal import whole_or_nothing
from driftsim.scenario.dump import dump
from driftsim.scenario.graph import Scenario
from driftsim.scenario.lint import accepted
from driftsim.scenario.load import scenario_from

READERS: Final[Mapping[str, Callable[[Path], Scenarios]]] = {
    "multi-if": read_multi_if,
    "evolif": read_evolif,
    "ifeval": read_ifeval_prompts,
}


@click.command("import", epilog="Exit codes: 0 done, 2 wrong input.")
@click.argument("form", metavar="FORMAT")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True,
              help="The folder of the scenarios; it must not exist, or be empty.")  # fmt: skip
def command(form: str, file: Path, output: Path) -> None:
    """Turn other tools' conversations into scenarios, a file each, that say the turns word by word.

    FORMAT is multi-if (a CSV file), evolif (a dialog as JSON Lines) or ifeval (the prompts as JSON Lines).
    """
    if form not in READERS:
        raise InputError(f"unknown format {form!r}{did_you_mean(form, READERS)}")
    _refuse_full(output)
    source, counts = READERS[form](file), Counter[str]()
    with whole_or_nothing(output, what="scenario") as draft:
        for imported in source.scenarios:
            scenario = _scenario(imported)
            (draft / f"{scenario.id}.yaml").write_text(dump(scenario), encoding="utf-8")
            counts += _counted(scenario)
    _tell(output, counts, source.left_out)


def _refuse_full(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InputError("exists already and is no folder; name another with -o", where=(str(folder),))
    if folder.is_dir() and any(folder.iterdir()):
        raise InputError("is not empty; name another folder with -o, or empty it", where=(str(folder),))


def _scenario(imported: Imported) -> Scenario:
    """The scenario as a value, so that nothing is written that cannot be run."""
    return scenario_from(imported.written, where=imported.where)


def _counted(scenario: Scenario) -> Counter[str]:
    conflicting = any(finding.code == "D014" for finding in accepted(scenario, lenient=True))
    return Counter(
        scenarios=1,
        turns=len(scenario.turns),
        constraints=len(scenario.constraints),
        conflicting=int(conflicting),
    )


def _tell(folder: Path, counts: Counter[str], left_out: Counter[str]) -> None:
    inside = f"{_many(counts['turns'], 'turn')}, {_many(counts['constraints'], 'constraint')}"
    say(f"{printable(folder)}: imported {_many(counts['scenarios'], 'scenario')} ({inside})")
    skipped = f"skipped {_many(left_out.total(), 'constraint')}"
    say(f"{skipped} that cannot be checked; their turns stay:" if left_out else skipped)
    for reason, number in sorted(left_out.items(), key=lambda item: (-item[1], item[0])):
        say(f"  {number:>3} × {reason}")
    if counts["conflicting"]:
        say(
            f"{_many(counts['conflicting'], 'scenario')} with constraints that may not hold together:"
            f" driftsim scenario lint {printable(folder)}"
        )
    say(f"next: driftsim run {printable(folder)}")


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
