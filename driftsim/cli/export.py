"""`driftsim export`: a run's tables as data."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

import click
import polars as pl

from driftsim.cli.measuring import measured
from driftsim.cli.output import say, write_file, write_stdout
from driftsim.cli.ranges import seed_option
from driftsim.errors import InputError, did_you_mean
from driftsim.exports import SUFFIXES, write_document, write_frames, write_table
from driftsim.journal import Run, frame_schema
from driftsim.metrics import flatten
from driftsim.tables import TABLES

NAMES: Final = (*TABLES, "metrics")


@click.command("export")
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--table", required=True, type=click.Choice(NAMES), help="Which table.")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="The file, its form by its suffix: .jsonl, .csv, .parquet or .json. Without it, to stdout:"
              " metrics as JSON, the other tables as JSON Lines.")  # fmt: skip
@seed_option("Seed of the bootstrap (metrics).")
def command(run: Path, table: str, output: Path | None, seed: int) -> None:
    """Write a table of a RUN. Its columns are described by JSON Schemas: docs/tables.md."""
    suffix = _suffix(output, table)
    found = Run(run)
    write = _metrics(found, suffix, seed) if table == "metrics" else _rows(found, table, suffix)
    if output is None:
        write_stdout(write)
    else:
        write_file(output, write)
        say(f"{output}: {table} of {run}")


def _suffix(output: Path | None, table: str) -> str:
    if output is None:
        return ".json" if table == "metrics" else ".jsonl"
    if output.suffix not in SUFFIXES:
        what = f"its suffix is {output.suffix!r}" if output.suffix else "it has no suffix"
        raise InputError(f"{what}{did_you_mean(output.suffix, SUFFIXES)}", where=(str(output),))
    return output.suffix


def _rows(run: Run, table: str, suffix: str) -> Callable[[BinaryIO], None]:
    frames = (frame for (frame,) in run.pieces(table))
    return lambda file: write_frames(frames, frame_schema(table), suffix, file)


def _metrics(run: Run, suffix: str, seed: int) -> Callable[[BinaryIO], None]:
    document = measured(run, seed=seed)
    if suffix == ".json":
        return lambda file: write_document(document, file)
    return lambda file: write_table(pl.DataFrame(flatten(document)), suffix, file)
