"""One table into one file, the form by the file's suffix."""

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, BinaryIO, Final

import polars as pl

from driftsim.errors import InputError, did_you_mean

_FORMULA: Final = r"^[=+\-@\t\r]"


def write_table(frame: pl.DataFrame, suffix: str, file: BinaryIO) -> None:
    r"""Write a table.

    In CSV a text cell that a spreadsheet would take for a formula gets an apostrophe in front.

    Args:
        frame: The table.
        suffix: `.jsonl`, `.csv`, `.parquet` or `.json`.
        file: Where to write.

    Raises:
        InputError: the suffix is another one.

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> write_table(pl.DataFrame({"reason": ["=1+1"], "age": [-1]}), ".csv", out)
        >>> out.getvalue()
        b"reason,age\n'=1+1,-1\n"
    """
    _writer(suffix)(frame, file)


def write_document(document: Mapping[str, Any], file: BinaryIO) -> None:
    """Write a JSON document, indented."""
    file.write(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False).encode() + b"\n")


def _jsonl(frame: pl.DataFrame, file: BinaryIO) -> None:
    for part in frame.iter_slices(10_000):  # polars' own writer hides that a pipe is broken
        file.write(part.write_ndjson().encode())


def _csv(frame: pl.DataFrame, file: BinaryIO) -> None:
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    frame.with_columns(map(_guarded, texts)).write_csv(file)


def _guarded(name: str) -> pl.Expr:
    text = pl.col(name)
    return pl.when(text.str.contains(_FORMULA)).then(pl.lit("'") + text).otherwise(text).alias(name)


def _parquet(frame: pl.DataFrame, file: BinaryIO) -> None:
    whole = BytesIO()  # polars' own writer hides that a disk is full
    frame.write_parquet(whole)
    file.write(whole.getbuffer())


def _json(frame: pl.DataFrame, file: BinaryIO) -> None:
    file.write(json.dumps(frame.to_dicts(), ensure_ascii=False, allow_nan=False).encode() + b"\n")


SUFFIXES: Final[Mapping[str, Callable[[pl.DataFrame, BinaryIO], None]]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
    ".json": _json,
}


def _writer(suffix: str) -> Callable[[pl.DataFrame, BinaryIO], None]:
    if suffix not in SUFFIXES:
        raise InputError(f"unknown suffix {suffix!r}{did_you_mean(suffix, SUFFIXES)}")
    return SUFFIXES[suffix]
