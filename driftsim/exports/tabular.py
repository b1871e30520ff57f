"""One table into one file, the form by the file's suffix, some rows at a time."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Any, BinaryIO, Final, cast

import polars as pl

from driftsim.errors import InputError, did_you_mean
from driftsim.exports.lines import one_line
from driftsim.exports.outlet import Outlet

_AT_ONCE: Final = 10_000  # rows
# What a spreadsheet may take for a formula, full-width signs included; and what would be taken for one of
# our own marks when the mark is taken off again.
_FORMULA: Final = r"^'*[=+\-@\t\r\n＝＋－＠]"

Schema = Mapping[str, Any]
Frames = Iterable[pl.DataFrame]


def write_table(frame: pl.DataFrame, suffix: str, file: BinaryIO) -> None:
    r"""Write a table that is in memory.

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
    write_frames(frame.iter_slices(_AT_ONCE), frame.schema, suffix, file)


def write_frames(frames: Frames, schema: Schema, suffix: str, file: BinaryIO) -> None:
    """Write a table that comes in pieces, none of which is asked for before it is needed.

    Args:
        frames: The pieces, all with the columns of the schema; there may be none.
        schema: The names and types of the columns.
        suffix: `.jsonl`, `.csv`, `.parquet` or `.json`.
        file: Where to write.

    Raises:
        InputError: the suffix is another one.
    """
    _writer(suffix)(frames, schema, file)


def write_document(document: Mapping[str, Any], file: BinaryIO) -> None:
    """Write a JSON document, indented."""
    file.write(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False).encode() + b"\n")


def _jsonl(frames: Frames, _: Schema, file: BinaryIO) -> None:
    for lines in _lines(frames):
        file.write(lines)


def _json(frames: Frames, _: Schema, file: BinaryIO) -> None:
    between = b"[\n"
    for lines in _lines(frames):
        file.write(between + lines.rstrip(b"\n").replace(b"\n", b",\n"))
        between = b",\n"
    file.write(b"[]\n" if between == b"[\n" else b"\n]\n")


def _lines(frames: Frames) -> Iterator[bytes]:
    """JSON Lines; polars' own writer to a file hides that a pipe is broken."""
    for frame in frames:
        for part in frame.iter_slices(_AT_ONCE):
            yield one_line(part.write_ndjson())


def _csv(frames: Frames, schema: Schema, file: BinaryIO) -> None:
    file.write(pl.DataFrame(schema=dict(schema)).write_csv().encode())
    texts = [name for name, kind in schema.items() if kind == pl.String]
    for frame in frames:
        guarded = frame.with_columns(map(_guarded, texts))
        for part in guarded.iter_slices(_AT_ONCE):
            file.write(part.write_csv(include_header=False).encode())


def _guarded(name: str) -> pl.Expr:
    text = pl.col(name)
    return pl.when(text.str.contains(_FORMULA)).then(pl.lit("'") + text).otherwise(text).alias(name)


def _parquet(frames: Frames, schema: Schema, file: BinaryIO) -> None:
    from polars.io.plugins import register_io_source

    def pieces(*_: Any) -> Iterator[pl.DataFrame]:
        yield from frames

    with Outlet(file) as outlet:
        register_io_source(pieces, schema=dict(schema)).sink_parquet(cast("IO[bytes]", outlet))


SUFFIXES: Final[Mapping[str, Callable[[Frames, Schema, BinaryIO], None]]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
    ".json": _json,
}


def _writer(suffix: str) -> Callable[[Frames, Schema, BinaryIO], None]:
    if suffix not in SUFFIXES:
        raise InputError(f"unknown suffix {suffix!r}{did_you_mean(suffix, SUFFIXES)}")
    return SUFFIXES[suffix]
