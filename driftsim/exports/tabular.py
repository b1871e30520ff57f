"""One table into one file, the form by the file's suffix."""

import json
from collections.abc import Callable, Mapping
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


def _csv(frame: pl.DataFrame, file: BinaryIO) -> None:
    text = pl.col(pl.String)
    guarded = pl.when(text.str.contains(_FORMULA)).then(pl.concat_str(pl.lit("'"), text)).otherwise(text)
    frame.with_columns(guarded.name.keep()).write_csv(file)


def _json(frame: pl.DataFrame, file: BinaryIO) -> None:
    file.write(json.dumps(frame.to_dicts(), ensure_ascii=False, allow_nan=False).encode() + b"\n")


SUFFIXES: Final[Mapping[str, Callable[[pl.DataFrame, BinaryIO], None]]] = {
    ".jsonl": lambda frame, file: frame.write_ndjson(file),
    ".csv": _csv,
    ".parquet": lambda frame, file: frame.write_parquet(file),
    ".json": _json,
}


def _writer(suffix: str) -> Callable[[pl.DataFrame, BinaryIO], None]:
    if suffix not in SUFFIXES:
        raise InputError(f"unknown suffix {suffix!r}{did_you_mean(suffix, SUFFIXES)}")
    return SUFFIXES[suffix]
